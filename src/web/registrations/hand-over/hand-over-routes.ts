import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { texts } from '../../platform/search-texts.ts'

/** Pages of the hand-over within the frame: its records and results, one of each. */
export const handOverPages = <Parent extends AnyRoute>(shell: Parent) =>
  [
    createRoute({
      getParentRoute: () => shell,
      path: '/counties/$county/hand-overs',
      validateSearch: texts(['view']),
      component: lazyRouteComponent(() => import('./HandOversPage.tsx'), 'HandOversPage'),
    }),
    createRoute({
      getParentRoute: () => shell,
      path: '/counties/$county/hand-overs/results/$results',
      validateSearch: texts(['finding']),
      component: lazyRouteComponent(() => import('./ResultsPage.tsx'), 'ResultsPage'),
    }),
    createRoute({
      getParentRoute: () => shell,
      path: '/counties/$county/hand-overs/$handOver',
      component: lazyRouteComponent(() => import('./HandOverPage.tsx'), 'HandOverPage'),
    }),
  ] as const
