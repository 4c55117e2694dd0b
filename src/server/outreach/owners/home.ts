import type { OwnHome as OwnHomeView } from '#contract/owners.ts'
import { responsibleUnits, responsibleUnitsEn } from '#domain/diagnosis/catalogue.ts'
import { type DueKind, dueKinds } from '#domain/dues/kinds.ts'
import { type OwnerStage, ownerStageOf, ownerWay, turnOf } from '#domain/outreach/owners/way.ts'
import { placeWords } from '#domain/registrations/place-words.ts'
import { maskName } from '#domain/units/masks.ts'
import { blockOf } from '#domain/units/restrictions.ts'
import { slipOfHome } from '../../dues/actions.ts'
import type { Tx } from '../../platform/acts.ts'
import type { OwnHome } from '../../platform/http/outside-sessions.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { listPlaces, windowHome } from '../../registrations/actions.ts'
import { type HomeRow, homeRecords } from '../../units/actions.ts'
import { awaitedBy, awaitsNothing } from './awaits.ts'
import { type OwnRecord, ownRecords } from './home-store.ts'

type OwnHomeLine = Pick<OwnHomeView, 'unitId' | 'countyCode' | 'place' | 'stage'>

/** All homes of an owner, each with where it stands. */
export async function ownHomeLines(tx: Tx, homes: readonly OwnHome[]): Promise<OwnHomeLine[]> {
  const marked = new Map<string, HomeRow>()
  // county by county: each has its own words on restrictions, and an owner has homes in one or two
  for (const [county, own] of Map.groupBy(homes, ({ countyCode }) => countyCode)) {
    const rows = await homeRecords(
      tx,
      county,
      own.map(({ unitId }) => unitId),
    )
    for (const row of rows) marked.set(row.id, row)
  }
  return (await ownRecords(tx, homes)).flatMap((record) => {
    const row = marked.get(record.unitId)
    if (!row) return []
    const { unitId, countyCode } = record
    return [{ unitId, countyCode, place: placeWords(record), stage: ownerStageOf(ownerRecord(row, record)) }]
  })
}

/** All an owner is told of one home. */
export async function ownHome(tx: Tx, home: OwnHome): Promise<OwnHomeView> {
  const { countyCode, unitId } = home
  const [[row], [record]] = [await homeRecords(tx, countyCode, [unitId]), await ownRecords(tx, [home])]
  if (!row || !record) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
  const known = ownerRecord(row, record)
  const stage = ownerStageOf(known)
  const estate = isWaiting(stage) ? await awaitedBy(tx, countyCode, record.estateId) : awaitsNothing
  const holdUp = holdUpOf(row)
  const { countyName, correction, certificateNo, application, delivery } = record
  return {
    ...{ unitId, countyCode, countyName, correction, certificateNo, application, delivery },
    on: officeToday(),
    place: placeWords(record),
    areaM2: row.areaM2,
    owners: row.owners.map(({ name, kind }) => maskName(name, kind)),
    stage,
    steps: [...ownerWay(known)],
    turn: stage === 'ready' && holdUp?.isDevelopers ? 'offices' : turnOf[stage],
    ...estate,
    by: stage === 'accepted' || stage === 'in_review' ? (record.application?.dueOn ?? null) : estate.by,
    holdUp,
    papers: isWaiting(stage) || isOver(stage) ? [] : await papersOf(tx, home),
    ...(await moneyOf(tx, home)),
    windows: await windowsOf(tx, countyCode),
  }
}

const ownerRecord = (row: HomeRow, { application, delivery }: OwnRecord) => ({
  ...row,
  submittedOn: application?.submittedOn ?? null,
  sentOn: delivery?.state === 'sent' ? delivery.sentOn : null,
})

const isWaiting = (stage: OwnerStage) => stage === 'listed' || stage === 'surveyed' || stage === 'first_applied'
const isOver = (stage: OwnerStage) =>
  ['entered', 'certified', 'posted', 'delivered', 'recorded'].some((over) => over === stage)

/** What holds up the registration the home waits for. Whose debt it is decides who has it lifted; a developer's is told as such and no further. */
function holdUpOf({ restrictions, countyWords, transferredOn, firstRegisteredOn }: HomeRow): OwnHomeView['holdUp'] {
  if (transferredOn !== null) return null
  const told = restrictions.map((restriction) => ({ ...restriction, countyWords }))
  const block = blockOf(told, firstRegisteredOn === null ? 'first' : 'transfer', officeToday())
  if (!block) return null
  const isDevelopers = block.restriction.debtor === 'developer'
  return { isDevelopers, words: isDevelopers ? null : block.words, basis: isDevelopers ? null : block.basis }
}

async function papersOf(tx: Tx, { countyCode, unitId }: OwnHome): Promise<OwnHomeView['papers']> {
  const { papers } = await windowHome(tx, countyCode, unitId)
  return papers.filter(({ paper }) => !ofTheSeller.includes(paper)).map(({ paper, standing }) => ({ paper, standing }))
}

/** Papers the seller brings, and the form that is filled in at the window: nothing an owner has to look for. */
const ofTheSeller: readonly string[] = ['business_licence', 'legal_person', 'application_form']

async function moneyOf(tx: Tx, { countyCode, unitId }: OwnHome): Promise<Pick<OwnHomeView, 'dues' | 'unassessed'>> {
  const slip = await slipOfHome(tx, countyCode, unitId)
  if (!slip) return { dues: [], unassessed: [] }
  return {
    dues: slip.dues.map(({ basis, computed, ...due }) => ({
      ...due,
      rule: computed?.rule ?? basis,
      source:
        computed &&
        `${computed.source.number ?? computed.source.document}${computed.source.verified ? '' : '（待核实）'}`,
      payTo: payTo(due.kind),
    })),
    unassessed: slip.unassessed.map(({ kind }) => ({ kind, payTo: payTo(kind) })),
  }
}

function payTo(kind: DueKind) {
  const { unit } = dueKinds[kind]
  return { zh: responsibleUnits[unit], en: responsibleUnitsEn[unit] }
}

/** The most windows a page names. */
const mostWindows = 3

/** Where one goes: the places that are open, as the office lists them. */
async function windowsOf(tx: Tx, countyCode: string): Promise<OwnHomeView['windows']> {
  const today = officeToday()
  return (await listPlaces(tx, countyCode))
    .filter(
      ({ kind, openedOn, closedOn }) => kind !== 'door_to_door' && openedOn <= today && (closedOn ?? '9999') > today,
    )
    .slice(0, mostWindows)
    .map(({ name, address, weekdays, opensAt, closesAt, breakFrom, breakUntil, nextSessionOn }) => ({
      ...{ name, address, weekdays, opensAt, closesAt, breakFrom, breakUntil, nextSessionOn },
    }))
}
