import { Pack, type PackFault } from './packs.ts'
import { pathText, readShape, type ShapeFault } from './shape-faults.ts'

/** Reads a pack from what a file or an editor holds; of a wrong shape it says every fault with its rule and path. */
export function readPack(content: unknown, name: string): { pack: Pack } | { faults: PackFault[] } {
  const read = readShape(Pack, content)
  if ('value' in read) return { pack: read.value }
  const pack = idOf(content) ?? name
  return { faults: read.faults.map((fault) => packFault(fault, content, pack)) }
}

function packFault({ path, message }: ShapeFault, content: unknown, pack: string): PackFault {
  const [list, place, ...within] = path
  const rule = list === 'rules' && typeof place === 'number' ? idOf(itemAt(content, place)) : null
  return { pack, rule, path: pathText(rule === null ? path : within), code: 'bad_shape', message }
}

function itemAt(content: unknown, place: number): unknown {
  const rules = typeof content === 'object' && content !== null && 'rules' in content ? content.rules : null
  return Array.isArray(rules) ? rules[place] : null
}

function idOf(content: unknown): string | null {
  const id = typeof content === 'object' && content !== null && 'id' in content ? content.id : null
  return typeof id === 'string' ? id : null
}
