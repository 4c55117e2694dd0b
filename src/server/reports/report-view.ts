import { sql } from 'kysely'
import type { Report } from '#contract/report-rhythm.ts'
import type { Bulletin } from '#domain/reports/bulletin.ts'
import { type BulletinSection, wordBulletin } from '#domain/reports/bulletin-words.ts'
import { periodWords } from '#domain/reports/periods.ts'
import { freezeMoment } from '#domain/reports/rhythm.ts'
import { type Actor, type Db, read, type Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { asKept } from './bulletins.ts'
import { type Ask, bareWords, composeAt, getPeriod, isBare } from './compose.ts'
import { getScope, type Scope } from './figures.ts'
import { findFreeze } from './freeze.ts'
import { rhythmsOf } from './hand-in/rhythms.ts'
import { findText } from './report-texts.ts'

/** The report of a period as it reads: as issued, as frozen, or with the numbers of today. */
export function getReport(db: Db, actor: Actor, ask: Ask): Promise<Report> {
  return read(db, actor, async (tx) => {
    const scope = await getScope(tx, ask.region, actor.counties)
    const period = getPeriod(ask)
    const issued = await findIssued(tx, ask)
    const frozen = await findFreeze(tx, ask)
    const text = await findText(tx, ask)
    const rhythm = (await rhythmsOf(tx, [ask.region]))(ask.region, ask.kind)
    const said = issued
      ? asKept(issued.content)
      : frozen
        ? { ...frozen.content, remarks: text.remarks }
        : await composeToday(tx, scope, { ...ask, remarks: text.remarks })
    return {
      region: ask.region,
      kind: period.kind,
      period: period.key,
      from: period.from,
      to: period.to,
      freezeAt: freezeMoment(period, rhythm),
      frozen: frozen ? { at: frozen.frozenAt, by: frozen.frozenBy } : null,
      issued: issued ? { id: issued.id, issueNo: issued.issueNo, at: issued.at, by: issued.by } : null,
      revision: text.revision,
      ...wordsOf(said),
      remarks: said && typeof said !== 'string' ? said.remarks : text.remarks,
    }
  })
}

/** What the report says, or why there is none yet. */
function wordsOf(said: Bulletin | string): Pick<Report, 'title' | 'sections' | 'asOf' | 'nothing'> {
  if (typeof said === 'string') return { title: [], sections: [], asOf: null, nothing: said }
  const { title, sections } = wordBulletin(said)
  return { title: [...title], sections: sections.map(withoutShares), asOf: said.asOf, nothing: null }
}

/** How wide a column is on paper is no matter of the screen. */
const withoutShares = ({ table, ...section }: BulletinSection): Report['sections'][number] => ({
  ...section,
  ...(table && { table: { header: table.header, rows: table.rows } }),
})

async function composeToday(tx: Tx, scope: Scope, ask: Ask): Promise<Bulletin | string> {
  const period = getPeriod(ask)
  const today = officeToday()
  if (period.from > today) return `${periodWords(period)}还没有开始`
  const asOf = period.to < today ? period.to : today
  const said = await composeAt(tx, scope, ask, asOf)
  return isBare(said) ? bareWords(scope.region.name, asOf) : said
}

type Issued = { id: string; issueNo: number; at: string; by: string; content: Parameters<typeof asKept>[0] }

async function findIssued(tx: Tx, { region, kind, period }: Ask): Promise<Issued | undefined> {
  const { rows } = await sql<Issued>`
    select id, issue_no as "issueNo", to_char(issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, issuer_name as by, content
      from bulletins where county_code = ${region} and kind = ${kind} and period = ${period} order by edition desc limit 1`.execute(
    tx,
  )
  return rows[0]
}
