import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { texts } from '../platform/search-texts.ts'
import { accountPages } from './accounts/account-routes.ts'
import { deskPages } from './desk/desk-routes.ts'
import { fundsPages } from './funds/funds-routes.ts'
import { paymentListPages } from './lists/list-routes.ts'
import { ratesPages } from './rates/rates-routes.ts'
import { recoveryPages } from './recovery/recovery-routes.ts'

/** Pages of money, within the frame every page has. */
export const duesPages = <Frame extends AnyRoute>(frame: Frame) =>
  [
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/dues',
      validateSearch: texts(['view', 'search', 'kind', 'debtorKind', 'state', 'estate', 'unit']),
      component: lazyRouteComponent(() => import('./DuesPage.tsx'), 'DuesPage'),
    }),
    ...deskPages(frame),
    ...paymentListPages(frame),
    ...accountPages(frame),
    ...recoveryPages(frame),
    ...fundsPages(frame),
    ...ratesPages(frame),
  ] as const
