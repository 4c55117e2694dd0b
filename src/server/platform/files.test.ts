import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { bytesOfKept, type Files, keepBytes, openFiles } from './files.ts'
import { clearSize, headBytes, sealedPlace, sealedSize, segmentBytes } from './sealed-bytes.ts'

const folder = mkdtempSync(join(tmpdir(), 'qingling-files-'))
const key = randomBytes(32)
let files: Files
let place: string
let no = 0
beforeEach(() => {
  no += 1
  place = join(folder, String(no))
  files = openFiles(place, key)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lying = (sha256: Buffer) => join(place, 'files', sha256.toString('hex'))
const someBytes = (size: number) => Buffer.alloc(size, 'qingling ')

test.each([0, 1, segmentBytes - 1, segmentBytes, segmentBytes + 1, 2 * segmentBytes + 500])(
  'a file of %i bytes comes back as it was, under its own hash, and nobody reads it on disk',
  async (size) => {
    const bytes = someBytes(size)

    const kept = await keepBytes(files, bytes)

    expect(kept).toEqual({ sha256: createHash('sha256').update(bytes).digest(), bytes: size })
    expect((await bytesOfKept(files, kept.sha256)).equals(bytes)).toBe(true)
    const sealed = readFileSync(lying(kept.sha256))
    expect([sealed.length, clearSize(sealed.length)]).toEqual([sealedSize(size), size])
    expect(sealed.includes('qingling qingling')).toBe(false)
    expect(readdirSync(files.passing)).toEqual([])
  },
)

test.each([
  [0, 1],
  [segmentBytes - 3, segmentBytes + 3],
  [segmentBytes, 2 * segmentBytes],
  [2 * segmentBytes + 10, 2 * segmentBytes + 500],
  [5, 5],
])('the part from %i until %i is read without the rest', async (from, until) => {
  const bytes = randomBytes(2 * segmentBytes + 500)
  const { sha256 } = await keepBytes(files, bytes)

  const part = await buffer(await files.open(sha256, { from, until }))

  expect(part.equals(bytes.subarray(from, until))).toBe(true)
})

test('the same bytes are kept once', async () => {
  await keepBytes(files, Buffer.from('一份材料'))
  await keepBytes(files, Buffer.from('一份材料'))

  expect(readdirSync(join(place, 'files'))).toHaveLength(1)
})

const spoilt = {
  'a byte changed': (sealed: Buffer) => {
    sealed.writeUInt8(sealed.readUInt8(headBytes + 40) ^ 1, headBytes + 40)
    return sealed
  },
  'cut off after a whole segment': (sealed: Buffer) => sealed.subarray(0, sealedPlace(2)),
  'two segments changed places': (sealed: Buffer) =>
    Buffer.concat([
      sealed.subarray(0, headBytes),
      sealed.subarray(sealedPlace(1), sealedPlace(2)),
      sealed.subarray(sealedPlace(0), sealedPlace(1)),
      sealed.subarray(sealedPlace(2)),
    ]),
}

test.each(Object.entries(spoilt))('a file on disk with %s is refused, not given', async (_, spoil) => {
  const { sha256 } = await keepBytes(files, randomBytes(2 * segmentBytes + 500))
  writeFileSync(lying(sha256), spoil(readFileSync(lying(sha256))))

  await expect(bytesOfKept(files, sha256)).rejects.toThrow()
})

test('a segment of another file is refused in its place', async () => {
  const [one, other] = [await keepBytes(files, randomBytes(50)), await keepBytes(files, randomBytes(50))]
  const sealed = readFileSync(lying(one.sha256))
  readFileSync(lying(other.sha256)).copy(sealed, headBytes, headBytes)
  writeFileSync(lying(one.sha256), sealed)

  await expect(bytesOfKept(files, one.sha256)).rejects.toThrow()
})

test('a file sealed as a whole, as older ones are, is still read', async () => {
  const bytes = Buffer.from('早先保存的材料'.repeat(100))
  const sha256 = createHash('sha256').update(bytes).digest()
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const sealed = Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  writeFileSync(lying(sha256), sealed)

  expect((await bytesOfKept(files, sha256)).equals(bytes)).toBe(true)
  expect((await buffer(await files.open(sha256, { from: 3, until: 9 }))).toString()).toBe('先保')

  writeFileSync(lying(sha256), sealed.fill(0, 20, 21))
  await expect(bytesOfKept(files, sha256)).rejects.toThrow()
})

test('what was kept again meanwhile is not removed', async () => {
  const bytes = Buffer.from('一份材料')
  const { sha256 } = await keepBytes(files, bytes)
  const earlier = new Date(Date.now() - 1000)
  await keepBytes(files, bytes)

  expect(await files.remove(sha256, earlier)).toBe(false)
  expect((await bytesOfKept(files, sha256)).equals(bytes)).toBe(true)

  expect(await files.remove(sha256, new Date(Date.now() + 1000))).toBe(true)
  expect(await files.has(sha256)).toBe(false)
})

test('a file that is not there is told before anything is answered', async () => {
  await expect(files.open(randomBytes(32))).rejects.toThrow('not where it was kept')
})
