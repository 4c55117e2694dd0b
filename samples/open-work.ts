import type { Obstacle } from '#domain/units/obstacles.ts'
import { drawsFor } from './draws.ts'

/** Homes of one estate that are not transferred for the same reason. */
export type OpenHomes = { estate: string; obstacle: Obstacle; homes: number }

/** What is still to be done about them, by whom, given how many working days ago and for how many. */
export type OpenWork = OpenHomes & {
  title: string
  wanted: string
  office: string
  issuedDaysAgo: number
  workingDays: number
}

type Way = { title: string; wanted: string; office: string }

const ways: Readonly<Record<Obstacle, Way>> = {
  unwilling: { title: '上门查因动员登记', wanted: '走访记录和业主签字意见', office: '不动产登记中心' },
  unreachable: { title: '联系在外业主', wanted: '联系记录，或授权委托书和照片', office: '不动产登记中心' },
  blocked_by_law: { title: '与法院、银行核对限制', wanted: '解除限制的文书，或书面说明', office: '公安局' },
  dues_unpaid: { title: '督促缴清契税和维修资金', wanted: '完税凭证和交存凭证', office: '税务局' },
  inheritance: { title: '协助办理继承材料', wanted: '继承公证书或具结材料', office: '城乡建设综合服务中心' },
  divorce: { title: '核实婚姻和分割情况', wanted: '生效文书或协议', office: '城乡建设综合服务中心' },
  identity_mismatch: { title: '更正购房人身份信息', wanted: '身份核查结果', office: '住房和城乡建设局' },
  vacant: { title: '核实空置未售房屋', wanted: '现场核查记录', office: '住房和城乡建设局' },
  other: { title: '查明未办原因', wanted: '核查记录', office: '住房和城乡建设局' },
}

/** One task for each estate and reason; some are late, some due soon, most in time. The same on every machine. */
export function openWorkOf(countyCode: string, open: readonly OpenHomes[]): OpenWork[] {
  return open.map((homes) => {
    const draws = drawsFor(`${countyCode}/open/${homes.estate}/${homes.obstacle}`)
    const way = ways[homes.obstacle]
    const isLate = draws.chance(0.2)
    const workingDays = draws.between(10, 30)
    return {
      ...homes,
      ...way,
      title: `${homes.estate}：${way.title}`,
      issuedDaysAgo: isLate ? workingDays + draws.between(1, 12) : draws.between(0, workingDays - 1),
      workingDays,
    }
  })
}
