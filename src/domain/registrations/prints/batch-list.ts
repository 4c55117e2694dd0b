import type { Sheet } from '../../documents/sheet.ts'
import type { PrintedBatch } from './facts.ts'
import { dayOr, formSheet, paragraph, signedBy } from './form-parts.ts'

const states = { ready: '待办', refused: '未办', done: '已办' } as const

/** 批次清单: every home of a batch with its result, none left out. */
export function batchList({ id, office, name, act, maker, madeOn, finishedOn, items }: PrintedBatch): Sheet {
  const count = (state: keyof typeof states) => items.filter((item) => item.state === state).length
  return formSheet({
    title: '不动产登记批次清单',
    code: id,
    codeWords: '扫码查批次',
    signOff: signedBy(`${office.county}不动产登记窗口`, finishedOn),
    pieces: [
      paragraph(
        `批次“${name}”，事项：${act}，${dayOr(madeOn)}由${maker}建立。共 ${items.length} 套，已办 ${count('done')} 套，未办 ${count('refused')} 套，待办 ${count('ready')} 套。`,
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
