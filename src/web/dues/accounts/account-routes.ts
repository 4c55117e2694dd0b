import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { texts } from '../../platform/search-texts.ts'

/** Pages of one debtor's account and of one estate's money. */
export const accountPages = <Frame extends AnyRoute>(frame: Frame) =>
  [
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/dues/account',
      validateSearch: texts(['organisation', 'unit', 'name', 'from', 'until']),
      component: lazyRouteComponent(() => import('./AccountPage.tsx'), 'AccountPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/estates/$estate/money',
      component: lazyRouteComponent(() => import('./EstateMoneyPage.tsx'), 'EstateMoneyPage'),
    }),
  ] as const
