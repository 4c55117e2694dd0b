/** What a clerk means by what he types into the one search box. Each kind is looked up by an index of its own. */
export type UnitSearch =
  | { by: 'certificate'; certificateNo: string }
  | { by: 'certificate_tail'; digits: string }
  | { by: 'unit_code'; unitCode: string }
  | { by: 'id'; idNumber: string }
  | { by: 'phone'; phone: string }
  | { by: 'room'; building: string | null; entrance: string | null; room: string }
  | { by: 'name'; name: string }

/** Reads a search: certificate, unit code, ID or phone number, room (`302`, `2-301`, `3-2-301`), else an owner's name. */
export function readSearch(typed: string): UnitSearch {
  const text = typed.normalize('NFKC').replaceAll(/\s/g, '')
  const upper = text.toUpperCase()
  if (text.includes('不动产权'))
    return { by: 'certificate', certificateNo: text.replace(/[([〔]/, '（').replace(/[)\]〕]/, '）') }
  if (/^\d{12}[A-Z]{2}\d{5}[A-Z]\d{8}$/.test(upper)) return { by: 'unit_code', unitCode: upper }
  if (/^(\d{17}[\dX]|\d{15}|[0-9A-HJ-NP-RT-UWXY]{18})$/.test(upper)) return { by: 'id', idNumber: upper }
  if (/^1\d{10}$/.test(text)) return { by: 'phone', phone: text }
  if (/^\d{7}$/.test(text)) return { by: 'certificate_tail', digits: text }
  const room = /^(?:(.+?)(?:号楼|幢|栋|#|-))?(?:(\d+)(?:单元|-))?(-?[A-Z]?\d{1,5})室?$/.exec(upper)
  if (room?.[3]) return { by: 'room', building: room[1] ?? null, entrance: room[2] ?? null, room: room[3] }
  return { by: 'name', name: text }
}
