import { diagnosisEndpoints } from '#contract/diagnosis.ts'
import { diagnosisBoardEndpoints } from '#contract/diagnosis-board.ts'
import { policyEndpoints } from '#contract/policy-library.ts'
import { read } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { getDiagnosisBoard } from './board.ts'
import { listDiagnosedEstates } from './diagnosed-estates.ts'
import { estateDiagnosis } from './estate-file.ts'
import { startDiagnosisJobs } from './jobs.ts'
import { countMatches } from './matches.ts'
import { policyRoutes } from './policies/routes.ts'
import { confirmSuggestions, recordEstateFacts } from './record.ts'
import { writeDiagnosisSheet } from './sheet.ts'
import { groupedSuggestions } from './suggestions.ts'
import { unitDiagnosis } from './unit-diagnosis.ts'
import { whatIf } from './what-if.ts'

export async function diagnosisRoutes(house: House): Promise<void> {
  const { db } = house
  const placeOf = ({ county, estate }: { county: string; estate: string }) => ({ countyCode: county, estateId: estate })

  serve(house, diagnosisEndpoints.estateDiagnosis, ({ params, query, actor }) =>
    read(db, actor, (tx) => estateDiagnosis(tx, placeOf(params), query)),
  )
  serve(house, diagnosisEndpoints.diagnosisSheet, async ({ params, actor, reply }) => {
    const diagnosis = await read(db, actor, (tx) => estateDiagnosis(tx, placeOf(params), { language: 'zh' }))
    return reply
      .header('content-type', diagnosisEndpoints.diagnosisSheet.response.mediaType)
      .header(
        'content-disposition',
        `attachment; filename*=UTF-8''${encodeURIComponent(`${diagnosis.estateName}-诊断表.docx`)}`,
      )
      .send(await writeDiagnosisSheet(diagnosis))
  })
  serve(house, diagnosisEndpoints.recordFacts, ({ params, query, body, actor }) =>
    recordEstateFacts(db, actor, placeOf(params), { ...body, ...query }),
  )
  serve(house, diagnosisEndpoints.unitDiagnosis, ({ params, query, actor }) =>
    read(db, actor, (tx) => unitDiagnosis(tx, params.county, params.unit, query.language)),
  )
  serve(house, diagnosisBoardEndpoints.diagnosisBoard, ({ params, actor }) =>
    read(db, actor, (tx) => getDiagnosisBoard(tx, params.region, actor.counties)),
  )
  serve(house, diagnosisBoardEndpoints.diagnosedEstates, ({ query, actor }) =>
    read(db, actor, (tx) => listDiagnosedEstates(tx, actor.counties, query)),
  )
  serve(house, diagnosisBoardEndpoints.suggestions, ({ actor }) =>
    read(db, actor, (tx) => groupedSuggestions(tx, actor.counties)),
  )
  serve(house, diagnosisBoardEndpoints.confirmSuggestions, ({ params, body, actor }) =>
    confirmSuggestions(db, actor, params.county, body),
  )
  serve(house, policyEndpoints.countMatches, ({ body, actor }) =>
    read(db, actor, (tx) => countMatches(tx, actor.counties, body)),
  )
  serve(house, policyEndpoints.whatIf, ({ params, body, actor }) =>
    read(db, actor, (tx) => whatIf(tx, params.region, actor.counties, body)),
  )
  policyRoutes(house)
  await startDiagnosisJobs(house)
}
