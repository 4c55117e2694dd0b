import type { PrintedSheet } from '../documents/sheet.ts'
import { formSheet, paragraph, row, signedBy } from '../registrations/prints/form-parts.ts'
import { dayWords } from '../reports/bulletin-words.ts'
import type { IsoDate } from '../shared/quantities.ts'
import { differencesOf, totalOf, type WaySums } from './closing.ts'
import { yuanOf } from './money.ts'
import { paymentWayNames, paymentWays } from './visits.ts'

/** What the paper of a closing says. */
export type PrintedClosing = {
  id: string
  county: string
  desk: string
  day: IsoDate
  entries: number
  booked: WaySums
  counted: WaySums
  reason: string | null
  counterName: string
  accepterName: string | null
  closedOn: IsoDate | null
  /** First and last receipt number of the day's own run. */
  firstReceipt: string | null
  lastReceipt: string | null
}

/** 窗口日结单: booked against counted by way, the difference with its reason, and both signatures. */
export function closingSheet(closing: PrintedClosing): PrintedSheet {
  const { booked, counted, desk, day, entries, reason, counterName, accepterName, closedOn, county } = closing
  const differences = differencesOf(booked, counted)
  const line = (title: string, sums: readonly number[]) => [title, ...sums.map(yuanOf)]
  return formSheet({
    title: '收费窗口日结单',
    number: closedOn === null ? '（差额待复核，尚未日结）' : '',
    code: closing.id,
    codeWords: '日结编号',
    signOff: signedBy(`${county}收费窗口`, closedOn),
    pieces: [
      {
        kind: 'grid',
        columns: [16, 34, 16, 34],
        rows: [
          row(4, [
            ['窗　　口', desk],
            ['日　　期', dayWords(day)],
          ]),
          row(4, [
            ['收据起号', closing.firstReceipt ?? '—'],
            ['收据止号', closing.lastReceipt ?? '—'],
          ]),
          row(4, [['笔　　数', `${entries} 笔（含冲销）`]]),
        ],
      },
      { ...paragraph('', 0), firstIndent: 0 },
      {
        kind: 'table',
        columns: [
          { title: '方式', width: 25 },
          { title: '账面（元）', width: 25, isNumber: true },
          { title: '清点（元）', width: 25, isNumber: true },
          { title: '差额（元）', width: 25, isNumber: true },
        ],
        rows: [
          ...paymentWays.map((way) => line(paymentWayNames[way], [booked[way], counted[way], differences[way]])),
          line('合计', [totalOf(booked), totalOf(counted), totalOf(differences)]),
        ],
      },
      paragraph(reason === null ? '清点与账面相符。' : `差额原因：${reason}`),
      {
        kind: 'grid',
        columns: [16, 34, 16, 34],
        rows: [
          row(
            4,
            [
              ['清 点 人', `${counterName}\n签名：`],
              ['复 核 人', `${accepterName ?? ''}\n签名：`],
            ],
            3,
          ),
        ],
      },
    ],
  })
}
