import { parseCertificateNumber } from '../units/codes.ts'

/** How a county's numbers are written: 晋, 方山县. */
export type NumberMarks = { provinceMark: string; placeName: string }

const serial = (no: number) => String(no).padStart(7, '0')

/** 晋（2022）方山县不动产权第0000001号: yearly, per county (to be verified with the registry). */
export const certificateNumber = ({ provinceMark, placeName }: NumberMarks, year: number, no: number): string =>
  `${provinceMark}（${year}）${placeName}不动产权第${serial(no)}号`

/** 受（2022）方山县第0000001号 */
export const acceptanceNumber = ({ placeName }: Pick<NumberMarks, 'placeName'>, year: number, no: number): string =>
  `受（${year}）${placeName}第${serial(no)}号`

/** The number within its yearly run a certificate of these marks carries; `null`: it is of another run. */
export function numberInRun(written: string, marks: NumberMarks, year: number): number | null {
  const parts = parseCertificateNumber(written)
  if (!parts || parts.isProof || parts.year !== year) return null
  return parts.province === marks.provinceMark && parts.place === marks.placeName ? Number(parts.serial) : null
}
