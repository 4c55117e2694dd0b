import { judgeAgainstRecords } from '#domain/registrations/transfer/against-records.ts'
import { applicantFaultWords } from '#domain/registrations/transfer/applicants.ts'
import type { OwnerRow } from '#domain/registrations/transfer/owner-row.ts'
import type { RowFault } from '#domain/registrations/transfer/row-faults.ts'
import { type TransferRules, transferRules } from '../../diagnosis/actions.ts'
import { type Actor, type Db, read, transact } from '../../platform/acts.ts'
import type { Files } from '../../platform/files.ts'
import { officeToday } from '../../platform/office-day.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { createBatch, type NewBatchItem } from '../batches.ts'
import { sealGiven } from '../given.ts'
import { applicantFaultOf, composeTransfer, heldByRow, type TransferTerms, toldByRow } from './compose.ts'
import { type FoundHome, findHomes } from './find-homes.ts'
import { type OpenWorkbook, type OwnersWorkbook, type ReadOwnerRow, readOwnersWorkbook } from './read-workbook.ts'

export type OwnersHouse = { db: Db; secrets: Secrets; files: Files; openWorkbook: OpenWorkbook }

/** `isOfEstateOnly`: whoever asks knows no other estate, and a home of another is none to him. */
export type AskedOwners = TransferTerms & { estateId: string | null; isOfEstateOnly?: boolean }

type OwnersFile = { name: string; path: string }

type Judged = { row: ReadOwnerRow; home: FoundHome | null; faults: readonly RowFault[] }

/**
 * Takes a developer's workbook in: every row becomes an item of one batch, ready or with everything that is wrong with it.
 * Nothing is applied for yet. The file is kept sealed, and so is what each row says. `from`: the organisation that handed it in.
 */
export async function bringOwners(
  house: OwnersHouse,
  actor: Actor,
  countyCode: string,
  { file, asked, from = null }: { file: OwnersFile; asked: AskedOwners & { key: string }; from?: string | null },
): Promise<{ batch: string; rows: number; refused: number }> {
  const { sha256, items } = await checkOwners(house, actor, countyCode, { file, asked })
  const batch = await transact(house.db, actor, (tx) =>
    createBatch(tx, actor, countyCode, {
      act: 'submit',
      source: 'workbook',
      name: file.name.replace(/\.[^.]*$/, ''),
      idempotencyKey: asked.key,
      sha256,
      organisationId: from,
      terms: {
        on: asked.submittedOn,
        applicantKind: asked.applicantKind,
        ...(asked.applicantBasis !== null && { applicantBasis: asked.applicantBasis }),
      },
      items,
    }),
  )
  return { batch, rows: items.length, refused: items.filter(({ refusal }) => refusal !== null).length }
}

/** What a developer's workbook comes to, row by row; its file is kept, and nothing else is. */
export async function checkOwners(
  house: OwnersHouse,
  actor: Actor,
  countyCode: string,
  { file, asked }: { file: OwnersFile; asked: AskedOwners },
): Promise<{ sha256: Buffer; items: readonly NewBatchItem[] }> {
  const workbook = await readOwnersWorkbook(house.openWorkbook, file.path, file.name, {
    countyCode,
    today: officeToday(),
  })
  const { sha256 } = await house.files.keep(file.path)
  const { judged, rules } = await judgeWorkbook(house, actor, countyCode, { workbook, asked })
  return { sha256, items: judged.map((one) => itemOf(house.secrets, workbook, one, { asked, rules })) }
}

function judgeWorkbook(
  { db, secrets }: OwnersHouse,
  actor: Actor,
  countyCode: string,
  { workbook, asked }: { workbook: OwnersWorkbook; asked: AskedOwners },
): Promise<{ judged: readonly Judged[]; rules: ReadonlyMap<string, TransferRules> }> {
  const place = { estateId: asked.estateId, on: asked.submittedOn }
  return read(db, actor, async (tx) => {
    const found = await findHomes(
      tx,
      countyCode,
      workbook.rows.map(({ row }) => row),
      place,
    )
    const homes = asked.isOfEstateOnly ? found.map((home) => (home?.isOfEstate ? home : null)) : found
    const estates = [...new Set(homes.flatMap((home) => (home ? [home.estateId] : [])))]
    const rules = await transferRules(tx, countyCode, estates)
    const twice = rowsOfSameHome(homes)
    const judged = workbook.rows.map((row, at) => {
      const home = homes[at] ?? null
      const others = home ? (twice.get(home.unitId) ?? []) : []
      const sameAs = others.find((other) => other !== at)
      const sameHomeIn = sameAs === undefined ? null : (workbook.rows[sameAs]?.rowNo ?? null)
      const ofRecords = judgeOne(secrets, { row, home, sameHomeIn, asked, table: workbook.tables[row.table] })
      return { row, home, faults: [...row.faults, ...ofRecords, ...applicantFaults(home, asked, rules)] }
    })
    return { judged, rules }
  })
}

function rowsOfSameHome(homes: readonly (FoundHome | null)[]): ReadonlyMap<string, readonly number[]> {
  const places = homes.flatMap((home, at) => (home ? [{ unitId: home.unitId, at }] : []))
  return new Map(
    [...Map.groupBy(places, ({ unitId }) => unitId)].map(([unitId, rows]) => [unitId, rows.map(({ at }) => at)]),
  )
}

type Comparing = {
  row: ReadOwnerRow
  home: FoundHome | null
  sameHomeIn: number | null
  asked: AskedOwners
  table: OwnersWorkbook['tables'][number] | undefined
}

function judgeOne(secrets: Secrets, { row: read, home, sameHomeIn, asked, table }: Comparing): readonly RowFault[] {
  const { row, rowNo, faults } = read
  if (faults.some(({ code }) => placeless.has(code))) return []
  const cellOf = (
    field: 'unitCode' | 'room' | 'entrance' | 'ownerName' | 'estate' | 'certificateNo' | 'contractOn',
  ) => {
    const column = table?.columns[field] ?? (field === 'room' ? table?.columns.place : undefined)
    return column ? `${column.column}${rowNo}` : null
  }
  if (home !== null && home.homes > 1)
    return [
      {
        cell: cellOf('entrance') ?? cellOf('room'),
        code: 'entrance_missing',
        words: '这栋楼有几个单元都有这个房号，请填写单元',
      },
    ]
  const digests = row.owners.map(({ idNumber }) => idNumber && secrets.digest('id', idNumber).toString('hex'))
  return judgeAgainstRecords(home, {
    row,
    digests,
    sameHomeIn,
    submittedOn: asked.submittedOn,
    // a wrong number is told as such, and not as another person too
    isDifferenceTold: asked.applicantKind === 'heir' || faults.some(({ code }) => /^(?:id_|uscc_)/.test(code)),
    cellOf,
  })
}

/** Faults after which there is no home to compare with. */
const placeless: ReadonlySet<string> = new Set(['place_missing', 'unit_code_form', 'unit_code_county'])

function applicantFaults(
  home: FoundHome | null,
  asked: AskedOwners,
  rules: ReadonlyMap<string, TransferRules>,
): readonly RowFault[] {
  const fault = home && applicantFaultOf(asked, rules.get(home.estateId))
  return fault ? [{ cell: null, code: fault, words: applicantFaultWords[fault] }] : []
}

function itemOf(
  secrets: Secrets,
  { tables }: OwnersWorkbook,
  { row, home, faults }: Judged,
  { asked, rules }: { asked: AskedOwners; rules: ReadonlyMap<string, TransferRules> },
) {
  const [first] = faults
  const mayBeAskedAgain = home !== null && home.homes === 1 && faults.every(({ code }) => askedAgain.has(code))
  const application = mayBeAskedAgain
    ? composeTransfer(
        toldByRow(row, home),
        { ...asked, held: heldByRow(row, asked.held) },
        rules.get(home.estateId)?.closed ?? [],
      )
    : null
  return {
    place: placeOf(tables, row, home),
    unitId: home && home.homes === 1 ? home.unitId : null,
    applicationId: null,
    given: application && sealGiven(secrets, { application }),
    refusal: first ? { code: first.code, words: faultWords(faults) } : null,
  }
}

/** What only the records have against a row may pass by itself: the next run asks again. Anything else waits for a corrected file. */
const askedAgain: ReadonlySet<string> = new Set(['not_first_registered', 'application_open', 'restricted'])

/** Everything wrong with a row in one line, each fault behind its cell. */
const faultWords = (faults: readonly RowFault[]): string =>
  faults.map(({ cell, words }) => (cell ? `${cell} ${words}` : words)).join('；')

function placeOf(
  tables: OwnersWorkbook['tables'],
  { table, rowNo, row }: ReadOwnerRow,
  home: FoundHome | null,
): string {
  const sheet = tables.length > 1 ? `${tables[table]?.sheet ?? ''} ` : ''
  return `${sheet}第 ${rowNo} 行 ${placeWords(row, home)}`.trim()
}

function placeWords({ estate, building, entrance, room, unitCode }: OwnerRow, home: FoundHome | null): string {
  const place = [building, entrance, room].filter((part) => part !== null && part !== '').join('-')
  return `${home?.estateName ?? estate ?? ''} ${place || (unitCode ?? '')}`.trim()
}
