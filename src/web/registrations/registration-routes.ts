import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { texts } from '../platform/search-texts.ts'

/** Pages of applications, their batches and desks, first registrations and hand-overs, within the frame every page has. */
export const registrationPages = <Frame extends AnyRoute>(frame: Frame) =>
  [
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/first-registrations/$application',
      component: lazyRouteComponent(() => import('./first/FirstPage.tsx'), 'FirstPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/public-notices/$notice/board',
      validateSearch: texts(['paper']),
      component: lazyRouteComponent(() => import('./first/NoticeBoardPage.tsx'), 'NoticeBoardPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/public-notices',
      validateSearch: texts(['state']),
      component: lazyRouteComponent(() => import('./first/NoticesPage.tsx'), 'NoticesPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/registrations',
      validateSearch: texts(['search', 'kind', 'state', 'gateOpen', 'due', 'estate', 'batch', 'sort']),
      component: lazyRouteComponent(() => import('./RegistrationsPage.tsx'), 'RegistrationsPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/applications/$application',
      component: lazyRouteComponent(() => import('./ApplicationPage.tsx'), 'ApplicationPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/registration-batches',
      component: lazyRouteComponent(() => import('./BatchesPage.tsx'), 'BatchesPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/registration-batches/$batch',
      component: lazyRouteComponent(() => import('./BatchPage.tsx'), 'BatchPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/window',
      validateSearch: texts(['unit']),
      component: lazyRouteComponent(() => import('./WindowPage.tsx'), 'WindowPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/gates',
      validateSearch: texts(['gate']),
      component: lazyRouteComponent(() => import('./GatesPage.tsx'), 'GatesPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/hand-overs',
      validateSearch: texts(['view']),
      component: lazyRouteComponent(() => import('./hand-over/HandOversPage.tsx'), 'HandOversPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/hand-overs/results/$results',
      validateSearch: texts(['finding']),
      component: lazyRouteComponent(() => import('./hand-over/ResultsPage.tsx'), 'ResultsPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/hand-overs/$handOver',
      component: lazyRouteComponent(() => import('./hand-over/HandOverPage.tsx'), 'HandOverPage'),
    }),
  ] as const
