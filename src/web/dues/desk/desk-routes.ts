import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { texts } from '../../platform/search-texts.ts'

/** The page of the cash desk, within the frame every page has. */
export const deskPages = <Frame extends AnyRoute>(frame: Frame) =>
  [
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/cash-desk',
      validateSearch: texts(['view', 'unit']),
      component: lazyRouteComponent(() => import('./CashDeskPage.tsx'), 'CashDeskPage'),
    }),
  ] as const
