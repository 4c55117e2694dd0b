import { tasksEndpoints } from '#contract/tasks.ts'
import { read } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { withUploads } from '../platform/http/uploads.ts'
import { addEvidence, openEvidence } from './evidence.ts'
import type { KeptDesks } from './kept-desks.ts'
import { handsIn } from './movers.ts'
import { getTask } from './views.ts'

export function evidenceRoutes(house: House, desks: KeptDesks): void {
  serve(house, tasksEndpoints.addEvidence, async ({ params, actor, session, request }) => {
    const hands = handsIn(house, session, params.county)
    const place = { countyCode: params.county, taskId: params.task }
    await withUploads(request, '要上传的佐证材料', (uploads, note) =>
      addEvidence(house, actor, hands, place, { uploads, note }),
    )
    desks.forget(params.county)
    return read(house.db, actor, (tx) => getTask(tx, params.county, params.task, hands))
  })
  serve(house, tasksEndpoints.evidenceFile, async ({ params, actor, reply }) => {
    const place = { countyCode: params.county, taskId: params.task, evidenceNo: params.evidence }
    const { name, media, bytes } = await openEvidence(house, actor, place)
    return reply
      .header('content-type', media)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(bytes)
  })
}
