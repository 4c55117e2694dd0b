import { reportsEndpoints } from '#contract/reports.ts'
import { read } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { getBoard, getWall } from './board.ts'
import { bulletinRoutes } from './bulletin-routes.ts'
import { getFigures, getScope } from './figures.ts'
import { startReminders } from './hand-in/reminders.ts'
import { handInRoutes } from './hand-in/routes.ts'
import { keepAnswers } from './kept-answers.ts'
import { streamLive } from './live.ts'

export async function reportsRoutes(house: House): Promise<void> {
  const kept = keepAnswers(house.live)

  serve(house, reportsEndpoints.figures, ({ params, query, actor }) =>
    read(house.db, actor, async (tx) => getFigures(tx, await getScope(tx, params.region, actor.counties), query)),
  )
  serve(house, reportsEndpoints.board, ({ params, query, actor, request, reply }) =>
    kept.answer(
      { request, reply },
      `board ${params.region} ${query.asOf ?? ''}`,
      { on: ['figures'], counties: actor.counties },
      () =>
        read(house.db, actor, async (tx) =>
          getBoard(tx, await getScope(tx, params.region, actor.counties), query.asOf),
        ),
    ),
  )
  serve(house, reportsEndpoints.wall, ({ params, query, actor, request, reply }) =>
    kept.answer(
      { request, reply },
      `wall ${params.region} ${query.asOf ?? ''}`,
      { on: ['figures', 'tasks'], counties: actor.counties },
      () =>
        read(house.db, actor, async (tx) => getWall(tx, await getScope(tx, params.region, actor.counties), query.asOf)),
    ),
  )
  serve(house, reportsEndpoints.live, async ({ session, reply }) => streamLive(house, session, reply))
  bulletinRoutes(house)
  handInRoutes(house)
  await startReminders(house)
}
