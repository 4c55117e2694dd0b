/** A line of a carrier's list: which certificate went under which number; what cannot be read says so. */
export type CarrierLine = { line: number; text: string; certificateNo: string | null; trackingNo: string | null }

/**
 * Reads what is pasted from a carrier's list: on each line a certificate number and a tracking number, in either order,
 * parted by a tab, comma or blanks. Headings and empty lines are left out; a line with only one of the two is kept, so
 * that it can be put right.
 */
export function readCarrierList(pasted: string): CarrierLine[] {
  return pasted
    .normalize('NFKC')
    .split(/\r?\n/)
    .map((text, at) => readLine(text.trim(), at + 1))
    .filter(({ text, certificateNo, trackingNo }) => text !== '' && (certificateNo ?? trackingNo) !== null)
}

function readLine(text: string, line: number): CarrierLine {
  const certificate = /\S*\(\d{4}\)\S*?第\s*\d+\s*号/.exec(text)?.[0] ?? null
  const rest = certificate === null ? text : text.replace(certificate, ' ')
  const tracking = rest.split(/[\s,;、|]+/).find((part) => /^(?=.*\d{5})[0-9A-Za-z-]{6,40}$/.test(part)) ?? null
  return {
    line,
    text,
    certificateNo: certificate && tidyCertificate(certificate),
    trackingNo: tracking?.toUpperCase() ?? null,
  }
}

/** A certificate number as the records write it: full-width brackets, no blanks. */
const tidyCertificate = (number: string): string => number.replaceAll(/\s/g, '').replace('(', '（').replace(')', '）')
