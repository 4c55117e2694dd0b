import type { PrintedSheet } from '../../documents/sheet.ts'
import type { PrintedApplication } from './facts.ts'
import { band, codeOf, dayOr, formSheet, idKinds, numberWords, registrationTypes, row, whereOf } from './form-parts.ts'

const columns = [14, 36, 14, 36]

/** What is asked before acceptance; the answer is written or ticked by hand. Source: 不动产登记操作规范（试行） on 询问, to be verified. */
const questions: Readonly<Record<PrintedApplication['kind'], readonly string[]>> = {
  first: [
    '申请登记的房屋是否已经竣工，与规划核实的范围一致？',
    '房屋是否存在权属争议，是否被查封或者抵押？',
    '小区内道路、绿地、公共用房是否属于业主共有，是否一并申请登记？',
    '申请材料是否真实，是否知道提供虚假材料的后果？',
  ],
  transfer: [
    '申请登记是否是各方的真实意思？',
    '申请登记的房屋是共有还是单独所有？共有的，是共同共有还是按份共有？',
    '房屋是否存在异议、查封、抵押或者其他权利限制？',
    '购房款是否付清，税费和维修资金是否按规定缴纳？',
    '申请材料是否真实，是否知道提供虚假材料的后果？',
  ],
}

/** 询问记录: the questions the law asks before acceptance, with room for the answers and for all signatures. */
export function interviewRecord(application: PrintedApplication): PrintedSheet {
  const { kind, parties, organisation } = application
  const asked = parties.filter(({ role }) => role !== 'seller')
  return formSheet({
    title: '不动产登记询问记录',
    number: numberWords(application),
    code: codeOf(application),
    pieces: [
      {
        kind: 'grid',
        columns,
        rows: [
          row(4, [
            ['登记类型', registrationTypes[kind]],
            ['询问日期', dayOr(null)],
          ]),
          row(4, [['坐　　落', whereOf(application)]]),
          ...(organisation ? [row(4, [['申请单位', organisation.name]])] : []),
          ...asked.map(({ role, name, idKind, idNumber }) =>
            row(4, [
              [role === 'agent' ? '代 理 人' : '申 请 人', name],
              [idKinds[idKind ?? ''] ?? '证件号码', idNumber ?? ''],
            ]),
          ),
          band(4, '询问内容'),
          ...questions[kind].map((question, at) => row(4, [[`问 ${at + 1}`, `${question}\n答：`]], 2)),
          row(
            4,
            [
              ['被询问人', '以上记录与本人所述一致。\n签名：'],
              ['询 问 人', '\n签名：'],
            ],
            3,
          ),
        ],
      },
    ],
  })
}
