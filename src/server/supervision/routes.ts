import { supervisionEndpoints } from '#contract/supervision.ts'
import { read } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { inspectorDesk, supervisionBoard } from './board.ts'
import { acceptSteps, passOverSteps } from './decide.ts'
import { changeMatter, findPenalty, getMatter, listMatters, openMatter } from './developers.ts'
import { addFinding, checkInspection, closeInspection, openInspection, rectifyFinding } from './inspecting.ts'
import { getInspection, listInspections } from './inspections.ts'
import { startLadderJobs } from './jobs.ts'
import { endNote, makeNote } from './notes.ts'
import { recordPenalty } from './penalties.ts'
import { rulesIn, setRules } from './rules.ts'
import { ladderOf, listSteps, taskLadder } from './step-views.ts'

export async function supervisionRoutes(house: House): Promise<void> {
  ladderRoutes(house)
  developerRoutes(house)
  inspectorRoutes(house)
  await startLadderJobs(house)
}

function ladderRoutes(house: House): void {
  const { db } = house
  serve(house, supervisionEndpoints.listLadderSteps, ({ query, actor }) =>
    read(db, actor, (tx) => listSteps(tx, actor.counties, query)),
  )
  serve(house, supervisionEndpoints.supervisionBoard, ({ actor }) =>
    read(db, actor, (tx) => supervisionBoard(tx, actor.counties)),
  )
  serve(house, supervisionEndpoints.taskLadder, ({ params, actor }) =>
    read(db, actor, (tx) => taskLadder(tx, params.county, params.task)),
  )
  serve(house, supervisionEndpoints.acceptSteps, ({ params, body, actor }) =>
    acceptSteps(db, actor, params.county, body),
  )
  serve(house, supervisionEndpoints.passOverSteps, ({ params, body, actor }) =>
    passOverSteps(db, actor, params.county, body),
  )
  serve(house, supervisionEndpoints.ladderRules, ({ params, actor }) =>
    read(db, actor, (tx) => rulesIn(tx, params.region)),
  )
  serve(house, supervisionEndpoints.setLadderRules, ({ params, body, actor }) =>
    setRules(db, actor, params.region, body),
  )
}

const matterOf = ({ county, matter }: { county: string; matter: string }) => ({ countyCode: county, matterId: matter })

function developerRoutes(house: House): void {
  const { db } = house
  serve(house, supervisionEndpoints.listDeveloperMatters, ({ query, actor }) =>
    read(db, actor, (tx) => listMatters(tx, actor.counties, query)),
  )
  serve(house, supervisionEndpoints.developerLadder, ({ params, actor }) =>
    read(db, actor, async (tx) => ({
      matter: await getMatter(tx, matterOf(params)),
      steps: await ladderOf(tx, params.county, 'matter_id', params.matter),
      penalty: await findPenalty(tx, matterOf(params)),
    })),
  )
  serve(house, supervisionEndpoints.openDeveloperMatter, ({ params, body, actor }) =>
    openMatter(db, actor, params.county, body),
  )
  serve(house, supervisionEndpoints.changeDeveloperMatter, ({ params, body, actor }) =>
    changeMatter(db, actor, matterOf(params), body),
  )
  serve(house, supervisionEndpoints.recordPenalty, ({ params, body, actor }) =>
    recordPenalty(db, actor, matterOf(params), body),
  )
}

const inspectionOf = ({ county, inspection }: { county: string; inspection: string }) => ({
  countyCode: county,
  inspectionId: inspection,
})

function inspectorRoutes(house: House): void {
  const { db } = house
  serve(house, supervisionEndpoints.inspectorDesk, ({ actor }) =>
    read(db, actor, (tx) => inspectorDesk(tx, actor.counties)),
  )
  serve(house, supervisionEndpoints.listInspections, ({ query, actor }) =>
    read(db, actor, (tx) => listInspections(tx, actor.counties, query)),
  )
  serve(house, supervisionEndpoints.getInspection, ({ params, actor }) =>
    read(db, actor, (tx) => getInspection(tx, inspectionOf(params))),
  )
  serve(house, supervisionEndpoints.openInspection, ({ params, body, actor }) =>
    openInspection(db, actor, params.county, body),
  )
  serve(house, supervisionEndpoints.checkInspection, ({ params, body, actor }) =>
    checkInspection(db, actor, inspectionOf(params), body),
  )
  serve(house, supervisionEndpoints.addFinding, ({ params, body, actor }) =>
    addFinding(db, actor, inspectionOf(params), body),
  )
  serve(house, supervisionEndpoints.rectifyFinding, ({ params, body, actor }) =>
    rectifyFinding(db, actor, inspectionOf(params), { ...body, finding: params.finding }),
  )
  serve(house, supervisionEndpoints.closeInspection, ({ params, body, actor }) =>
    closeInspection(db, actor, inspectionOf(params), body),
  )
  serve(house, supervisionEndpoints.makeNote, ({ params, body, actor }) => makeNote(db, actor, params.county, body))
  serve(house, supervisionEndpoints.endNote, ({ params, body, actor }) =>
    endNote(db, actor, params.county, { note: params.note, outcome: body.outcome }),
  )
}
