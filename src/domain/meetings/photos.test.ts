import { describe, expect, test } from 'vitest'
import { photoKind, withoutLocation } from './photos.ts'

const bytesOf = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)))
const textOf = (bytes: Uint8Array) => String.fromCharCode(...bytes)
const big16 = (n: number) => [n >> 8, n & 255]
const big32 = (n: number) => [...big16(n >>> 16), ...big16(n & 0xffff)]
const little32 = (n: number) => big32(n).reverse()

/** EXIF with an orientation and a place whose latitude lies behind the directories. */
function exif(): number[] {
  const entry = (tag: number, type: number, n: number, value: number[]) => [
    ...big16(tag),
    ...big16(type),
    ...big32(n),
    ...value,
  ]
  const latitude = 8 + 2 + 24 + 4 + 2 + 12 + 4
  return [
    ...bytesOf('MM', big16(42), big32(8)),
    ...big16(2),
    ...entry(0x0112, 3, 1, [...big16(6), 0, 0]),
    ...entry(0x8825, 4, 1, big32(8 + 2 + 24 + 4)),
    ...big32(0),
    ...big16(1),
    ...entry(2, 5, 3, big32(latitude)),
    ...big32(0),
    ...bytesOf('LATITUDE37N261530NOW....'),
  ]
}
const segment = (marker: number, ...content: (string | number[])[]) => {
  const inside = bytesOf(...content)
  return [0xff, marker, ...big16(inside.length + 2), ...inside]
}
const chunk = (name: string, content: string) => [...big32(content.length), ...bytesOf(name, content), 0, 0, 0, 0]
const webpChunk = (name: string, content: (string | number[])[]) => {
  const inside = bytesOf(...content)
  return [...bytesOf(name), ...little32(inside.length), ...inside, ...(inside.length % 2 ? [0] : [])]
}

describe('a photo is told by its bytes', () => {
  test.each<[string, Uint8Array, string | null]>([
    ['jpeg', bytesOf([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    ['png', bytesOf([0x89], 'PNG\r\n'), 'image/png'],
    ['webp', bytesOf('RIFF', [0, 0, 0, 0], 'WEBPVP8 '), 'image/webp'],
    ['heic', bytesOf([0, 0, 0, 24], 'ftypheic'), 'image/heic'],
    ['a film', bytesOf([0, 0, 0, 24], 'ftypisom'), null],
    ['a page', bytesOf('<html>'), null],
    ['a program', bytesOf('MZ'), null],
    ['nothing', bytesOf(), null],
  ])('%s', (_, bytes, kind) => {
    expect(photoKind(bytes)).toBe(kind)
  })
})

describe('where it was taken is not kept', () => {
  test('of a jpeg; how it is turned stays', () => {
    const photo = bytesOf(
      [0xff, 0xd8],
      segment(0xe0, 'JFIF'),
      segment(0xe1, 'Exif\0\0', exif()),
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0 exif:GPSLatitude'),
      segment(0xe2, 'ICC_PROFILE\0 colours'),
      segment(0xed, 'Photoshop 3.0 place'),
      segment(0xdb, 'table'),
      [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9],
    )
    const kept = withoutLocation(photo, 'image/jpeg')
    expect(textOf(photo)).toContain('LATITUDE37N')
    expect(textOf(kept)).not.toMatch(/LATITUDE|GPSLatitude|place/)
    expect(textOf(kept)).toMatch(/JFIF.*Exif.*ICC_PROFILE.*table/s)
    expect(textOf(kept)).toContain(textOf(bytesOf(big16(0x0112), big16(3), big32(1), big16(6))))
    expect(kept.slice(-7)).toEqual(photo.slice(-7))
  })

  test('of a png', () => {
    const photo = bytesOf(
      [0x89],
      'PNG\r\n\x1a\n',
      chunk('IHDR', 'size'),
      chunk('eXIf', 'GPS'),
      chunk('iTXt', 'XML:com.adobe.xmp GPS'),
      chunk('IDAT', 'picture'),
      chunk('IEND', ''),
    )
    const kept = textOf(withoutLocation(photo, 'image/png'))
    expect(kept).not.toContain('GPS')
    expect(kept).toMatch(/IHDRsize.*IDATpicture.*IEND/s)
  })

  test('of a webp; its header says so', () => {
    const inside = [
      ...webpChunk('VP8X', [[0x1c, 0, 0, 0, 1, 0, 0, 1, 0, 0]]),
      ...webpChunk('VP8 ', ['picture']),
      ...webpChunk('EXIF', ['GPS']),
      ...webpChunk('XMP ', ['GPS']),
    ]
    const photo = bytesOf('RIFF', little32(inside.length + 4), 'WEBP', inside)
    const kept = withoutLocation(photo, 'image/webp')
    expect(textOf(kept)).not.toContain('GPS')
    expect(textOf(kept)).toContain('picture')
    expect(kept[20]).toBe(0x10)
    expect([...kept.slice(4, 8)]).toEqual(little32(kept.length - 8))
    expect(photo[20]).toBe(0x1c)
  })

  test('of a heic, in which nothing moves', () => {
    const photo = bytesOf(
      [0, 0, 0, 24],
      'ftypheic',
      'meta',
      'Exif\0\0',
      exif(),
      '<x:xmpmeta GPSLatitude></x:xmpmeta>',
      'mdat',
    )
    const kept = withoutLocation(photo, 'image/heic')
    expect(kept).toHaveLength(photo.length)
    expect(textOf(kept)).not.toMatch(/LATITUDE|GPSLatitude/)
    expect(textOf(kept).slice(-4)).toBe('mdat')
  })

  test('of one that is broken off, nothing fails', () => {
    const whole = bytesOf([0xff, 0xd8], segment(0xe1, 'Exif\0\0', exif()))
    for (let end = 4; end < whole.length; end++)
      expect(withoutLocation(whole.slice(0, end), 'image/jpeg').length).toBeLessThanOrEqual(end)
  })
})
