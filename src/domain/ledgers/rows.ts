import type { Fen, IsoDate } from '../shared/quantities.ts'

/**
 * What a ledger row says once it is cleaned. `null` means the ledger does not say (the column is absent or the
 * cell empty) or the cell could not be read, in which case a finding stands at the cell. Nothing here is guessed.
 */
export type OwnerEntry = {
  name: string | null
  /** GB/T ZJZL in words of this house. */
  idKind:
    | 'identity_card'
    | 'hk_mo_tw'
    | 'passport'
    | 'household_register'
    | 'officer_card'
    | 'business'
    | 'other'
    | null
  idNumber: string | null
  phone: string | null
}

export type UnitRow = {
  serial: string | null
  township: string | null
  estate: string | null
  /** Number of the building without its word: `1#`, `1号楼`, `1幢` are all `1`; `甲`, `A1` stay. */
  building: string | null
  /** Entrance (单元) without its word: `1单元` is `1`. */
  entrance: string | null
  room: string | null
  floor: number | null
  floorsTotal: number | null
  /** 28 characters without blanks, upper case. */
  unitCode: string | null
  use: string | null
  structure: string | null
  areaM2: number | null
  innerAreaM2: number | null
  sharedAreaM2: number | null
  /** First owner first. Two owners in one cell and co-owners in columns of their own both end here. */
  owners: readonly OwnerEntry[]
  coOwnership: 'sole' | 'joint' | 'by_share' | 'other' | null
  contractNo: string | null
  priceFen: Fen | null
  hasInvoice: boolean | null
  deedTaxFen: Fen | null
  maintenanceFundFen: Fen | null
  firstRegisteredOn: IsoDate | null
  /** Whether the ledger says the transfer is done, where it has such a column. */
  isTransferred: boolean | null
  transferredOn: IsoDate | null
  /** Normalised: full-width brackets 晋（2022）…号. */
  certificateNo: string | null
  /** Why the transfer is not done, in the ledger's words. */
  openReason: string | null
  isMailed: boolean | null
  liaison: string | null
  remark: string | null
}

/** A cell of a column that stands for one problem; `word` is what it says where that is neither yes nor no. */
export type ProblemCell = { label: string; column: string; is: boolean | null; word: string | null }

export type EstateRow = {
  serial: string | null
  county: string | null
  township: string | null
  name: string | null
  location: string | null
  category: 'legacy' | 'new_district' | 'shantytown' | 'new_build' | null
  /** 房屋性质 in the ledger's words: 市场化商品房, 集资建房 … */
  nature: string | null
  developer: string | null
  developerCode: string | null
  developerContact: string | null
  developerPhone: string | null
  parcelCode: string | null
  landAcquisition: string | null
  approvedLandM2: number | null
  surveyedLandM2: number | null
  excessLandM2: number | null
  buildings: number | null
  maxFloors: number | null
  areaM2: number | null
  /** Month of completion, `YYYY-MM`, or a year `YYYY`. */
  completedIn: string | null
  /** Each paper of the list: true 有/√/合格, false 无/补办 …, null where the ledger does not say. */
  planning: boolean | null
  /** A third party's appraisal of planning (第三方检测/规划); 规划认定 is the authority's opinion. */
  planningAppraisal: boolean | null
  planningOpinion: boolean | null
  fire: boolean | null
  fireAppraisal: boolean | null
  fireOpinion: boolean | null
  acceptance: boolean | null
  acceptanceOpinion: boolean | null
  civilDefence: boolean | null
  quality: boolean | null
  /** What the ledger literally says of a paper that is neither plain yes nor no, e.g. `补办`, by field name. */
  paperWords: Readonly<Record<string, string>>
  problems: string | null
  /** Problems ticked in columns of their own (存在问题 over 无购房发票 …), by column label. */
  problemMarks: readonly string[]
  /** Every such column with what its cell says: ticked, denied, or nothing plain. */
  problemCells: readonly ProblemCell[]
  /** How many problems the row says it has (问题数). */
  problemCount: number | null
  treatment: string | null
  units: number | null
  firstRegisteredUnits: number | null
  firstRegisteredOn: IsoDate | null
  firstCertificateNo: string | null
  transferableUnits: number | null
  transferredUnits: number | null
  openUnits: number | null
  lastTransferredOn: IsoDate | null
  liaison: string | null
  liaisonPerson: string | null
  remark: string | null
}

export type BuildingRow = {
  serial: string | null
  estate: string | null
  building: string | null
  floors: number | null
  entrances: number | null
  units: number | null
  structure: string | null
}

/** One line of a summary that repeats figures counted elsewhere: by county, by category, by estate or by month. */
export type SummaryRow = {
  /** What the line is about: a county's, category's or estate's name. */
  subject: string | null
  estates: number | null
  units: number | null
  legacyEstates: number | null
  newBuildEstates: number | null
  legacyUnits: number | null
  newBuildUnits: number | null
  firstRegistered: number | null
  /** When the last first registration of the line was done. */
  firstCompletedOn: IsoDate | null
  transferred: number | null
  open: number | null
  /** Open units by reason, where the columns are reasons. */
  openByReason: Readonly<Record<string, number>>
  /** A reporting day of this line alone, taken from its remark (e.g. 截至2022年11月30日). */
  asOf: IsoDate | null
  remark: string | null
}

/** A unit repeated from the unit ledger (an extract): never counted, only compared. */
export type UnitExtractRow = Pick<
  UnitRow,
  'serial' | 'estate' | 'building' | 'entrance' | 'room' | 'areaM2' | 'owners' | 'openReason'
>

/** A row of a ledger that is recognised and kept but not yet turned into records: by header; money in fen. */
export type LedgerLine = Readonly<Record<string, string | number | boolean | null>>
