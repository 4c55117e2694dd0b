/** Reasons why owners do not come, as every county begins with them; a county adds its own and ends or merges any. */
export const shippedReasons = [
  { zh: '不了解政策', en: 'Does not know the policy' },
  { zh: '觉得没有必要办证', en: 'Sees no need for a certificate' },
  { zh: '缴纳税费有困难', en: 'Cannot pay taxes and fees' },
  { zh: '等开发企业先解决问题', en: 'Waits for the developer' },
  { zh: '房屋质量或物业纠纷', en: 'Dispute over quality or management' },
  { zh: '常年在外', en: 'Away all year' },
  { zh: '材料遗失', en: 'Papers lost' },
  { zh: '家庭意见不一', en: 'The family does not agree' },
  { zh: '继承或离婚尚未办清', en: 'Inheritance or divorce not settled' },
  { zh: '购房人不明或已转手', en: 'Buyer unknown, or sold on' },
] as const
