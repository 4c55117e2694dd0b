import type { PrintedSheet } from '../../documents/sheet.ts'
import type { BatchAct } from '../batches.ts'
import type { PrintedBatch } from './facts.ts'
import { dayOr, formSheet, paragraph, signedBy } from './form-parts.ts'

const states = { ready: '待办', refused: '未办', done: '已办' } as const

const actNames: Record<BatchAct, string> = {
  submit: '提交申请',
  accept: '受理',
  reject: '不予受理',
  call_for_correction: '通知补正',
  correct: '补正完毕',
  pass_papers: '材料审查',
  pass_tax: '税费',
  pass_fund: '维修资金',
  pass_inspection: '实地查看',
  pass_notice: '公告',
  pass_review: '审核',
  refuse: '不予登记',
  withdraw: '撤回',
  enter: '登簿',
  certify: '缮证',
}

/** 批次清单: every home of a batch with its result, none left out. */
export function batchList({ id, office, name, act, maker, madeOn, finishedOn, items }: PrintedBatch): PrintedSheet {
  const count = (state: keyof typeof states) => items.filter((item) => item.state === state).length
  return formSheet({
    title: '不动产登记批次清单',
    code: id,
    codeWords: '扫码查批次',
    signOff: signedBy(`${office.county}不动产登记窗口`, finishedOn),
    pieces: [
      paragraph(
        `批次“${name}”，事项：${actNames[act]}，${dayOr(madeOn)}由${maker}建立。共 ${items.length} 套，已办 ${count('done')} 套，未办 ${count('refused')} 套，待办 ${count('ready')} 套。`,
        1,
      ),
      {
        kind: 'table',
        columns: [
          { title: '序号', width: 7, isNumber: true },
          { title: '房屋', width: 31 },
          { title: '受理编号', width: 22 },
          { title: '结果', width: 9 },
          { title: '证号或原因', width: 31 },
        ],
        rows: items.map(({ place, acceptanceNo, certificateNo, state, words }, at) => [
          String(at + 1),
          place,
          acceptanceNo ?? '—',
          states[state],
          words ?? certificateNo ?? '',
        ]),
      },
    ],
  })
}
