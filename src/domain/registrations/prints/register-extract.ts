import type { PrintedSheet } from '../../documents/sheet.ts'
import { certificateFields } from './certificate-sheet.ts'
import type { PrintedApplication } from './facts.ts'
import {
  codeOf,
  dayOr,
  formSheet,
  homesTable,
  numberWords,
  open,
  registrationTypes,
  row,
  signedBy,
} from './form-parts.ts'

/** 登记信息摘录 of our own record. It says plainly that the register is kept elsewhere. */
export function registerExtract(application: PrintedApplication): PrintedSheet {
  const { kind, enteredOn, enterer, certificateNo, office, homes, acceptedOn } = application
  return formSheet({
    title: '不动产登记信息摘录',
    number: numberWords(application),
    code: codeOf(application),
    signOff: signedBy(`${office.county}不动产登记窗口`, null),
    pieces: [
      {
        kind: 'grid',
        columns: [20, 80],
        rows: [
          open(
            2,
            '本摘录出自清零行动业务记录，不作为权属证明。不动产登记簿由法定的不动产登记信息系统记载和保管，权属以登记簿为准。',
            2,
          ),
          row(2, [['登记类型', registrationTypes[kind]]]),
          ...(certificateNo === null ? [] : [row(2, [['不动产权证号', certificateNo]])]),
          ...certificateFields(application)
            .filter(([, value]) => value !== '')
            .map(([label, value]) => row(2, [[label, value]])),
          row(2, [['受理、登簿日期', `${dayOr(acceptedOn)}受理，${dayOr(enteredOn)}登簿`]]),
          row(2, [['登簿人', enterer ?? '']]),
        ],
      },
      ...homesTable(homes),
    ],
  })
}
