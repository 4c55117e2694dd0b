import type { PrintedSheet } from '../../documents/sheet.ts'
import type { PrintedApplication } from './facts.ts'
import {
  codeOf,
  coOwnerships,
  dayOr,
  formSheet,
  idKinds,
  numberWords,
  open,
  rightType,
  row,
  squareMetres,
  whereOf,
} from './form-parts.ts'

const columns = [20, 30, 18, 32]

/** What stands on the page of the certificate (不动产权证书), field by field in its order; the paper it is written from. */
export function certificateFields(
  application: PrintedApplication,
): readonly (readonly [label: string, value: string])[] {
  const { coOwnership, homes, estate, landAreaM2 } = application
  const [home] = homes
  return [
    [
      '权利人',
      holders(application)
        .map(({ name }) => name)
        .join('、'),
    ],
    ['共有情况', shares(application) || (coOwnership ? coOwnerships[coOwnership] : '')],
    ['坐落', whereOf(application)],
    ['不动产单元号', spaced(home?.unitCode ?? null)],
    ['权利类型', rightType],
    ['权利性质', `${landRight(estate.nature)}/${estate.nature ?? ''}`],
    ['用途', `城镇住宅用地/${home?.use ?? ''}`],
    [
      '面积',
      [
        landAreaM2 === null ? '' : `共用宗地面积 ${squareMetres(landAreaM2)}`,
        `房屋建筑面积 ${squareMetres(home?.areaM2 ?? null)}`,
      ]
        .filter((part) => part !== '')
        .join('/'),
    ],
    ['使用期限', ''], // no record here tells when the land term ends: it is written by hand from the land right
    ['权利其他状况', otherFacts(application)],
    ['附记', application.remark ?? ''],
  ]
}

/** 缮证数据单: the certificate's fields, its numbers and who entered; with IDs in full, for the desk that writes certificates. */
export function certificateSheet(application: PrintedApplication): PrintedSheet {
  const { certificateNo, certificatePaper, enteredOn, enterer } = application
  return formSheet({
    title: '不动产权证书缮证数据单',
    number: numberWords(application),
    code: codeOf(application),
    pieces: [
      {
        kind: 'grid',
        columns,
        rows: [
          row(4, [['不动产权证号', certificateNo ?? '']]),
          row(4, [['印刷序列号', certificatePaper ?? '']]),
          ...certificateFields(application).map(([label, value]) => row(4, [[label, value]], label === '附记' ? 3 : 1)),
          ...holders(application).map(({ name, idKind, idNumber }) =>
            row(4, [['权利人证件', `${name}　${idKinds[idKind ?? ''] ?? ''}　${idNumber ?? ''}`]]),
          ),
          row(4, [
            ['登簿人', enterer ?? ''],
            ['登簿日期', dayOr(enteredOn)],
          ]),
          open(4, '本单供缮写证书核对使用，不是不动产权证书；登记簿由法定的不动产登记信息系统记载和保管。', 1),
        ],
      },
    ],
  })
}

const holders = ({ parties }: PrintedApplication) => parties.filter(({ role }) => role === 'buyer')

function shares(application: PrintedApplication): string {
  if (application.coOwnership !== 'by_share') return ''
  return `按份共有：${holders(application)
    .map(({ name, share }) => `${name} ${share ?? ''}`)
    .join('、')}`
}

/** A unit code as it is printed: four groups of 6, 6, 7 and 9. */
const spaced = (code: string | null): string => code?.replace(/^(.{6})(.{6})(.{7})(.{9})$/, '$1 $2 $3 $4') ?? ''

/** Land of homes assigned by the state was not bought (权利性质 101 划拨, 102 出让). */
const landRight = (nature: string | null): string =>
  nature === null ? '' : /集资|房改|安置|经济适用|福利|公共租赁|廉租/.test(nature) ? '划拨' : '出让'

function otherFacts({ homes: [home] }: PrintedApplication): string {
  if (!home) return ''
  return [
    home.innerAreaM2 === null
      ? ''
      : `专有建筑面积：${squareMetres(home.innerAreaM2)}，分摊建筑面积：${squareMetres(home.sharedAreaM2)}`,
    `房间号：${home.room}`,
    home.structure === null ? '' : `房屋结构：${home.structure}`,
    home.floorsTotal === null
      ? ''
      : `房屋总层数：${home.floorsTotal} 层${home.floor === null ? '' : `，所在层：第 ${home.floor} 层`}`,
  ]
    .filter((part) => part !== '')
    .join('\n')
}
