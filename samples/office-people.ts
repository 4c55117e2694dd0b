import type { ResponsibleUnitRow } from '#domain/ledgers/work-rows.ts'
import type { CountyPlan } from './county-plans.ts'
import { sampleResponsibleUnits } from './organisations.ts'
import { samplePerson } from './people.ts'

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
}

const heads = 180_000

/** The responsible units of a county, each with a head and a liaison who do not exist. */
export function officeRowsOf(plan: Pick<CountyPlan, 'code' | 'name' | 'order'>): ResponsibleUnitRow[] {
  return sampleResponsibleUnits()
    .filter(({ county }) => county === plan.code)
    .map(({ name }, place) => {
      const first = plan.order * 200_000 + heads + place * 2
      const [head, liaison] = [samplePerson(first), samplePerson(first + 1)]
      return {
        unitName: name,
        head: head.name,
        headPhone: head.phone,
        unitLiaison: liaison.name,
        unitLiaisonPhone: liaison.phone,
        duties: duties[name.slice(plan.name.length)] ?? null,
      }
    })
}
