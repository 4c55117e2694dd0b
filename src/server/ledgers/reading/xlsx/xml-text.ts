const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Text of an XML fragment with its entities resolved. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return named[String(name).toLowerCase()] ?? whole
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}

/** Text of a cell: entities and the `_x000D_` writing of control characters (ECMA-376, ST_Xstring) resolved. */
export function decodeCellText(text: string): string {
  const plain = decodeEntities(text)
  if (!plain.includes('_x')) return plain
  return plain.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** The text of a shared or inline string: all runs joined, phonetic guides left out. */
export function richText(xml: string): string {
  const visible = xml.includes('rPh') ? xml.replace(/<(?:[\w.-]+:)?rPh[\s>][\s\S]*?<\/(?:[\w.-]+:)?rPh>/g, '') : xml
  let text = ''
  for (const run of visible.matchAll(/<(?:[\w.-]+:)?t(?:\s[^>]*)?>([^<]*)<\//g)) text += run[1]
  return decodeCellText(text)
}

/** An attribute of a start tag, by local name. */
export function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  return found ? decodeEntities(found[1] ?? found[2] ?? '') : undefined
}

/** Start tags of one element in a small XML part, whatever its namespace prefix. */
export function startTags(xml: string, element: string): string[] {
  return xml.match(new RegExp(`<(?:[\\w.-]+:)?${element}(?=[\\s/>])[^>]*>`, 'g')) ?? []
}
