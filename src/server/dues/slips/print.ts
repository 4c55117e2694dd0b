import { setImmediate as othersTurn } from 'node:timers/promises'
import type { PayPlace } from '#domain/dues/prints/places.ts'
import { dueSlip, type SlipFacts, type SlipPaper } from '#domain/dues/prints/slip.ts'
import { type Actor, type Db, read, type Tx } from '../../platform/acts.ts'
import { sheetDocx } from '../../platform/documents/document-docx.ts'
import { sheetsPdf } from '../../platform/documents/document-pdf.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { listPlaces } from '../../registrations/actions.ts'
import { mustFindEstate } from '../estate-money.ts'
import { mostSlips, slipOfHome, slipsOfEstate } from './facts.ts'

const title = '不动产税费缴费告知单'

/** The most places a slip names. */
const mostPlaces = 3

/** Where money is taken: the places that are open, as the office lists them. */
async function payPlaces(tx: Tx, countyCode: string): Promise<readonly PayPlace[]> {
  const places = await listPlaces(tx, countyCode)
  const isOpen = ({ kind, openedOn, closedOn }: (typeof places)[number]) =>
    kind !== 'door_to_door' && openedOn <= officeToday() && (closedOn === null || closedOn > officeToday())
  return places.filter(isOpen).slice(0, mostPlaces)
}

type Home = { countyCode: string; unitId: string }

/** The slip of one home. A home that owes nothing has one that says so. */
export async function homeSlip(
  db: Db,
  actor: Actor,
  { countyCode, unitId }: Home,
  format: SlipPaper | 'docx',
): Promise<Buffer> {
  const sheet = await read(db, actor, async (tx) => {
    const facts = await slipOfHome(tx, countyCode, unitId)
    if (!facts) throw new Refused({ kind: 'missing', code: 'no_such_unit', message: '没有这一户' })
    return dueSlip(facts, await payPlaces(tx, countyCode))
  })
  return format === 'docx'
    ? sheetDocx(sheet, { creator: '', title, subject: title })
    : sheetsPdf(title, [sheet], undefined, format)
}

/** Slips of every home of an estate that owes something, one after the other. */
export async function estateSlips(
  db: Db,
  actor: Actor,
  { countyCode, ...where }: { countyCode: string; estate: string; building?: string | undefined },
  paper: SlipPaper,
): Promise<Buffer> {
  const { facts, places } = await read(db, actor, async (tx) => {
    await mustFindEstate(tx, countyCode, where.estate)
    const owing = await slipsOfEstate(tx, countyCode, { estate: where.estate, building: where.building ?? null })
    return { facts: owing, places: await payPlaces(tx, countyCode) }
  })
  refuseNumber(facts)
  return sheetsPdf(
    title,
    facts.map((home) => dueSlip(home, places)),
    async (laid) => {
      if (laid % slipsInARow === 0) await othersTurn()
    },
    paper,
  )
}

/** How many slips are laid out before whoever else asks has his turn. */
const slipsInARow = 20

function refuseNumber({ length }: readonly SlipFacts[]): void {
  if (length === 0)
    throw new Refused({ kind: 'conflict', code: 'nobody_owes', message: '没有尚欠的住户，不用打印缴费告知单' })
  if (length > mostSlips)
    throw new Refused({
      kind: 'conflict',
      code: 'too_many_slips',
      message: `尚欠的住户多于 ${mostSlips} 户，请按楼栋分次打印`,
    })
}
