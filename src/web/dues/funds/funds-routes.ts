import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { texts } from '../../platform/search-texts.ts'

/** Special funds and what became of them. */
export const fundsPages = <Frame extends AnyRoute>(frame: Frame) =>
  [
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/funds',
      validateSearch: texts(['fund']),
      component: lazyRouteComponent(() => import('./FundsPage.tsx'), 'FundsPage'),
    }),
  ] as const
