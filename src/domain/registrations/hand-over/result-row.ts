import type { CellNotes } from '../../ledgers/cells/cleaning.ts'
import { readDay } from '../../ledgers/cells/dates.ts'
import { readEntrance, readPlace, readRoom } from '../../ledgers/cells/places.ts'
import type { Cell } from '../../ledgers/sheet.ts'
import type { IsoDate } from '../../shared/quantities.ts'
import { normaliseCertificateNumber } from '../../units/codes.ts'
import type { ApplicationKind } from '../states.ts'

/** What a line of a file of results may tell, by the words or the field names its columns may carry. */
const columnForms = {
  messageId: /^(?:报文编号|报文号|BizMsgID)$/i,
  acceptanceNo: /^(?:业务号|受理号|受理编号|YWH|RecFlowID)$/i,
  unitCode: /^(?:不动产单元号|不动产单元代码|单元代码|BDCDYH|EstateNum)$/i,
  estate: /^(?:项目名称|小区名称|小区|项目|XMMC)$/i,
  building: /^(?:自然幢号|楼号|幢号|楼栋|幢|ZRZH)$/i,
  entrance: /^(?:单元|单元号|DYH)$/i,
  room: /^(?:室号部位|房号|室号|房间号|SHBW|FJH)$/i,
  place: /^(?:坐落|房屋坐落|ZL|FDZL)$/i,
  kind: /^(?:登记类型|登记大类|DJLX|DJDL|RegType)$/i,
  recordType: /^(?:报文类型|RecType)$/i,
  certificateNo: /^(?:不动产权证号|不动产权证书号|证号|BDCQZH|CertID)$/i,
  enteredOn: /^(?:登记时间|登簿时间|登簿日期|登记日期|DJSJ)$/i,
  certifiedOn: /^(?:缮证时间|缮证日期|SZSJ)$/i,
  paperNo: /^(?:印刷序列号|证书印刷号|QZYSXLH|YSXLH)$/i,
  result: /^(?:处理结果|登记结果|结果|CLJG|SuccessFlag)$/i,
  why: /^(?:原因|失败原因|不予登记原因|ResponseInfo)$/i,
} as const
type ResultColumn = keyof typeof columnForms
export type ResultColumns = ReadonlyMap<ResultColumn, number>

/** A line of a file of results as it was understood. Null: it does not say, or not so that it can be read. */
export type ResultRow = {
  sheetRow: number
  messageId: string | null
  acceptanceNo: string | null
  unitCode: string | null
  estate: string | null
  building: string | null
  entrance: string | null
  room: string | null
  kind: ApplicationKind | null
  certificateNo: string | null
  enteredOn: IsoDate | null
  certifiedOn: IsoDate | null
  paperNo: string | null
  isRefused: boolean
  why: string | null
}

/** The columns of a header row, or null where it is none: a home and something of its result must be told. */
export function findResultColumns(cells: readonly Cell[]): ResultColumns | null {
  const columns = new Map<ResultColumn, number>()
  for (const [at, cell] of cells.entries()) {
    const labels = typeof cell === 'string' ? namesIn(cell) : []
    for (const [column, form] of Object.entries(columnForms) as [ResultColumn, RegExp][]) // the keys of the literal above
      if (!columns.has(column) && labels.some((label) => form.test(label))) columns.set(column, at)
  }
  const tellsHome = ['unitCode', 'messageId', 'acceptanceNo', 'room', 'place'].some((column) =>
    columns.has(column as ResultColumn),
  )
  return tellsHome && (columns.has('certificateNo') || columns.has('enteredOn')) ? columns : null
}

/** 不动产权证号(BDCQZH) is known by either of its names. */
const namesIn = (cell: string): string[] =>
  cell
    .replaceAll(/[\s*]/g, '')
    .split(/[()（）]/)
    .filter((name) => name !== '')

/** Reads lines of results; `null`: the line is empty. */
export function createResultReader(
  columns: ResultColumns,
): (sheetRow: number, cells: readonly Cell[]) => ResultRow | null {
  const textAt = (cells: readonly Cell[], column: ResultColumn) => textOf(cells[columns.get(column) ?? -1])
  const dayAt = (cells: readonly Cell[], column: ResultColumn) => readDay(cells[columns.get(column) ?? -1], quiet)
  return (sheetRow, cells) => {
    if (cells.every((cell) => textOf(cell) === null)) return null
    const said = textAt(cells, 'place')
    const whole = columns.has('building') && columns.has('room') ? null : readPlace(said, quiet)
    const certificateNo = textAt(cells, 'certificateNo')
    return {
      sheetRow,
      messageId: textAt(cells, 'messageId'),
      acceptanceNo: textAt(cells, 'acceptanceNo')?.replace(/-\d+$/, '') ?? null,
      unitCode: textAt(cells, 'unitCode')?.replaceAll(/\s/g, '').toUpperCase() ?? null,
      estate: textAt(cells, 'estate'),
      building:
        whole?.building ??
        textAt(cells, 'building')?.replace(/^(?:第)?(.*?)(#楼|号楼|#|号|幢|栋|座|楼)?$/, '$1') ??
        null,
      entrance: whole ? whole.entrance : readEntrance(textAt(cells, 'entrance'), quiet),
      room: whole?.room ?? readRoom(textAt(cells, 'room'), quiet),
      kind: kindOf(textAt(cells, 'kind'), textAt(cells, 'recordType')),
      certificateNo: certificateNo === null ? null : normaliseCertificateNumber(certificateNo),
      enteredOn: dayAt(cells, 'enteredOn'),
      certifiedOn: dayAt(cells, 'certifiedOn'),
      paperNo: textAt(cells, 'paperNo'),
      isRefused: /不予|退回|失败|拒|^0$|false/i.test(textAt(cells, 'result') ?? ''),
      why: textAt(cells, 'why'),
    }
  }
}

function kindOf(registration: string | null, record: string | null): ApplicationKind | null {
  if (registration !== null) {
    if (/^200$|转移/.test(registration)) return 'transfer'
    if (/^100$|首次/.test(registration)) return 'first'
  }
  if (record === null) return null
  return record.startsWith('2') ? 'transfer' : record.startsWith('1') ? 'first' : null
}

function textOf(cell: Cell | undefined): string | null {
  if (typeof cell === 'number') return String(cell)
  if (typeof cell !== 'string') return typeof cell === 'object' && cell !== null && 'day' in cell ? cell.day : null
  const text = cell.replace(/^'/, '').trim()
  return text === '' || text === '—' || text === '-' ? null : text
}

/** A home as a line of results names it. */
export const placeTold = ({ estate, building, entrance, room, unitCode, acceptanceNo }: ResultRow): string =>
  [estate, building && `${building}号楼`, entrance && `${entrance}单元`, room].filter((part) => part).join('') ||
  unitCode ||
  acceptanceNo ||
  '未写明房屋'

/** What is doubtful of a line is told by the reconciliation, in words of its own. */
const quiet: CellNotes = {
  column: {
    index: 0,
    column: 'A',
    header: '结果',
    field: 'result',
    reads: 'text',
    factor: 1,
    hidden: false,
  },
  isTyped: false,
  cleaned: () => undefined,
  habit: () => ({ saw: () => undefined }),
  doubt: () => undefined,
}
