import type { IsoDate } from '../shared/quantities.ts'
import { type Gate, gateNames } from './gates.ts'
import { type ApplicationState, applicationStateNames } from './states.ts'

/** A rule's no, with the words a clerk reads. */
export type Refusal = { code: string; words: string }

/** Why a registration act does not happen, and what is said of it. One sentence each; the rule stands where it is decided. */
const words = {
  no_such_application: () => '没有这件登记申请',
  no_such_home: () => '没有这一户',
  named_twice: () => '同一批中选了两次，只办一次',
  wrong_state: (state: ApplicationState) => `申请目前是“${applicationStateNames[state]}”，不能办理这一步`,
  first_ends_entered: () => '首次登记登簿即办结，没有缮证、领证环节',
  date_in_future: () => '日期晚于今天',
  date_before_last: (last: IsoDate) => `日期早于上一步办理的日期（${last}）`,
  own_acceptance: () => '受理人不能审核、登簿自己受理的申请，须由另一人办理',
  gate_of_other_kind: (gate: Gate) => `这类申请没有“${gateNames[gate]}”环节`,
  gate_decided: (gate: Gate) => `“${gateNames[gate]}”已经办结`,
  gate_still_open: (gate: Gate) => `“${gateNames[gate]}”还没有办结，不用重新打开`,
  gate_without_basis: () => '免办、缓办的环节要写明依据',
  gates_other_than_kind: () => '环节与登记类型不符',
  review_left_out: () => '审核不能免办、缓办',
  gates_open: (open: readonly Gate[]) => `还有环节没有办结：${open.map((gate) => gateNames[gate]).join('、')}`,
  words_missing: () => '要写明理由',
  nothing_missing: () => '要一次性写明缺少的材料',
  pause_running: () => '公告已经在进行，时限已暂停',
  pause_not_running: () => '没有正在进行的公告',
  notice_running: () => '公告还没有结束，不能登簿',
  other_building: () => '所选的户不都在这个小区（楼幢）',
  no_homes: () => '没有选择房屋',
  one_home_only: () => '转移登记每件申请只办一户',
  applicant_of_other_kind: () => '这类登记没有这种申请方式',
  applicant_without_basis: () => '这种申请方式要写明依据',
  already_first_registered: () => '已办理首次登记',
  not_first_registered: () => '尚未首次登记，不能办理转移登记',
  already_transferred: () => '已办理转移登记',
  before_first_registration: () => '日期早于首次登记日期',
  in_another_application: (no: string | null) =>
    no === null ? '这一户已有待办的登记申请' : `这一户已有待办的登记申请（${no}）`,
  home_twice: () => '同一户在这批申请中出现两次',
  held: (hold: string) => hold,
  no_buyer: () => '没有买受人',
  buyer_without_number: () => '买受人没有证件号码',
  shares_not_whole: () => '共有份额相加不等于 100%',
  shares_missing: () => '按份共有要写明每人的份额',
  sole_with_several: () => '单独所有只能有一个权利人',
  co_ownership_missing: () => '没有写明共有方式',
  several_without_kind: () => '有几个权利人，要写明共有方式',
  no_certificate_number: () => '没有给出不动产权证号',
  certificate_number_wrong: () => '不动产权证号不是“晋（2022）某县不动产权第0000001号”的形式',
  certificate_taken: () => '此证号已用于另一户',
  no_application: () => '这一户没有可以办理这一步的登记申请',
  nothing_given: () => '这一行没有可办理的内容',
} as const

export type RefusalCode = keyof typeof words
type Facts<Code extends RefusalCode> = Parameters<(typeof words)[Code]>

/** A refusal with its words. */
export function refusal<Code extends RefusalCode>(code: Code, ...facts: Facts<Code>): Refusal {
  const tell = words[code] as (...given: Facts<Code>) => string // each word takes the facts of its own code
  return { code, words: tell(...facts) }
}
