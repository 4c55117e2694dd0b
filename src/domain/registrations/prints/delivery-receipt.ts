import type { PrintedSheet } from '../../documents/sheet.ts'
import type { PrintedApplication } from './facts.ts'
import { codeOf, dayOr, formSheet, numberWords, paragraph, row, whereOf } from './form-parts.ts'

const columns = [20, 32, 17, 31]

/** 领证回执: that the certificate was handed to whom and when, to be signed. */
export function deliveryReceipt(application: PrintedApplication): PrintedSheet {
  const { parties, certificateNo, certificatePaper, deliveredOn } = application
  const holders = parties.filter(({ role }) => role === 'buyer')
  const agent = parties.find(({ role }) => role === 'agent')
  return formSheet({
    title: '不动产权证书领取回执',
    number: numberWords(application),
    code: codeOf(application),
    pieces: [
      {
        kind: 'grid',
        columns,
        rows: [
          row(4, [['不动产权证号', certificateNo ?? '']]),
          row(4, [['印刷序列号', certificatePaper ?? '']]),
          row(4, [['坐　　落', whereOf(application)]]),
          row(4, [
            ['权 利 人', holders.map(({ name, idNumber }) => (idNumber ? `${name}（${idNumber}）` : name)).join('、')],
          ]),
          ...(agent
            ? [row(4, [['代 理 人', [agent.name, agent.basis].filter((part) => part !== null).join('，')]])]
            : []),
          row(4, [
            ['证书份数', '1 本'],
            ['领取日期', dayOr(deliveredOn)],
          ]),
          row(4, [['领取方式', '□ 窗口领取　　□ 现场发证　　□ 邮寄送达，单号：']]),
          row(
            4,
            [
              ['领证人签名', ''],
              ['发证人签名', ''],
            ],
            4,
          ),
        ],
      },
      paragraph('领证人已核对证书所载内容，确认无误。'),
    ],
  })
}
