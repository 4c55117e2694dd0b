/** Who applies for the transfer of a home, and on what that rests. Only the law's normal cases need no basis. */
export const transferApplicants = {
  both: {
    title: '双方申请',
    meaning: '开发企业与购房人共同申请',
    needsBasis: false,
    source: '不动产登记暂行条例 第十四条（待核对）',
  },
  developer: {
    title: '开发企业代业主申请',
    meaning: '开发企业凭业主委托成批提交',
    needsBasis: false,
    source: '不动产登记暂行条例 第十四条（待核对）',
  },
  buyer: {
    title: '购房人单方申请',
    meaning: '开发企业已注销、吊销或失联，由购房人单方申请',
    needsBasis: true,
    source: '自然资发〔2021〕1号 第四类问题（待核对）',
  },
  heir: {
    title: '继承人申请',
    meaning: '购房人去世，由继承人凭继承材料申请',
    needsBasis: true,
    source: '不动产登记暂行条例 第十四条（待核对）',
  },
} as const

export type TransferApplicant = keyof typeof transferApplicants

export const transferApplicantKinds = [
  'both',
  'developer',
  'buyer',
  'heir',
] as const satisfies readonly TransferApplicant[]

export type ApplicantFault = 'basis_missing' | 'developer_missing' | 'developer_exists'

/**
 * What is wrong with who applies, or null. `developer`: the estate's developer as recorded, where it is known whether it
 * still exists; a buyer applies alone only where the developer is gone.
 */
export function findApplicantFault(
  kind: TransferApplicant,
  { basis, developer }: { basis: string | null; developer: 'existing' | 'gone' | 'unknown' | 'none' },
): ApplicantFault | null {
  if (transferApplicants[kind].needsBasis && basis === null) return 'basis_missing'
  if (kind === 'buyer') return developer === 'existing' ? 'developer_exists' : null
  return kind !== 'heir' && (developer === 'gone' || developer === 'none') ? 'developer_missing' : null
}

export const applicantFaultWords: Record<ApplicantFault, string> = {
  basis_missing: '请写明单方申请或继承的依据（文号、公证书号或文书号）',
  developer_missing: '开发企业已不存在，不能双方申请；可由购房人单方申请并写明依据',
  developer_exists: '开发企业仍存续，应双方申请，不能由购房人单方申请',
}

/** How an agent was given his power. A photo stands in for notary and presence only on the buyer's side. */
export const authorisations = {
  on_site: '与代理人到场签署',
  notary: '公证委托',
  photo: '手持身份证签署照片',
} as const

export type Authorisation = keyof typeof authorisations

/**
 * May this side act through an agent so authorised? Who disposes of a home signs with the agent on site or before a notary
 * (不动产登记暂行条例实施细则 第十二条, to be verified); a buyer acquires, and may authorise by photo where the place allows it.
 */
export function mayAuthorise(side: 'buyer' | 'seller', by: Authorisation): boolean {
  return side === 'buyer' || by !== 'photo'
}
