import { type CountyPlan, countyPlans } from './county-plans.ts'
import { sampleResponsibleUnits } from './organisations.ts'
import { samplePerson } from './people.ts'

/** An office with who heads it and who is its liaison. */
export type SampleOffice = {
  county: string
  kind: 'responsible_unit' | 'clearance_office'
  name: string
  duties: string
  head: { name: string; phone: string }
  liaison: { name: string; phone: string }
}

/** By the end of an office's name. */
const duties: Readonly<Record<string, string>> = {
  自然资源局: '牵头；土地权属来源材料调查、规划核实、权籍调查与楼盘表',
  住房和城乡建设局: '竣工验收情况调查、人防手续、住宅专项维修资金',
  行政审批服务管理局: '消防验收情况调查、相关审批',
  税务局: '涉税一窗通办、税费追缴',
  财政局: '专项资金和第三方检测经费保障',
  城乡建设综合服务中心: '超占面积处理意见、追认购房合同',
  人民防空办公室: '人防手续核查',
  消防救援大队: '消防技术支持',
  不动产登记中心: '首次登记、转移登记、临时登记点',
  公安局: '人员信息核查',
  民政局: '继承、婚姻信息核查',
  市场监督管理局: '企业主体存续核查',
  城市管理综合执法局: '违法建设处置',
  清零行动办公室: '统筹协调、督促检查、汇总通报',
}

const heads = 180_000

/** The responsible units of every county and its clearance office, each with a head and a liaison who do not exist. */
export function sampleOfficesOf(countyCode: string): SampleOffice[] {
  const plan = countyPlans.find(({ code }) => code === countyCode)
  if (!plan) return []
  const offices = sampleResponsibleUnits().filter(({ county }) => county === countyCode)
  return [
    officeOf(plan, { kind: 'clearance_office', name: `${plan.name}清零行动办公室` }, 0),
    ...offices.map((office, place) => officeOf(plan, office, place + 1)),
  ]
}

function officeOf(plan: CountyPlan, { kind, name }: Pick<SampleOffice, 'kind' | 'name'>, place: number): SampleOffice {
  const [head, liaison] = [0, 1].map((post) => samplePerson(plan.order * 200_000 + heads + place * 2 + post))
  if (!head || !liaison) throw new Error('two posts make two people')
  return { county: plan.code, kind, name, duties: duties[name.slice(plan.name.length)] ?? '', head, liaison }
}
