import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { texts } from '../platform/search-texts.ts'
import { deskPages } from './desk/desk-routes.ts'
import { accountPages } from './accounts/account-routes.ts'

/** Pages of money, within the frame every page has. */
export const duesPages = <Frame extends AnyRoute>(frame: Frame) =>
  [
    ...accountPages(frame),
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/dues',
      validateSearch: texts(['view', 'search', 'kind', 'debtorKind', 'state', 'estate', 'unit', 'organisation']),
      component: lazyRouteComponent(() => import('./DuesPage.tsx'), 'DuesPage'),
    }),
    ...deskPages(frame),
  ] as const
