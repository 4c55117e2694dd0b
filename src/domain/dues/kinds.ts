/** Who owes: the developer or another organisation, the owners of a home, or the government itself. */
export const debtorKinds = ['organisation', 'owner', 'government'] as const
export type DebtorKind = (typeof debtorKinds)[number]

/**
 * Kinds of dues, with the unit that collects them. `words`: what ledgers call them. `isLateFee`: charged for being late, of
 * whichever of the two kinds; a report counts them together, an account never mixes them.
 */
export const dueKinds = {
  land_price: {
    title: '土地出让价款',
    titleEn: 'Land price',
    unit: 'natural_resources',
    words: /^土地(?:出让)?(?:金|价款)$|^土地出让价款$/,
  },
  land_price_default: {
    title: '土地出让价款违约金',
    titleEn: 'Default interest on the land price',
    unit: 'natural_resources',
    words: /违约金/,
  },
  deed_tax: { title: '契税', titleEn: 'Deed tax', unit: 'tax', words: /契税/ },
  value_added_tax: { title: '增值税及附加', titleEn: 'Value-added tax and surcharges', unit: 'tax', words: /^增值税/ },
  land_value_tax: { title: '土地增值税', titleEn: 'Land appreciation tax', unit: 'tax', words: /^土地增值税/ },
  income_tax: { title: '企业所得税', titleEn: 'Enterprise income tax', unit: 'tax', words: /所得税/ },
  land_use_tax: { title: '城镇土地使用税', titleEn: 'Urban land use tax', unit: 'tax', words: /土地使用税/ },
  stamp_tax: { title: '印花税', titleEn: 'Stamp tax', unit: 'tax', words: /印花税/ },
  tax_late_fee: { title: '税收滞纳金', titleEn: 'Late fee on taxes', unit: 'tax', words: /滞纳金/ },
  civil_defence_fee: {
    title: '人防易地建设费',
    titleEn: 'Civil-defence relocation fee',
    unit: 'housing',
    words: /人防/,
  },
  infrastructure_fee: { title: '城市基础设施配套费', titleEn: 'Infrastructure fee', unit: 'housing', words: /配套费/ },
  maintenance_fund: { title: '住宅专项维修资金', titleEn: 'Maintenance fund', unit: 'housing', words: /维修资?金/ },
  registration_fee: {
    title: '不动产登记费',
    titleEn: 'Registration fee',
    unit: 'registration_centre',
    words: /登记费/,
  },
  survey: { title: '测绘费', titleEn: 'Survey', unit: 'natural_resources', words: /测绘|测量/ },
  appraisal: { title: '检测鉴定费', titleEn: 'Appraisal', unit: 'housing', words: /检测|鉴定|评估/ },
  other: { title: '其他税费', titleEn: 'Other', unit: 'finance', words: /$^/ },
} as const

export type DueKind = keyof typeof dueKinds
export const dueKindNames = Object.keys(dueKinds) as [DueKind, ...DueKind[]] // the keys of a literal that is not empty

/** Kinds the owners of every home are asked for. */
export const homeDueKinds = ['deed_tax', 'maintenance_fund', 'registration_fee'] as const satisfies readonly DueKind[]

/** Kinds charged for being late: the tax office's and the seller's of the land. */
export const lateFeeKinds = ['tax_late_fee', 'land_price_default'] as const satisfies readonly DueKind[]

/** Which kind a ledger's word means; `other` when it is none of the known. */
export const dueKindOf = (word: string): DueKind =>
  dueKindNames.find((kind) => dueKinds[kind].words.test(word)) ?? 'other'
