import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { texts } from '../../platform/search-texts.ts'

/** Pages of recovery, within the frame every page has. */
export const recoveryPages = <Frame extends AnyRoute>(frame: Frame) =>
  [
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/recoveries',
      validateSearch: texts(['view', 'search', 'state', 'estate']),
      component: lazyRouteComponent(() => import('./RecoveriesPage.tsx'), 'RecoveriesPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/recoveries/$recovery',
      component: lazyRouteComponent(() => import('./RecoveryPage.tsx'), 'RecoveryPage'),
    }),
  ] as const
