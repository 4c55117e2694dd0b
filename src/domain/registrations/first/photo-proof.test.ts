import { expect, test } from 'vitest'
import { proofOf } from './photo-proof.ts'

/** A JPEG's first segment with an EXIF block of a time and a place, laid out by hand. */
function madePhoto(isLittle: boolean): Uint8Array {
  const tiff = new Uint8Array(200)
  const view = new DataView(tiff.buffer)
  const entry = (at: number, tag: number, type: number, n: number, value: number) => {
    view.setUint16(at, tag, isLittle)
    view.setUint16(at + 2, type, isLittle)
    view.setUint32(at + 4, n, isLittle)
    view.setUint32(at + 8, value, isLittle)
  }
  tiff.set([...(isLittle ? 'II' : 'MM')].map((letter) => letter.charCodeAt(0)))
  view.setUint32(4, 8, isLittle)
  view.setUint16(8, 2, isLittle)
  entry(10, 0x8769, 4, 1, 40)
  entry(22, 0x8825, 4, 1, 60)
  view.setUint16(40, 1, isLittle)
  entry(42, 0x9003, 2, 20, 120)
  view.setUint16(60, 4, isLittle)
  entry(62, 1, 2, 2, 0)
  tiff[70] = 'N'.charCodeAt(0)
  entry(74, 2, 5, 3, 140)
  entry(86, 3, 2, 2, 0)
  tiff[94] = 'E'.charCodeAt(0)
  entry(98, 4, 5, 3, 164)
  tiff.set(
    [...'2022:11:03 09:30:00'].map((letter) => letter.charCodeAt(0)),
    120,
  )
  const numbers = [37, 1, 15, 1, 36, 1, 111, 1, 47, 1, 24, 1]
  numbers.forEach((n, place) => void view.setUint32(140 + place * 4, n, isLittle))
  return new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0, 208, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff])
}

test.each([true, false])('a photo tells when and where it was taken, little endian: %s', (isLittle) => {
  expect(proofOf(madePhoto(isLittle))).toEqual({ takenAt: '2022-11-03 09:30', latitude: 37.26, longitude: 111.79 })
})

test('a photo that says nothing, or whose block is cut anywhere, tells nothing and breaks nothing', () => {
  const nothing = { takenAt: null, latitude: null, longitude: null }
  const whole = madePhoto(true)

  expect(proofOf(new Uint8Array([0xff, 0xd8, 0xff, 0xda]))).toEqual(nothing)
  for (let end = 0; end < 60; end++) expect(proofOf(whole.subarray(0, end))).toEqual(nothing)
  for (let end = 60; end < whole.length; end++) expect(() => proofOf(whole.subarray(0, end))).not.toThrow()
})
