import type { BatchAct } from '#domain/registrations/batches.ts'
import type { PlaceKind } from '#domain/registrations/places/kinds.ts'
import type { Debtor, RestrictionKind } from '#domain/units/restriction-rules.ts'
import { samplePerson } from './people.ts'

/** Who in the sample does the work of registration in a county, by login. */
export type SampleDesk = {
  code: string
  name: string
  window: string
  tax: string
  fund: string
  surveyor: string | null
}

/** The counties whose registration work the sample shows. What lies in them is chosen among their own records. */
export const sampleDesks: readonly SampleDesk[] = [
  {
    code: '141182',
    name: '汾阳市',
    window: 'fenyang-window',
    tax: 'fenyang-tax',
    fund: 'fenyang-housing',
    surveyor: 'fenyang-surveyor',
  },
  ...[
    { code: '141128', name: '方山县', window: 'fangshan-clerk' },
    { code: '141130', name: '交口县', window: 'jiaokou-clerk' },
  ].map((desk) => ({ ...desk, tax: desk.window, fund: desk.window, surveyor: null })),
]

/** What rests on homes that are open for a reason of that word; `homes`: how many of those left, at most. */
export type SampleRestriction = {
  openReason: string
  homes: number
  kind: RestrictionKind
  debtor: Debtor
  authority: string
  documentNo: string
  daysAgo: number
  /** Days from loading until it ends; `null`: until lifted. */
  endsIn: number | null
  barsTransfer: boolean | null
}

const seizure = { openReason: '查封', kind: 'seizure', debtor: 'owner', barsTransfer: null } as const
const mortgage = {
  openReason: '抵押',
  kind: 'mortgage',
  debtor: 'developer',
  endsIn: null,
  barsTransfer: true,
} as const

/** Seizures end at different times, one of them soon; mortgages until they are lifted. */
export function sampleRestrictions({ name }: Pick<SampleDesk, 'name'>): readonly SampleRestriction[] {
  const court = `${name}示例法院`
  return [
    { ...seizure, homes: 5, authority: court, documentNo: '（示例）执101号', daysAgo: 710, endsIn: 20 },
    {
      ...seizure,
      homes: 6,
      debtor: 'developer',
      authority: court,
      documentNo: '（示例）执118号',
      daysAgo: 400,
      endsIn: 695,
    },
    { ...seizure, homes: 200, authority: court, documentNo: '（示例）执205号', daysAgo: 220, endsIn: 875 },
    { ...mortgage, homes: 6, authority: `${name}示例银行`, documentNo: '（示例）抵押23号', daysAgo: 1500 },
    { ...mortgage, homes: 200, authority: `${name}示例信用社`, documentNo: '（示例）抵押41号', daysAgo: 900 },
  ]
}

/** How many transfers are handed in, and how many days ago. */
export const sampleTransfers = { homes: 24, daysAgo: 8 }

/** A batch of work on these transfers, numbered as they were handed in. What no batch names waits at its desk. */
export type SampleBatch = {
  act: Exclude<BatchAct, 'submit'>
  name: string
  by: 'window' | 'tax' | 'fund'
  from: number
  until: number
  daysAgo: number
  missing?: readonly string[]
}

export const sampleBatches: readonly SampleBatch[] = [
  { act: 'accept', name: '集中受理第一批', by: 'window', from: 0, until: 12, daysAgo: 5 },
  { act: 'pass_tax', name: '税费结清', by: 'tax', from: 0, until: 12, daysAgo: 4 },
  { act: 'pass_fund', name: '维修资金已交', by: 'fund', from: 0, until: 9, daysAgo: 3 },
  { act: 'accept', name: '集中受理第二批', by: 'window', from: 12, until: 19, daysAgo: 2 },
  { act: 'pass_papers', name: '材料齐全', by: 'window', from: 0, until: 7, daysAgo: 2 },
  {
    act: 'call_for_correction',
    name: '一次性告知补正',
    by: 'window',
    from: 16,
    until: 19,
    daysAgo: 1,
    missing: ['invoice', 'marriage'],
  },
]

/** Transfers up to this one have all their papers; those after it still lack the invoice. */
export const withAllPapers = 9

/** A place of registration with its hours; its sessions are planned for the days from loading on. */
export type SamplePlace = {
  kind: PlaceKind
  name: string
  address: string
  weekdays: number[]
  opensAt: string
  closesAt: string
  slotCapacity: number
  counters: number
  /** Days planned from loading on. */
  days: number
}

const workdays = [1, 2, 3, 4, 5]
const hall = { weekdays: workdays, opensAt: '08:30', closesAt: '17:30', days: 21 }

export function samplePlaces({ name }: Pick<SampleDesk, 'name'>): readonly SamplePlace[] {
  return [
    {
      ...hall,
      kind: 'window',
      name: '政务大厅登记窗口',
      address: `${name}政务服务中心一层`,
      slotCapacity: 6,
      counters: 4,
    },
    {
      ...hall,
      kind: 'special_window',
      name: '历史遗留专项窗口',
      address: `${name}政务服务中心二层`,
      slotCapacity: 4,
      counters: 2,
    },
    {
      kind: 'temporary_point',
      name: '社区临时登记点',
      address: `${name}示例社区服务站`,
      weekdays: [...workdays, 6, 7],
      opensAt: '09:00',
      closesAt: '17:00',
      slotCapacity: 5,
      counters: 2,
      days: 10,
    },
  ]
}

/** The first people who come to a place without an appointment; the hall shows family names alone. */
export const sampleVisitors = Array.from({ length: 4 }, (_, at) => samplePerson(4_900_000 + at).name)

/** What two developers owe for their land: one put off by decision, one late. */
export const sampleLandDebts = [
  { amountFen: 326_400_00, dueInDays: -150, deferredForDays: 90, basis: '土地出让合同补充协议（示例）' },
  { amountFen: 118_750_00, dueInDays: -75, deferredForDays: null, basis: '土地出让合同（示例）' },
] as const

const rateSource = { document: '住宅专项维修资金交存标准（示例）', number: '（示例）建发3号', verified: false }
const bands = [
  { use: 'home', storeysFrom: 1, storeysTo: 7, fenPerM2: 45_00, from: '2010-01-01', until: '2021-12-31' },
  { use: 'home', storeysFrom: 1, storeysTo: 7, fenPerM2: 48_00, from: '2022-01-01', until: null },
  { use: 'home', storeysFrom: 8, storeysTo: null, fenPerM2: 90_00, from: '2010-01-01', until: null },
  { use: 'parking_or_storage', storeysFrom: 1, storeysTo: null, fenPerM2: 60_00, from: '2010-01-01', until: null },
] as const

/** Rates of a county as they were typed off a notice, not verified yet. */
export const sampleRates = {
  maintenanceFund: bands.map((band) => ({ ...band, source: rateSource })),
  deedTax: [
    {
      perMille: 30,
      from: '2021-09-01',
      until: null,
      source: { document: '契税适用税率的决定（示例）', number: null, verified: false },
    },
  ],
}

/** A special fund, what it is promised for, and what of that is spent. */
export const sampleFund = {
  purpose: '权籍调查、检测鉴定经费（示例）',
  amountFen: 1_200_000_00,
  allottedInDays: -200,
  committedInDays: -180,
  spentInDays: -90,
  use: {
    bought: 'survey',
    matter: '问题小区权籍调查（示例）',
    payee: '示例测绘院',
    contractNo: '（示例）测合8号',
    amountFen: 680_000_00,
  },
  spending: { amountFen: 340_000_00, voucherNo: '示例拨付0001' },
} as const

export const deferralBasis = '专题会议纪要（示例）第6号'

/** A new project's joint acceptance: the units that have agreed so far, each by its officer and its paper. */
export const sampleJoint = {
  title: '竣工联合验收',
  handOverInDays: 45,
  opinions: [
    { matter: 'planning', officer: samplePerson(4_900_010).name, paper: '（示例）规核12号' },
    { matter: 'survey', officer: samplePerson(4_900_011).name, paper: '（示例）测成7号' },
    { matter: 'land', officer: samplePerson(4_900_012).name, paper: '（示例）土核5号' },
  ],
} as const
