import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { texts } from '../../platform/search-texts.ts'

/** Pages of payment lists and of the money they leave held. */
export const paymentListPages = <Frame extends AnyRoute>(frame: Frame) =>
  [
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/payment-lists',
      validateSearch: texts(['view']),
      component: lazyRouteComponent(() => import('./PaymentListsPage.tsx'), 'PaymentListsPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/payment-lists/$list',
      validateSearch: texts(['outcome']),
      component: lazyRouteComponent(() => import('./PaymentListPage.tsx'), 'PaymentListPage'),
    }),
  ] as const
