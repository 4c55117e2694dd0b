import type { PrintedSheet } from '../../documents/sheet.ts'
import type { IsoDate } from '../../shared/quantities.ts'
import { dayOr, formSheet, open, row } from './form-parts.ts'

/** Who authorises whom for what, about which home. */
export type PrintedAuthorisation = {
  id: string
  owner: { name: string; idNumber: string; phone: string | null }
  agent: { name: string; idNumber: string; phone: string }
  place: string
  purposes: readonly string[]
  validUntil: IsoDate
}

const columns = [18, 34, 18, 30]
const wide = columns.length

/** 授权委托书: filled in but for the signatures and their day, as it is held into the camera. */
export function authorisationForm({
  id,
  owner,
  agent,
  place,
  purposes,
  validUntil,
}: PrintedAuthorisation): PrintedSheet {
  return formSheet({
    title: '授权委托书',
    code: id,
    codeWords: '委托编号',
    pieces: [
      {
        kind: 'grid',
        columns,
        rows: [
          row(wide, [
            ['委 托 人', owner.name],
            ['联系电话', owner.phone ?? ''],
          ]),
          row(wide, [['身份证号', owner.idNumber]]),
          row(wide, [
            ['代 办 人', agent.name],
            ['联系电话', agent.phone],
          ]),
          row(wide, [['身份证号', agent.idNumber]]),
          row(wide, [['房屋坐落', place]], 2),
          row(wide, [['委托事项', purposes.map((words, at) => `${at + 1}. ${words}`).join('\n')]], purposes.length),
          row(wide, [['有 效 期', `自签字之日起至 ${dayOr(validUntil)}止`]]),
          open(
            wide,
            '委托人声明：以上委托是本人真实意思。代办人在委托事项和有效期内办理的手续，本人承认。本人可以随时撤销委托。',
            2,
          ),
          row(
            wide,
            [
              ['委 托 人', '\n签名：\n　　年　　月　　日'],
              ['代 办 人', '\n签名：\n　　年　　月　　日'],
            ],
            4,
          ),
        ],
      },
    ],
  })
}
