import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import { samplePerson } from '#samples/people.ts'
import { commitImport } from '#server/ledgers/actions.ts'
import { systemActor } from '#server/platform/acts.ts'
import type { MadeHouse } from '../made-house.ts'

/** An estate of a made ledger: its papers as the ledger writes them, its homes, how many first-registered. */
export type MadeEstate = {
  name: string
  papers: readonly [planning: string, fire: string, acceptance: string, civilDefence: string]
  problems: string
  homes: number
  firstRegistered?: number
}

/** The day the made ledgers report of. */
export const reportedOn = '2022-09-30'

const titles = [
  ['小区台账', '', '', '', '', '', '', ''],
  ['填报时间：2022年9月30日', '', '', '', '', '', '', ''],
  ['小区名称', '项目类别', '总套数', '手续情况', '', '', '', '存在问题'],
  ['', '', '', '规划', '消防', '竣工验收', '人防', ''],
]
/** The two-level header: papers under one title, every other column over both of its rows. */
const merges = [
  { startRow: 2, endRow: 2, startCol: 3, endCol: 6 },
  ...[0, 1, 2, 7].map((column) => ({ startRow: 2, endRow: 3, startCol: column, endCol: column })),
]

/** An estate ledger with a unit ledger for it, as a county's clerk keeps them in one workbook. */
export function writeMadeLedger(estates: readonly MadeEstate[]): Promise<Uint8Array> {
  const owner = samplePerson(1)
  const homes = estates.flatMap(({ name, homes: count, firstRegistered = 0 }) =>
    Array.from({ length: count }, (_, at) => [
      name,
      '1#',
      '1',
      String(101 + at),
      90.5,
      owner.name,
      owner.idNumber,
      at < firstRegistered ? '2022-03-01' : '',
    ]),
  )
  return writeXlsx({
    sheets: [
      {
        name: '小区台账',
        merges,
        rows: [
          ...titles,
          ...estates.map(({ name, papers, problems, homes: count }) => [name, '历史遗留', count, ...papers, problems]),
        ],
      },
      {
        name: '分户台账',
        rows: [
          ['小区名称', '楼号', '单元', '房号', '建筑面积', '权利人', '证件号码', '首次登记时间'],
          ...homes,
        ] as string[][],
      },
    ],
  })
}

/** Imports a made ledger, as a county's clerk would. */
export async function importMadeLedger(house: MadeHouse, county: string, estates: readonly MadeEstate[]) {
  const path = join(house.folder, `${county}-台账.xlsx`)
  await writeFile(path, await writeMadeLedger(estates))
  const place = await house.bring(county, [path])
  await commitImport(house, systemActor([county]), place, '导入台账')
}
