import { sql } from 'kysely'
import { estateKey } from '#domain/estates/names.ts'
import type { MoneyKind, WorkKind } from '#domain/ledgers/uses.ts'
import type { AdviceRow, ProblemRow, ResponsibleUnitRow, WorkRow } from '#domain/ledgers/work-rows.ts'
import { unitCodeOf } from '#domain/staff/unit-names.ts'
import { maskPhone } from '#domain/units/masks.ts'
import type { Secrets } from '../platform/secrets.ts'
import type { Import } from './checks.ts'

type Staged = Record<string, unknown>

/** The staged form of a row that tells of the work itself; `day` is the day its table is as of. */
export function stagedWork(kind: WorkKind, value: unknown, day: string, secrets: Secrets): Staged {
  // the kind of the table tells the shape of its rows (see RowOf)
  switch (kind) {
    case 'responsible_units':
      return stagedUnit(value as ResponsibleUnitRow, day, secrets)
    case 'problems':
      return stagedProblem(value as ProblemRow, day)
    case 'advice': {
      const { form, topic, advice } = value as AdviceRow
      return { form, topic, matter: advice, day }
    }
    default:
      return stagedEvent(kind, value as WorkRow, day)
  }
}

function stagedUnit(row: ResponsibleUnitRow, day: string, secrets: Secrets): Staged {
  const post = (duty: string, name: string | null, phone: string | null) =>
    name === null
      ? []
      : [
          {
            duty,
            name,
            phone_cipher: phone && secrets.seal(phone).toString('base64'),
            phone_digest: phone && secrets.digest('phone', phone).toString('hex'),
            phone_masked: phone && maskPhone(phone),
          },
        ]
  return {
    unit: row.unitName,
    unit_code: row.unitName && (unitCodeOf(row.unitName) ?? null),
    duties: row.duties,
    posts: [...post('head', row.head, row.headPhone), ...post('liaison', row.unitLiaison, row.unitLiaisonPhone)],
    day,
  }
}

function stagedEvent(kind: WorkKind, row: WorkRow, day: string): Staged {
  return {
    kind: row.workKind ?? '会议',
    happened_on: kind === 'work_summary' ? day : row.heldOn,
    number: row.number,
    host: row.host,
    target: row.target,
    estate_key: row.estate && estateKey(row.estate),
    estate: row.estate,
    content: row.content,
    quantity: row.quantity ?? 1,
    measure: row.measure ?? (kind === 'meetings' ? '次' : null),
    people: row.people,
    items: row.items,
    outcome: row.outcome,
    day,
  }
}

function stagedProblem(row: ProblemRow, day: string): Staged {
  return {
    number: row.number,
    estate_key: row.estate && estateKey(row.estate),
    estate: row.estate,
    title: row.problemKind ?? row.problem,
    problem: row.problem,
    unit: row.responsibleUnit,
    unit_code: row.responsibleUnit && (unitCodeOf(row.responsibleUnit) ?? null),
    raised_on: row.raisedOn,
    due_on: row.dueOn,
    done_on: row.doneOn,
    handling: row.handling,
    is_written_off: row.isWrittenOff ?? row.doneOn !== null,
    day,
  }
}

/** Staged rows of some kinds of tables that are not kept out, with their value. */
export const stagedRows = ({ countyCode, importId }: Import, kinds: (WorkKind | MoneyKind)[]) => sql`
  select s.table_no, s.row_no, s.value, t.kind as table_kind
    from staged_rows as s
    join import_tables as t using (county_code, import_id, table_no)
   where s.county_code = ${countyCode} and s.import_id = ${importId} and t.kind = any (${kinds}::text[]) and not s.is_rejected`

/** A short name for what a row says, the same wherever and however often it is said. */
export const contentDigest = (...columns: string[]) => sql`
  encode(sha256(convert_to(jsonb_build_array(${sql.join(columns.map((column) => sql.ref(column)))})::text, 'UTF8')), 'hex')`

/** Everything a new record says, as its history row says it. */
export const everything = (record: string) =>
  sql`jsonb_strip_nulls(to_jsonb(${sql.ref(record)})) - '{county_code,id}'::text[]`
