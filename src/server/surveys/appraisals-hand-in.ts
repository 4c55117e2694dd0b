import { sql } from 'kysely'
import type { AppraisalCommission } from '#contract/third-parties.ts'
import { archiveFiles } from '../archives/actions.ts'
import { type Actor, type Db, holdActs, read, recordAct, type Tx, transact } from '../platform/acts.ts'
import type { Files } from '../platform/files.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { paperKind } from '../tasks/actions.ts'
import { type CommissionPlace, getCommission, refuseEnded } from './appraisals.ts'
import type { Looker } from './commissions.ts'
import { tellAppraisal } from './notices.ts'
import { refuseUnqualifiedHander } from './qualifications.ts'

type Door = { db: Db; files: Files }
type Upload = { name: string; path: string }
type Report = { reportNo: string; valueOn: string; valueFen: number; validUntil: string }
type Kept = { name: string; mediaType: string; bytes: number; sha256: Buffer }

/** Takes a report as the next version of a commission's appraisal; one that waits is decided on before another comes. */
export async function handInAppraisal(
  { db, files }: Door,
  actor: Actor,
  looker: Looker,
  place: CommissionPlace,
  { upload, note, ...report }: Report & { upload: Upload; note: string | null },
): Promise<AppraisalCommission> {
  await read(db, actor, (tx) => refuseReport(tx, looker, place, report)) // nothing is kept for what may not be handed in
  const mediaType = await paperKind(upload)
  const kept = { name: upload.name, mediaType, ...(await files.keep(upload.path)) }
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [place.countyCode])
    await refuseReport(tx, looker, place, report)
    const appraisalId = await insertVersion(tx, actor, place, { ...report, ...kept, note })
    const reason = note ?? `提交评估报告${report.reportNo}`
    await recordAppraisal(tx, actor, place.countyCode, appraisalId, { kind: 'appraisal_handed_in', reason })
    const commission = await getCommission(tx, place, looker)
    await tellAppraisal(
      tx,
      { ...place, estateId: commission.estateId, surveyId: appraisalId, words: report.reportNo },
      actor,
    )
    return commission
  })
}

async function refuseReport(tx: Tx, looker: Looker, place: CommissionPlace, report: Report): Promise<void> {
  const commission = await getCommission(tx, place, looker)
  refuseEnded(commission)
  await refuseUnqualifiedHander(tx, { countyCode: place.countyCode, field: 'appraisal' }, looker)
  const [last] = commission.appraisals
  if (last && last.state !== 'returned')
    throw new Refused({
      kind: 'conflict',
      code: last.state === 'accepted' ? 'appraisal_accepted' : 'appraisal_waits',
      message: last.state === 'accepted' ? '评估报告已经认可' : `第 ${last.version} 版还没有审定，审定后才能再提交`,
    })
  const refuse = (code: string, message: string, field: string) =>
    new Refused({ kind: 'invalid', code, message, field })
  if (report.valueOn > officeToday()) throw refuse('day_in_future', '价值时点晚于今天', 'valueOn')
  if (report.validUntil <= report.valueOn) throw refuse('ends_before_it_begins', '有效期止要晚于价值时点', 'validUntil')
  if (report.validUntil < officeToday())
    throw refuse('report_ended', `报告已于 ${report.validUntil} 到期，请提交有效的报告`, 'validUntil')
}

async function insertVersion(
  tx: Tx,
  actor: Actor,
  { countyCode, commissionId }: CommissionPlace,
  {
    reportNo,
    valueOn,
    valueFen,
    validUntil,
    name,
    mediaType,
    bytes,
    sha256,
    note,
  }: Report & Kept & { note: string | null },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into appraisals (county_code, commission_id, version, report_no, value_on, value_fen, valid_until, name, media_type, bytes, sha256, note,
                            handed_in_by, hander_name, handed_in_on)
    select ${countyCode}, ${commissionId}::uuid, coalesce(max(version), 0) + 1, ${reportNo}, ${valueOn}::date, ${valueFen}::bigint, ${validUntil}::date,
           ${name}, ${mediaType}, ${bytes}::bigint, ${sha256}::bytea, ${note}, ${actor.accountId}::uuid, ${actor.name}, ${officeToday()}::date
      from appraisals where county_code = ${countyCode} and commission_id = ${commissionId}
    returning id`.execute(tx)
  if (!rows[0]) throw new Error('an appraisal was handed in and gave no id')
  return rows[0].id
}

async function recordAppraisal(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  appraisalId: string,
  act: { kind: string; reason: string },
): Promise<void> {
  const { rows } = await sql<{ change: Record<string, unknown> }>`
    select to_jsonb(r) - '{county_code,id}'::text[] as change from appraisals as r
     where county_code = ${countyCode} and id = ${appraisalId}`.execute(tx)
  await recordAct(tx, {
    ...act,
    countyCode,
    actor,
    rows: rows.map(({ change }) => ({ subjectKind: 'appraisal', subjectId: appraisalId, change })),
  })
}

export type AppraisalPlace = { countyCode: string; appraisalId: string }

type Content = Kept & { commissionId: string }

/** A report's bytes and of which commission it is; another's report is none. */
export async function reportOf(tx: Tx, { countyCode, appraisalId }: AppraisalPlace, looker: Looker): Promise<Content> {
  const { rows } = await sql<Content>`
    select commission_id as "commissionId", name, media_type as "mediaType", bytes, sha256 from appraisals
     where county_code = ${countyCode} and id = ${appraisalId}`.execute(tx)
  const missing = () => new Refused({ kind: 'missing', code: 'no_such_appraisal', message: '没有这份评估报告' })
  if (!rows[0]) throw missing()
  await getCommission(tx, { countyCode, commissionId: rows[0].commissionId }, looker).catch(() => {
    throw missing()
  })
  return rows[0]
}

type Decision = { state: 'returned' | 'accepted'; reason: string }

/** Accepts a report, which files it in the archive, or returns it with what to correct; never by whoever handed it in. */
export function decideAppraisal(
  db: Db,
  actor: Actor,
  looker: Looker,
  place: AppraisalPlace,
  { state, reason }: Decision,
): Promise<AppraisalCommission> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [place.countyCode])
    const report = await reportOf(tx, place, looker)
    const commissionPlace = { countyCode: place.countyCode, commissionId: report.commissionId }
    const commission = await getCommission(tx, commissionPlace, looker)
    const appraisal = commission.appraisals.find(({ id }) => id === place.appraisalId)
    if (appraisal?.state !== 'handed_in')
      throw new Refused({ kind: 'conflict', code: 'appraisal_decided', message: '这份报告已经审定，请刷新' })
    if (appraisal.isOwn)
      throw new Refused({ kind: 'conflict', code: 'own_appraisal', message: '不能审定自己提交的报告，请另一人办理' })
    const fileId = state === 'accepted' ? await fileReport(tx, actor, commission, report) : null
    await sql`
      update appraisals set state = ${state}, decided_by = ${actor.accountId}, decider_name = ${actor.name}, decided_on = ${officeToday()},
             decision_words = ${reason}, file_id = ${fileId}
       where county_code = ${place.countyCode} and id = ${place.appraisalId}`.execute(tx)
    await recordAppraisal(tx, actor, place.countyCode, place.appraisalId, { kind: `appraisal_${state}`, reason })
    return getCommission(tx, commissionPlace, looker)
  })
}

async function fileReport(
  tx: Tx,
  actor: Actor,
  { countyCode, estateId, appraiser }: AppraisalCommission,
  { name, mediaType, bytes, sha256 }: Content,
): Promise<string> {
  const file = {
    subject: { kind: 'estate', id: estateId },
    paper: 'appraisal',
    name,
    mediaType,
    bytes,
    sha256,
  } as const
  const [fileId] = await archiveFiles(tx, actor, countyCode, [file], `归档${appraiser}的评估报告`)
  if (fileId === undefined) throw new Error('an appraisal was filed and has no id')
  return fileId
}
