/** Why a certificate is not given, in words for the clerk at the desk. */
const words = {
  no_such_application: '没有这件登记申请',
  no_certificate: '首次登记不发产权证书',
  application_ended: '申请已不予受理、驳回或撤回，没有证书可发',
  not_certified: '证书还没有缮制，不能发证',
  already_delivered: '证书已经发出并签收，不能再发',
  already_sent: '证书已经寄出，先记签收或退回',
  already_under_way: '证书已经寄出或签收，不能取消',
  nothing_planned: '没有待发的安排，无须取消',
  not_sent: '没有寄出，不能记邮寄签收或退回',
  day_in_future: '日期晚于今天',
  before_certificate: '日期早于缮证日期',
  before_sending: '日期早于寄出日期',
  receiver_is_no_owner: '领证人不是权利人；代领请选关系并写明授权',
  no_authorisation: '非本人领证须有授权委托，请写明授权文书',
  proof_missing: '还没有签名或照片，请先留存',
  proof_words_missing: '请写明签收表页码或邮政回执号',
  odd_tracking_number: '单号不像快递单号：只由数字和大写字母组成，5 位以上',
  tracking_number_taken: '单号已用于另一件',
  twice_in_list: '同一件在名单中出现两次',
} as const

export type DeliveryRefusalCode = keyof typeof words
export type DeliveryRefusal = { code: DeliveryRefusalCode; words: string }

export const deliveryRefusal = (code: DeliveryRefusalCode): DeliveryRefusal => ({ code, words: words[code] })
