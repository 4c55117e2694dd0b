import { type PaperKind, paperCodes, paperKinds } from './paper-kinds.ts'

/** Years a paper is kept, null for ever, and by what. */
export type Retention = { paper: PaperKind; years: number | null; basis: string; isOwn: boolean }

const shipped = '国家档案局《机关文件材料归档范围和文书档案保管期限规定》的三档期限，具体档次待核实'

/** How long a county keeps each paper: as it has set, else as shipped. */
export function retentionsOf(
  own: readonly { paper: PaperKind; years: number | null; basis: string }[],
): readonly Retention[] {
  return paperCodes.map((paper) => {
    const set = own.find((candidate) => candidate.paper === paper)
    return set ? { ...set, isOwn: true } : { paper, years: paperKinds[paper].years, basis: shipped, isOwn: false }
  })
}

/** The first day on which a paper is no longer due to be kept: years count from the first of January after it came in. */
export const keptUntil = (addedOn: string, years: number): string => `${Number(addedOn.slice(0, 4)) + 1 + years}-01-01`

/** The last day of filing whose papers fall due by a day; null where a paper is kept for ever. */
export function filedUntil(dueOn: string, years: number | null): string | null {
  return years === null ? null : `${Number(dueOn.slice(0, 4)) - years - 1}-12-31`
}
