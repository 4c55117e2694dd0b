import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { texts } from '../platform/search-texts.ts'
import { segmentKeys } from './segment-choice.ts'

/** Pages of visits and of what people outside bring, within the frame every page has. */
export const outreachPages = <Frame extends AnyRoute>(frame: Frame) =>
  [
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/publication',
      component: lazyRouteComponent(() => import('./publication/PublicationPage.tsx'), 'PublicationPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/visit-sync',
      validateSearch: texts(['view', 'state']),
      component: lazyRouteComponent(() => import('./sync/VisitSyncPage.tsx'), 'VisitSyncPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
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
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/owner-inbox',
      validateSearch: texts(['kind', 'state']),
      component: lazyRouteComponent(() => import('./inbox/InboxPage.tsx'), 'InboxPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/developer',
      validateSearch: texts(['view']),
      component: lazyRouteComponent(() => import('./developers/DeveloperPage.tsx'), 'DeveloperPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/developer/estates/$ownEstate',
      validateSearch: texts(['view']),
      component: lazyRouteComponent(() => import('./developers/OwnEstatePage.tsx'), 'OwnEstatePage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/developer/letters/$ownLetter',
      component: lazyRouteComponent(() => import('./developers/LetterPage.tsx'), 'LetterPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/developer-papers',
      validateSearch: texts(['state']),
      component: lazyRouteComponent(() => import('./developers/HandedPapersPage.tsx'), 'HandedPapersPage'),
    }),
  ] as const

type Signed = {
  allowed: { 'developer.own'?: string[] | undefined; 'survey.hand_in'?: string[] | undefined }
  home: { code: string }
}

/** Leads a developer or a third party to its own page, in the county it works in; of an office nobody is led anywhere. */
export function redirectOutside({ allowed, home: { code } }: Signed): void {
  if (allowed['developer.own']?.includes(code))
    throw redirect({ to: '/counties/$county/developer', params: { county: code } })
  if (allowed['survey.hand_in']?.includes(code))
    throw redirect({ to: '/regions/$region/surveys', params: { region: code } })
}
