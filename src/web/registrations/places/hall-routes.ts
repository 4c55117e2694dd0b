import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { texts } from '../../platform/search-texts.ts'

/** Pages of places, delivery and joint acceptance, within the frame every page has. */
export const hallPages = <Frame extends AnyRoute>(frame: Frame) =>
  [
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/registration-places',
      validateSearch: texts(['view']),
      component: lazyRouteComponent(() => import('./PlacesPage.tsx'), 'PlacesPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/registration-places/sessions/$session',
      component: lazyRouteComponent(() => import('./SessionPage.tsx'), 'SessionPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/registration-places/sessions/$session/caller',
      component: lazyRouteComponent(() => import('./CallerPage.tsx'), 'CallerPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/delivery',
      validateSearch: texts(['view', 'estate', 'way', 'state', 'days']),
      component: lazyRouteComponent(() => import('../delivery/DeliveryPage.tsx'), 'DeliveryPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/joint-acceptances',
      validateSearch: texts(['kind']),
      component: lazyRouteComponent(() => import('../joint/JointPage.tsx'), 'JointPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/joint-acceptances/$joint',
      validateSearch: texts(['missing']),
      component: lazyRouteComponent(() => import('../joint/JointAcceptancePage.tsx'), 'JointAcceptancePage'),
    }),
  ] as const

/** The board in the hall fills the whole screen. */
export const hallBoard = <Frame extends AnyRoute>(frame: Frame) =>
  createRoute({
    getParentRoute: () => frame,
    path: '/counties/$county/sessions/$session/board',
    component: lazyRouteComponent(() => import('./QueueBoardPage.tsx'), 'QueueBoardPage'),
  })
