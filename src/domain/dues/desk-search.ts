import { readSearch, type UnitSearch } from '../units/search.ts'

/** What somebody at a cash desk says or shows to find a home. */
export type DeskSearch =
  | { by: 'acceptance'; acceptanceNo: string }
  | { by: 'application'; id: string }
  | { by: 'receipt'; receiptNo: string }
  | { by: 'last_four'; lastFour: string }
  | { by: 'place'; estate: string; room: Extract<UnitSearch, { by: 'room' }> }
  | { by: 'unit' }

const brackets = (text: string) => text.replaceAll(/[([〔]/g, '（').replaceAll(/[)\]〕]/g, '）')

/**
 * Reads what is typed or scanned: the code of a paper, an acceptance or receipt number, the last four of an ID number, an estate
 * with a room (`晨光小区 1-1201`), else what the unit ledger is searched by.
 */
export function readDeskSearch(typed: string): DeskSearch {
  const text = typed.normalize('NFKC').trim()
  const tight = text.replaceAll(/\s/g, '')
  const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.exec(tight)?.[0]
  if (uuid) return { by: 'application', id: uuid.toLowerCase() }
  if (/^受[([〔]/.test(tight)) return { by: 'acceptance', acceptanceNo: brackets(tight) }
  if (/^收[([〔]/.test(tight)) return { by: 'receipt', receiptNo: brackets(tight).replace(/冲$/, '') }
  if (/^\d{3}[\dXx]$/.test(tight)) return { by: 'last_four', lastFour: tight.toUpperCase() }
  const { estate, rest } = placeOf(text.split(/\s+/))
  const room = estate === '' || rest === '' ? null : readSearch(rest)
  return room?.by === 'room' ? { by: 'place', estate, room } : { by: 'unit' }
}

/** The estate goes up to the first word that begins with a figure; what follows is the room. */
function placeOf(said: readonly string[]): { estate: string; rest: string } {
  const at = said.findIndex((word) => /^\d/.test(word))
  if (at < 0) return { estate: '', rest: '' }
  const rest = said.slice(at).join('-')
  return { estate: said.slice(0, at).join(''), rest: rest.replaceAll(/(号楼|幢|栋|单元)-/g, '$1') }
}
