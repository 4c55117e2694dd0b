import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { texts } from '../platform/search-texts.ts'
import { segmentKeys } from './segment-choice.ts'

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
      path: '/regions/$region/outreach',
      validateSearch: texts([...segmentKeys, 'view', 'sort']),
      component: lazyRouteComponent(() => import('./ledger/OutreachPage.tsx'), 'OutreachPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/visit-plans',
      validateSearch: texts(['state', 'estate']),
      component: lazyRouteComponent(() => import('./plans/PlansPage.tsx'), 'PlansPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/visit-plans/$visitPlan',
      component: lazyRouteComponent(() => import('./plans/PlanPage.tsx'), 'PlanPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/mass-messages',
      validateSearch: texts(['state']),
      component: lazyRouteComponent(() => import('./texts/MassPage.tsx'), 'MassPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/mass-messages/$massMessage',
      component: lazyRouteComponent(() => import('./texts/MassMessagePage.tsx'), 'MassMessagePage'),
      path: '/counties/$county/owner-inbox',
      validateSearch: texts(['kind', 'state']),
      component: lazyRouteComponent(() => import('./inbox/InboxPage.tsx'), 'InboxPage'),
    }),
  ] as const
