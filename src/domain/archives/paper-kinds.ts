/**
 * Kinds of papers in the archive. `years`: how long a paper is kept unless the county sets it otherwise, counted from the
 * first of January after it came in; null: for ever. Sources: 《机关文件材料归档范围和文书档案保管期限规定》 knows 永久, 30 and 10
 * years; that papers of registrations are kept for ever is practice after 《不动产登记暂行条例》 art. 13 – both to be verified.
 */
export const paperKinds = {
  application_form: { zh: '登记申请书', en: 'Application form', years: null },
  identity: { zh: '身份证明', en: 'Proof of identity', years: null },
  business_licence: { zh: '营业执照', en: 'Business licence', years: null },
  legal_person: { zh: '法定代表人证明', en: 'Proof of the legal representative', years: null },
  land_source: { zh: '土地权属来源材料', en: 'Source of the land right', years: null },
  planning: { zh: '规划材料', en: 'Planning papers', years: null },
  completion: { zh: '竣工材料', en: 'Completion papers', years: null },
  fire: { zh: '消防材料', en: 'Fire safety papers', years: null },
  civil_defence: { zh: '人防材料', en: 'Civil defence papers', years: null },
  survey_report: { zh: '权籍调查、测绘报告', en: 'Survey report', years: null },
  common_parts: { zh: '业主共有部分材料', en: 'Papers of the common parts', years: null },
  tax_receipt: { zh: '完税凭证', en: 'Tax receipt', years: null },
  contract: { zh: '买卖合同', en: 'Contract of sale', years: null },
  invoice: { zh: '购房发票', en: 'Invoice', years: null },
  fund_receipt: { zh: '维修资金凭证', en: 'Receipt of the maintenance fund', years: null },
  authorisation: { zh: '授权委托书', en: 'Authorisation', years: null },
  authorisation_photo: { zh: '委托签字照片', en: 'Photo of the authorisation being signed', years: 30 },
  inheritance_deed: { zh: '继承、受遗赠材料', en: 'Deed of inheritance', years: null },
  court_document: { zh: '法律文书', en: 'Court document', years: null },
  marriage: { zh: '婚姻状况证明', en: 'Proof of marriage', years: null },
  site_photo: { zh: '实地查看照片', en: 'Photo of a site inspection', years: 30 },
  notice_proof: { zh: '公告凭证', en: 'Proof of public notice', years: 30 },
  appraisal: { zh: '检测鉴定意见', en: 'Appraisal opinion', years: null },
  commitment: { zh: '承诺书', en: 'Commitment', years: null },
  interview_record: { zh: '询问笔录', en: 'Interview record', years: null },
  delivery_receipt: { zh: '领证签收单', en: 'Receipt of the certificate', years: 30 },
  certificate_scan: { zh: '证书扫描件', en: 'Scan of the certificate', years: null },
  visit_photo: { zh: '走访照片', en: 'Photo of a visit', years: 30 },
  other: { zh: '其他材料', en: 'Other paper', years: 10 },
} as const satisfies Record<string, { zh: string; en: string; years: number | null }>

export type PaperKind = keyof typeof paperKinds

/** The codes in the order of lists. */
// Object.keys tells the keys of the constant above and nothing else
export const paperCodes = Object.keys(paperKinds) as readonly PaperKind[]
