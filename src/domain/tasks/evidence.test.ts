import { expect, test } from 'vitest'
import { evidenceKind } from './evidence.ts'

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
const kindOf = (name: string, hex: string) => evidenceKind({ name, bytes: hex.length / 2, head: bytesOf(hex) })

test.each([
  ['意见书.PDF', '255044462d312e37', 'application/pdf'],
  ['照片.jpg', 'ffd8ffe000104a46', 'image/jpeg'],
  ['图.png', '89504e470d0a1a0a', 'image/png'],
  ['文件.ofd', '504b030414000000', 'application/ofd'],
  ['图.webp', '524946461234567857454250', 'image/webp'],
  ['表.xls', 'd0cf11e0a1b11ae1', 'application/vnd.ms-excel'],
  ['说明.txt', 'e5b7b20d0a', 'text/plain'],
])('%s is what its name says', (name, hex, media) => {
  expect(kindOf(name, hex)).toEqual({ media })
})

test.each([
  ['空.pdf', '', 'empty_file'],
  ['程序.exe', '4d5a', 'unknown_kind'],
  ['无名', '25504446', 'unknown_kind'],
  ['假.pdf', '4d5a9000', 'other_content'],
  ['假.docx', '25504446', 'other_content'],
  ['短.png', '8950', 'other_content'],
  ['假.txt', '00010203', 'other_content'],
])('%s proves nothing', (name, hex, refusal) => {
  expect(kindOf(name, hex)).toEqual({ refusal })
})
