import type { FastifyReply } from 'fastify'
import { surveySettingsEndpoints } from '#contract/survey-settings.ts'
import { surveysEndpoints as endpoints } from '#contract/surveys.ts'
import { read } from '../platform/acts.ts'
import { openKept } from '../platform/files.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { withUploads } from '../platform/http/uploads.ts'
import { xlsxType } from '../platform/workbooks.ts'
import { endCommission, giveCommission, lookerOf } from './commissions.ts'
import { acceptSurvey, returnSurvey } from './decide.ts'
import { faultList } from './fault-list.ts'
import { handIn } from './hand-in.ts'
import { listSurveyors } from './holders.ts'
import { startQualificationJobs } from './qualification-ends.ts'
import { setSettings, showSettings } from './settings.ts'
import { surveyTemplate } from './template.ts'
import { thirdPartyRoutes } from './third-party-routes.ts'
import { compareWith, getEstateSurveys, getFile, getSurvey, getVersion, listSurveys, surveyDesk } from './views.ts'

const estateOf = ({ county, estate }: { county: string; estate: string }) => ({ countyCode: county, estateId: estate })
const surveyOf = ({ county, survey }: { county: string; survey: string }) => ({ countyCode: county, surveyId: survey })

export async function surveysRoutes(house: House): Promise<void> {
  const { db, files } = house
  serve(house, endpoints.listSurveys, ({ query, actor, session }) =>
    read(db, actor, (tx) => listSurveys(tx, actor.counties, lookerOf(house, session), query)),
  )
  serve(house, endpoints.surveyDesk, ({ params, actor, session }) =>
    read(db, actor, (tx) => surveyDesk(tx, params.county, lookerOf(house, session))),
  )
  serve(house, endpoints.surveyTemplate, async ({ reply }) =>
    sendFile(reply, '测绘成果模板.xlsx', await surveyTemplate()),
  )
  serve(house, endpoints.estateSurveys, ({ params, actor, session }) =>
    read(db, actor, (tx) => getEstateSurveys(tx, estateOf(params), lookerOf(house, session))),
  )
  serve(house, endpoints.handInSurvey, ({ params, query, actor, session, request }) =>
    withUploads(request, '测绘成果文件', async (uploads, note) => {
      const looker = lookerOf(house, session)
      const meridian = query.meridian ?? null
      const surveyId = await handIn({ db, files }, actor, estateOf(params), looker, { uploads, note, meridian })
      return read(db, actor, (tx) => getVersion(tx, { countyCode: params.county, surveyId }, looker))
    }),
  )
  readingRoutes(house)
  takingRoutes(house)
  thirdPartyRoutes(house)
  await startQualificationJobs(house)
}

function readingRoutes(house: House): void {
  const { db, files } = house
  serve(house, endpoints.getSurvey, ({ params, actor, session }) =>
    read(db, actor, (tx) => getSurvey(tx, surveyOf(params), lookerOf(house, session))),
  )
  serve(house, endpoints.compareSurvey, ({ params, query, actor, session }) =>
    read(db, actor, (tx) => compareWith(tx, surveyOf(params), query.earlier, lookerOf(house, session))),
  )
  serve(house, endpoints.surveyFile, async ({ params, actor, session, reply }) => {
    const { name, sha256 } = await read(db, actor, (tx) =>
      getFile(tx, surveyOf(params), params.fileNo, lookerOf(house, session)),
    )
    return sendFile(reply, name, await openKept(files, sha256), 'application/octet-stream')
  })
  serve(house, endpoints.surveyFaults, async ({ params, actor, session, reply }) => {
    const survey = await read(db, actor, (tx) => getSurvey(tx, surveyOf(params), lookerOf(house, session)))
    return sendFile(reply, `${survey.estateName}-测绘检查结果.xlsx`, await faultList(survey))
  })
  serve(house, surveySettingsEndpoints.surveySettings, ({ params, actor }) =>
    read(db, actor, (tx) => showSettings(tx, params.county)),
  )
}

function takingRoutes(house: House): void {
  const { db } = house
  serve(house, endpoints.returnSurvey, ({ params, body, actor, session }) =>
    returnSurvey(db, actor, surveyOf(params), lookerOf(house, session), body.reason),
  )
  serve(house, endpoints.acceptSurvey, ({ params, body, actor, session }) =>
    acceptSurvey(db, actor, surveyOf(params), lookerOf(house, session), body.reason),
  )
  serve(house, endpoints.listSurveyors, ({ params, actor }) =>
    read(db, actor, (tx) => listSurveyors(tx, params.county)),
  )
  serve(house, endpoints.commissionSurvey, async ({ params, body, actor, session }) => {
    await giveCommission(db, actor, estateOf(params), body)
    return read(db, actor, (tx) => getEstateSurveys(tx, estateOf(params), lookerOf(house, session)))
  })
  serve(house, endpoints.endCommission, async ({ params, body, actor, session }) => {
    const commission = { countyCode: params.county, commissionId: params.commission }
    const estateId = await endCommission(db, actor, commission, body.reason)
    const place = { countyCode: params.county, estateId }
    return read(db, actor, (tx) => getEstateSurveys(tx, place, lookerOf(house, session)))
  })
  serve(house, surveySettingsEndpoints.setSurveySettings, ({ params, body, actor }) =>
    setSettings(db, actor, params.county, body),
  )
}

const sendFile = (reply: FastifyReply, name: string, content: unknown, mediaType = xlsxType): FastifyReply =>
  reply
    .header('content-type', mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(content)
