import type { JudgedLine } from '#domain/registrations/hand-over/judge-line.ts'
import type { Move } from '#domain/registrations/moves.ts'
import { type Actor, type Db, transact } from '../../platform/acts.ts'
import { moveApplications } from '../moves.ts'

/** How many applications are moved in one transaction. */
const chunk = 2000

type Office = { countyCode: string; reason: string }

/** Enters what lines say, day by day in whole parts, under the numbers given; tells which were entered. */
export async function enterLines(
  db: Db,
  actor: Actor,
  office: Office,
  lines: readonly JudgedLine[],
): Promise<ReadonlySet<string>> {
  const going = lines.filter(({ finding }) => finding === 'to_enter')
  return moveByDay(db, actor, office, {
    lines: going,
    dayOf: ({ row }) => row.enteredOn,
    moveOn: (on, ofDay) => ({ act: 'enter', on, certificateNos: told(ofDay, ({ row }) => row.certificateNo) }),
  })
}

/** Writes the certificates that lines tell of, of what is entered here. */
export async function certifyLines(
  db: Db,
  actor: Actor,
  office: Office,
  lines: readonly JudgedLine[],
): Promise<ReadonlySet<string>> {
  const going = lines.filter(
    ({ finding, kind, application }) => finding === 'agreed' && kind === 'transfer' && application?.state === 'entered',
  )
  return moveByDay(db, actor, office, {
    lines: going,
    dayOf: ({ row }) => row.certifiedOn,
    moveOn: (on, ofDay) => ({ act: 'certify', on, papers: told(ofDay, ({ row }) => row.paperNo) }),
  })
}

type Moving = {
  lines: readonly JudgedLine[]
  dayOf: (line: JudgedLine) => string | null
  moveOn: (on: string, lines: readonly JudgedLine[]) => Move
}

/** As many transactions as there are days, and parts of a day: each application once, however many homes it covers. */
async function moveByDay(
  db: Db,
  actor: Actor,
  { countyCode, reason }: Office,
  { lines, dayOf, moveOn }: Moving,
): Promise<ReadonlySet<string>> {
  const moved = new Set<string>()
  for (const [on, ofDay] of Map.groupBy(lines, dayOf)) {
    if (on === null) continue
    const move = moveOn(on, ofDay)
    const ids = [...new Set(ofDay.flatMap(({ application }) => application?.id ?? []))]
    for (let from = 0; from < ids.length; from += chunk) {
      const part = ids.slice(from, from + chunk)
      const answers = await transact(db, actor, (tx) => moveApplications(tx, actor, countyCode, part, move, reason))
      for (const { id, refusal } of answers) if (!refusal) moved.add(id)
    }
  }
  return moved
}

/** What lines tell of their applications, where they tell it. */
const told = (lines: readonly JudgedLine[], of: (line: JudgedLine) => string | null): ReadonlyMap<string, string> =>
  new Map(
    lines.flatMap((line) => {
      const value = of(line)
      return line.application && value !== null ? [[line.application.id, value] as const] : []
    }),
  )
