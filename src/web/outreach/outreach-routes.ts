import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** Pages of visits and of what people outside bring, within the frame every page has. */
export const outreachPages = <Frame extends AnyRoute>(frame: Frame) =>
  [
    createRoute({
      getParentRoute: () => frame,
      path: '/regions/$region/publication',
      component: lazyRouteComponent(() => import('./publication/PublicationPage.tsx'), 'PublicationPage'),
    }),
  ] as const
