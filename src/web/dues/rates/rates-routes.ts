import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { texts } from '../../platform/search-texts.ts'

/** Rates of a county, and what all homes would owe by them. */
export const ratesPages = <Frame extends AnyRoute>(frame: Frame) =>
  [
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/due-rates',
      validateSearch: texts(['view', 'declaredOn', 'contractOn', 'familyHome']),
      component: lazyRouteComponent(() => import('./RatesPage.tsx'), 'RatesPage'),
    }),
  ] as const
