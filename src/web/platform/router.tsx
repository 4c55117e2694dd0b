import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { duesPages } from '../dues/dues-routes.ts'
import { outreachPages, redirectOutside } from '../outreach/outreach-routes.ts'
import { hallBoard, hallPages } from '../registrations/places/hall-routes.ts'
import { registrationPages } from '../registrations/registration-routes.ts'
import { surveyPages } from '../surveys/survey-routes.ts'
import { ProblemError } from './api.ts'
import { Shell } from './Shell.tsx'
import { texts } from './search-texts.ts'
import { meQuery } from './session.ts'

type AppContext = { queries: QueryClient }

const root = createRootRouteWithContext<AppContext>()({ component: Outlet })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { back?: string } =>
    typeof search.back === 'string' && search.back.startsWith('/') ? { back: search.back } : {},
  component: lazyRouteComponent(() => import('../staff/SignInPage.tsx'), 'SignInPage'),
})

/** Where the QR code on paper leads: whoever holds it has no account. */
const publicCheck = createRoute({
  getParentRoute: () => root,
  path: '/d/$code',
  component: lazyRouteComponent(() => import('../documents/PublicCheckPage.tsx'), 'PublicCheckPage'),
})

/** Everything below here needs a session; without one the way leads through the sign-in and back. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.ensureQueryData(meQuery).catch((error: unknown) => {
      if (error instanceof ProblemError && error.status === 401) return null
      throw error
    })
    if (!me) throw redirect({ to: '/sign-in', search: { back: location.href } })
    if (me.mustChangePassword && location.pathname !== '/password') throw redirect({ to: '/password' })
  },
  component: Outlet,
})

const shell = createRoute({ getParentRoute: () => signedIn, id: 'shell', component: Shell })

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await context.queries.ensureQueryData(meQuery)
    const region = me.home.code
    if (me.allowed['figures.read']?.includes(region))
      throw redirect({ to: '/regions/$region/board', params: { region } })
    redirectOutside(me)
    throw redirect({ to: '/counties/$county/people', params: { county: region } })
  },
})

/** The day a page is about travels in its address. */
type AsOfSearch = { asOf?: string }
const asOfSearch = (search: Record<string, unknown>): AsOfSearch =>
  typeof search.asOf === 'string' ? { asOf: search.asOf } : {}

const pages = [
  createRoute({
    getParentRoute: () => shell,
    path: '/counties/$county/archive',
    validateSearch: texts(['view', 'estate']),
    component: lazyRouteComponent(() => import('../archives/ArchivePage.tsx'), 'ArchivePage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/password',
    component: lazyRouteComponent(() => import('../staff/PasswordPage.tsx'), 'PasswordPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/board',
    validateSearch: asOfSearch,
    component: lazyRouteComponent(() => import('../reports/BoardPage.tsx'), 'BoardPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/reports',
    validateSearch: texts(['view', 'kind', 'period', 'who']),
    component: lazyRouteComponent(() => import('../reports/ReportsPage.tsx'), 'ReportsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/estates',
    validateSearch: texts(['asOf', 'name', 'category', 'light', 'sort', 'order']),
    component: lazyRouteComponent(() => import('../estates/EstatesPage.tsx'), 'EstatesPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/counties/$county/estates/$estate',
    validateSearch: texts(['asOf', 'view', 'no']),
    component: lazyRouteComponent(() => import('../estates/EstatePage.tsx'), 'EstatePage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/units',
    validateSearch: texts(['asOf', 'search', 'state', 'obstacle', 'category', 'estate']),
    component: lazyRouteComponent(() => import('../units/UnitsPage.tsx'), 'UnitsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/counties/$county/buildings/$building',
    validateSearch: texts(['asOf', 'mark']),
    component: lazyRouteComponent(() => import('../units/table/BuildingTablePage.tsx'), 'BuildingTablePage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/counties/$county/units/$unit',
    component: lazyRouteComponent(() => import('../units/UnitPage.tsx'), 'UnitPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/restrictions',
    validateSearch: texts(['kind', 'debtor', 'state', 'search', 'estate']),
    component: lazyRouteComponent(() => import('../units/restrictions/RestrictionsPage.tsx'), 'RestrictionsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/diagnosis',
    validateSearch: texts(['counted', 'verdict', 'requirement', 'unit', 'ask', 'unsettled', 'contradicted']),
    component: lazyRouteComponent(() => import('../diagnosis/DiagnosisBoardPage.tsx'), 'DiagnosisBoardPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/policies',
    component: lazyRouteComponent(() => import('../diagnosis/PoliciesPage.tsx'), 'PoliciesPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/policies/$pack',
    validateSearch: texts(['version', 'owner', 'view', 'set']),
    component: lazyRouteComponent(() => import('../diagnosis/PolicyPage.tsx'), 'PolicyPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/whatif',
    validateSearch: texts(['pack', 'version', 'owner', 'set']),
    component: lazyRouteComponent(() => import('../diagnosis/WhatIfPage.tsx'), 'WhatIfPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/counties/$county/imports',
    component: lazyRouteComponent(() => import('../ledgers/ImportsPage.tsx'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/counties/$county/imports/$import',
    component: lazyRouteComponent(() => import('../ledgers/ImportPage.tsx'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/counties/$county/people',
    component: lazyRouteComponent(() => import('../staff/PeoplePage.tsx'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/counties/$county/acts',
    component: lazyRouteComponent(() => import('../audit/ActsPage.tsx'), 'ActsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/desk',
    component: lazyRouteComponent(() => import('../tasks/DeskPage.tsx'), 'DeskPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/tasks',
    validateSearch: texts([
      'search',
      'estate',
      'organisation',
      'person',
      'meeting',
      'resolution',
      'state',
      'light',
      'due',
      'sort',
      'view',
    ]),
    component: lazyRouteComponent(() => import('../tasks/TasksPage.tsx'), 'TasksPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/counties/$county/tasks/$task',
    component: lazyRouteComponent(() => import('../tasks/TaskPage.tsx'), 'TaskPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/counties/$county/responsibility',
    validateSearch: texts(['view']),
    component: lazyRouteComponent(() => import('../staff/ResponsibilityPage.tsx'), 'ResponsibilityPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/schedule',
    validateSearch: texts(['view', 'sort', 'light', 'search', 'size', 'ease', 'nearness', 'county', 'estate']),
    component: lazyRouteComponent(() => import('../schedule/SchedulePage.tsx'), 'SchedulePage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/meetings',
    validateSearch: texts(['view', 'kind', 'state', 'resolved', 'estate']),
    component: lazyRouteComponent(() => import('../meetings/MeetingsPage.tsx'), 'MeetingsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/counties/$county/meetings/$meeting',
    validateSearch: texts(['item']),
    component: lazyRouteComponent(() => import('../meetings/MeetingPage.tsx'), 'MeetingPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/campaign',
    validateSearch: texts(['view']),
    component: lazyRouteComponent(() => import('../campaign/CampaignPage.tsx'), 'CampaignPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/counties/$county/resolutions/$resolution',
    component: lazyRouteComponent(() => import('../meetings/ResolutionPage.tsx'), 'ResolutionPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/documents',
    validateSearch: texts(['queue', 'kind', 'state', 'issuer', 'recipient', 'subject', 'year', 'search']),
    component: lazyRouteComponent(() => import('../documents/DocumentsPage.tsx'), 'DocumentsPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/counties/$county/document-templates',
    component: lazyRouteComponent(() => import('../documents/TemplatesPage.tsx'), 'TemplatesPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/counties/$county/documents/$document',
    component: lazyRouteComponent(() => import('../documents/DocumentPage.tsx'), 'DocumentPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/supervision',
    validateSearch: texts(['view', 'stage', 'matter', 'county']),
    component: lazyRouteComponent(() => import('../supervision/SupervisionPage.tsx'), 'SupervisionPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/regions/$region/inspector',
    component: lazyRouteComponent(() => import('../supervision/InspectorDeskPage.tsx'), 'InspectorDeskPage'),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/counties/$county/inspections/$inspection',
    component: lazyRouteComponent(() => import('../supervision/InspectionPage.tsx'), 'InspectionPage'),
  }),
  ...duesPages(shell),
  ...outreachPages(shell),
  ...hallPages(shell),
  ...registrationPages(shell),
  ...surveyPages(shell),
] as const

const wall = createRoute({
  getParentRoute: () => signedIn,
  path: '/regions/$region/wall',
  validateSearch: asOfSearch,
  component: lazyRouteComponent(() => import('../reports/WallPage.tsx'), 'WallPage'),
})

const tree = root.addChildren([
  signIn,
  publicCheck,
  signedIn.addChildren([home, wall, hallBoard(signedIn), shell.addChildren([...pages])]),
])

export function createAppRouter(queries: QueryClient) {
  return createRouter({ routeTree: tree, context: { queries }, defaultPreload: 'intent' })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
