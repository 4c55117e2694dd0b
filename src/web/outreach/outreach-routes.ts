import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { texts } from '../platform/search-texts.ts'

/** Pages of visits and of what people outside bring, within the frame every page has. */
export const outreachPages = <Frame extends AnyRoute>(frame: Frame) =>
  [
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/publication',
      component: lazyRouteComponent(() => import('./publication/PublicationPage.tsx'), 'PublicationPage'),
      path: '/regions/$region/visit-sync',
      validateSearch: texts(['view', 'state']),
      component: lazyRouteComponent(() => import('./sync/VisitSyncPage.tsx'), 'VisitSyncPage'),
    }),
  ] as const
