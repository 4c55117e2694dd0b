import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { texts } from '../platform/search-texts.ts'

/** Pages of surveys, within the frame every page has. */
export const surveyPages = <Frame extends AnyRoute>(frame: Frame) =>
  [
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/surveys',
      validateSearch: texts(['view', 'state', 'name']),
      component: lazyRouteComponent(() => import('./SurveysPage.tsx'), 'SurveysPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/estates/$estate/surveys',
      validateSearch: texts(['survey', 'view', 'building']),
      component: lazyRouteComponent(() => import('./EstateSurveysPage.tsx'), 'EstateSurveysPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/counties/$county/third-parties',
      validateSearch: texts(['view']),
      component: lazyRouteComponent(() => import('./third-parties/ThirdPartiesPage.tsx'), 'ThirdPartiesPage'),
    }),
  ] as const
