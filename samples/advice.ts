import type { AdviceRow } from '#domain/ledgers/work-rows.ts'

/** What the rounds of 方山县 proposed: the report counts seven kinds and twenty-six. */
const proposed: Readonly<Record<string, readonly string[]>> = {
  用地: ['逐宗核对来源材料', '登记与补办用地手续同时受理', '围墙内实测面积公示后登记', '集资建房先分割后登记'],
  规划: ['按建成现状出具规划意见', '规划核实限期办结', '部分符合的先办部分'],
  消防: ['委托检测并先行垫付', '不合格的限期整改', '合格的出具消防意见', '消防部门提前指导'],
  竣工: ['委托质量安全鉴定', '单幢具备条件的先行认定', '认定意见随登记归档'],
  合同: ['据实补签购房合同', '补签合同统一编号', '凭补签合同开具发票', '设立补签合同台账'],
  税费: ['建立欠缴清册', '追缴与办证分开进行', '设立涉税专窗', '约谈拒缴企业'],
  服务: ['偏远小区设临时登记点', '在外业主委托免公证', '开发企业成批交件', '证书可以邮寄'],
}

/** What the county government's sessions decided: seven kinds and thirteen. */
const decided: Readonly<Record<string, readonly string[]>> = {
  用地: ['材料不齐先办登记同步完善', '超出批准面积较小的按现状界址办理'],
  规划: ['检测报告可作规划认定依据', '老旧房屋按现状认定'],
  消防: ['检测合格报告可作首次登记依据', '检测费用由财政保障'],
  人防: ['2013年前项目缓缴易地建设费'],
  合同: ['据实补签合同', '凭补签合同开票'],
  税费: ['先办证后追缴', '滞纳金依法追缴'],
  服务: ['委托书减免公证', '临时登记点现场收件'],
}

const rowsOf = (form: string, list: Readonly<Record<string, readonly string[]>>): AdviceRow[] =>
  Object.entries(list).flatMap(([topic, texts]) => texts.map((advice) => ({ form, topic, advice })))

/** The two lists of 方山县; no other county's are counted by the report. */
export function adviceRowsOf({ code }: { code: string }): AdviceRow[] {
  return code === '141128' ? [...rowsOf('意见建议', proposed), ...rowsOf('具体措施', decided)] : []
}
