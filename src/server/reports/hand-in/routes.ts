import { reportRhythmEndpoints } from '#contract/report-rhythm.ts'
import type { PeriodKind } from '#domain/reports/periods.ts'
import { read } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import type { Session } from '../../platform/http/sessions.ts'
import { getPeriod } from '../compose.ts'
import { getScope } from '../figures.ts'
import { decideHandIn, putHandIn } from './hand-ins.ts'
import { handInMatrix } from './matrix.ts'
import { listRhythms, setRhythm } from './rhythms.ts'
import type { HandInPlace } from './store.ts'
import { getHandIn, type Rights } from './views.ts'

type Params = { county: string; kind: PeriodKind; period: string; who: string }

const placeOf = ({ county, who, ...period }: Params): HandInPlace => ({
  county,
  unit: who === 'county' ? null : who,
  period: getPeriod(period),
})

export function handInRoutes(house: House): void {
  const { db, sessions } = house
  const rightsOf = (session: Session): Rights => ({
    handsIn: sessions.regionsFor(session, 'reports.hand_in'),
    issues: sessions.regionsFor(session, 'reports.issue'),
  })
  serve(house, reportRhythmEndpoints.rhythms, ({ params, actor }) =>
    read(db, actor, (tx) => listRhythms(tx, params.region)),
  )
  serve(house, reportRhythmEndpoints.setRhythm, ({ params, body, actor }) => setRhythm(db, actor, params.region, body))
  serve(house, reportRhythmEndpoints.handIns, ({ params, query, actor }) =>
    read(db, actor, async (tx) => handInMatrix(tx, actor, await getScope(tx, params.region, actor.counties), query)),
  )
  serve(house, reportRhythmEndpoints.handIn, ({ params, actor, session }) =>
    read(db, actor, (tx) => getHandIn(tx, actor, placeOf(params), rightsOf(session))),
  )
  serve(house, reportRhythmEndpoints.putHandIn, ({ params, body, actor, session }) =>
    putHandIn(db, actor, rightsOf(session), placeOf(params), body),
  )
  serve(house, reportRhythmEndpoints.decideHandIn, ({ params, body, actor, session }) =>
    decideHandIn(db, actor, rightsOf(session), placeOf(params), body),
  )
}
