import { tasksEndpoints } from '#contract/tasks.ts'
import { termOf } from '#domain/tasks/term.ts'
import { read, transact } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import type { Session } from '../platform/http/sessions.ts'
import { assignSteps, createTasks } from './actions.ts'
import { taskBoard } from './board.ts'
import { calendarIn } from './calendar.ts'
import { deskOf } from './desk.ts'
import { evidenceRoutes } from './evidence-routes.ts'
import { exportTasks } from './export.ts'
import { askExtension, decideExtension } from './extensions.ts'
import { handOverTasks } from './hand-over.ts'
import { startTaskJobs } from './jobs.ts'
import { type KeptDesks, keepDesks } from './kept-desks.ts'
import { linesOf } from './lines.ts'
import { listTasks } from './list.ts'
import { moveTasks } from './move.ts'
import { handsIn } from './movers.ts'
import { noticesOf, readNotices } from './notice-list.ts'
import { proposedTasks } from './proposed.ts'
import { getTaskBook, writeTaskBook } from './task-book.ts'
import { draftTaskBook } from './task-book-draft.ts'
import { estateTimeline } from './timeline.ts'
import { getTask } from './views.ts'

export async function tasksRoutes(house: House): Promise<void> {
  const desks = keepDesks(house.live)
  readingRoutes(house, desks)
  issuingRoutes(house, desks)
  movingRoutes(house, desks)
  evidenceRoutes(house, desks)
  await startTaskJobs(house)
}

function readingRoutes(house: House, desks: KeptDesks): void {
  const { db, sessions } = house
  serve(house, tasksEndpoints.listTasks, ({ query, actor }) =>
    read(db, actor, (tx) => listTasks(tx, actor.counties, query)),
  )
  serve(house, tasksEndpoints.tasksBoard, ({ query, actor }) =>
    read(db, actor, (tx) => taskBoard(tx, actor.counties, query)),
  )
  serve(house, tasksEndpoints.tasksWorkbook, ({ params, query, actor, reply }) =>
    exportTasks(db, actor, params.region, query, reply),
  )
  serve(house, tasksEndpoints.taskBook, async ({ params, actor, reply }) => {
    const book = await read(db, actor, (tx) => getTaskBook(tx, params.county, params.organisation))
    return reply
      .header('content-type', tasksEndpoints.taskBook.response.mediaType)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${book.name}-任务书.docx`)}`)
      .send(await writeTaskBook(book))
  })
  serve(house, tasksEndpoints.desk, async ({ actor, session, reply }) => {
    const owner = {
      accountId: actor.accountId,
      counties: actor.counties,
      checking: sessions.regionsFor(session, 'tasks.check'),
      assigning: sessions.regionsFor(session, 'tasks.assign'),
    }
    const bytes = await desks.answer(actor.accountId, actor.counties, () => read(db, actor, (tx) => deskOf(tx, owner)))
    return reply.header('content-type', 'application/json; charset=utf-8').send(bytes)
  })
  serve(house, tasksEndpoints.getTask, ({ params, actor, session }) =>
    read(db, actor, (tx) => getTask(tx, params.county, params.task, handsIn(house, session, params.county))),
  )
  serve(house, tasksEndpoints.proposedTasks, ({ params, actor }) =>
    read(db, actor, (tx) => proposedTasks(tx, params.county, params.estate)),
  )
  serve(house, tasksEndpoints.estateTimeline, ({ params, actor }) =>
    read(db, actor, (tx) => estateTimeline(tx, params.county, params.estate)),
  )
  serve(house, tasksEndpoints.term, ({ query, actor }) =>
    read(db, actor, async (tx) => termOf(await calendarIn(tx), query.startsOn, query.workingDays)),
  )
  serve(house, tasksEndpoints.notices, ({ actor }) => read(db, actor, (tx) => noticesOf(tx, actor.accountId)))
  serve(house, tasksEndpoints.readNotices, ({ body, actor }) =>
    transact(db, actor, (tx) => readNotices(tx, actor.accountId, body.ids)),
  )
}

function issuingRoutes(house: House, desks: KeptDesks): void {
  const { db } = house
  serve(house, tasksEndpoints.createTasks, async ({ params, body, actor }) => {
    const office = { countyCode: params.county, actor, reason: body.reason }
    const drafts = body.tasks.map((task) => ({ ...task, source: 'hand' as const }))
    const tasks = await transact(db, actor, async (tx) =>
      linesOf(tx, params.county, await createTasks(tx, office, drafts)),
    )
    desks.forget(params.county)
    return tasks
  })
  serve(house, tasksEndpoints.assignSteps, async ({ params, body, actor }) => {
    const office = { countyCode: params.county, actor, reason: body.reason }
    const assigned = await transact(db, actor, async (tx) => {
      const { ids, left } = await assignSteps(tx, office, body)
      return { tasks: await linesOf(tx, params.county, ids), left }
    })
    desks.forget(params.county)
    return assigned
  })
  serve(house, tasksEndpoints.draftTaskBook, ({ params, body, actor }) =>
    draftTaskBook(db, actor, { countyCode: params.county, organisationId: params.organisation }, body.reason),
  )
}

function movingRoutes(house: House, desks: KeptDesks): void {
  const { db } = house
  type Asked = {
    params: { county: string }
    body: { reason: string }
    actor: Parameters<typeof read>[1]
    session: Session
  }
  const officeOf = ({ params, body, actor }: Asked) => ({ countyCode: params.county, actor, reason: body.reason })
  const handsOf = ({ params, session }: Asked) => handsIn(house, session, params.county)
  const afterwards = async <T>({ params }: Asked, done: Promise<T>): Promise<T> => {
    const results = await done
    desks.forget(params.county)
    return results
  }
  for (const endpoint of [tasksEndpoints.workTasks, tasksEndpoints.checkTasks, tasksEndpoints.steerTasks])
    serve(house, endpoint, (call) => afterwards(call, moveTasks(db, officeOf(call), handsOf(call), call.body)))
  serve(house, tasksEndpoints.handOverTasks, (call) =>
    afterwards(call, handOverTasks(db, officeOf(call), handsOf(call), call.body)),
  )
  serve(house, tasksEndpoints.askExtension, (call) =>
    afterwards(call, askExtension(db, officeOf(call), handsOf(call), call.body)),
  )
  serve(house, tasksEndpoints.decideExtension, (call) =>
    afterwards(call, decideExtension(db, officeOf(call), handsOf(call), call.body)),
  )
}
