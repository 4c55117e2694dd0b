import { rmSync, truncateSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashOf, type MadeArchive, madePdf, makeArchive, segment } from '../../../test/archives/made-archive.ts'
import { fenyang, jiaokou } from '../../../test/made-house.ts'
import { cleanUp } from './clean-up.ts'
import { findFileFlaws } from './file-flaws.ts'
import { finishUpload } from './finishing.ts'
import { openReceiving } from './receiving.ts'

let archive: MadeArchive
beforeAll(async () => {
  archive = await makeArchive()
})
afterAll(() => archive.house.drop())

const clerk = 'fenyang-clerk'
const flaws = () =>
  findFileFlaws({ owner: archive.owner, files: archive.house.files }, { counties: [fenyang], reads: true })
const shiftedNow = (hours: number) => new Date(Date.now() + hours * 3600_000)

describe('an upload', () => {
  test('comes in parts and comes out as it was', async () => {
    const whole = madePdf(2 * segment + 700)

    const answer = await archive.upload(clerk, '规划许可证.pdf', whole)

    expect(answer.statusCode).toBe(200)
    const content = await archive.content(clerk, answer.json().fileId)
    expect(content.rawPayload.equals(whole)).toBe(true)
    expect(content.headers['content-disposition']).toContain(encodeURIComponent('规划许可证.pdf'))
    expect(archive.passingNames()).toEqual([])
    expect(await flaws()).toEqual([])
  })

  test('a part of a file is read without the rest', async () => {
    const whole = madePdf(segment + 700, '分段')
    const file = await archive.filed(clerk, '分段.pdf', whole)

    const part = await archive.content(clerk, file, 'shown', { range: `bytes=${segment - 5}-${segment + 4}` })

    expect([part.statusCode, part.headers['content-range']]).toEqual([
      206,
      `bytes ${segment - 5}-${segment + 4}/${whole.length}`,
    ])
    expect(part.rawPayload.equals(whole.subarray(segment - 5, segment + 5))).toBe(true)
  })

  test('the same bytes are kept once, whatever they are filed as, and filed once of a kind', async () => {
    const whole = madePdf(300, '同一份')
    const one = await archive.filed(clerk, '甲.pdf', whole)
    const kept = archive.keptNames().length

    const again = await archive.filed(clerk, '乙.pdf', whole)
    const other = await archive.filed(clerk, '甲.pdf', whole, { paper: 'fire' })

    expect(again).toBe(one)
    expect(other).not.toBe(one)
    expect(archive.keptNames()).toHaveLength(kept)
  })

  test('many begin at once, each with its result', async () => {
    const files = [
      { paper: 'fire', name: '消防.pdf', bytes: 10 },
      { paper: 'fire', name: '空的.pdf', bytes: 0 },
      { paper: 'fire', name: '太大.pdf', bytes: 5 * 1024 ** 4 },
    ]

    const { results } = (await archive.begin(clerk, files)).json()

    expect(results.map((result: { refusal: { code: string } | null }) => result.refusal?.code ?? 'begun')).toEqual([
      'begun',
      'empty_file',
      'file_too_large',
    ])
    expect(results[1].refusal.words).toBe('“空的.pdf”是空文件')
  })

  test('begun again under the id its sender gave goes on; nobody else gets at it by that id', async () => {
    const file = { id: '01a20000-0000-7000-8000-00000000a8a8', paper: 'fire', name: '走访.pdf', bytes: 77 }

    const [once] = (await archive.begin(clerk, [file])).json().results
    const [again, twice] = (await archive.begin(clerk, [file, file])).json().results
    const [other] = (await archive.begin('second-clerk', [file])).json().results

    expect([once.upload.id, again.upload]).toEqual([file.id, once.upload])
    expect([twice.refusal.code, other.refusal.code]).toEqual(['upload_id_taken', 'upload_id_taken'])
  })

  test('is known to nobody but whoever began it', async () => {
    const { id } = await archive.beginOne(clerk, '我的.pdf', 100)
    const url = `${archive.base}/archive-uploads/${id}`

    for (const stranger of ['second-clerk', 'jiaokou-clerk', 'leader'])
      expect((await archive.send(stranger, 'GET', url)).statusCode).toBe(404)
    expect((await archive.putPart('second-clerk', id, madePdf(100), 0, 100)).statusCode).toBe(404)
    expect((await archive.send('second-clerk', 'DELETE', url)).statusCode).toBe(404)
    expect((await archive.send(clerk, 'GET', url)).json()).toMatchObject({ received: 0, state: 'receiving' })
    const mine = (await archive.send(clerk, 'GET', `${archive.base}/archive-uploads`)).json().rows
    expect(mine.map((upload: { id: string }) => upload.id)).toContain(id)
    expect((await archive.send('second-clerk', 'GET', `${archive.base}/archive-uploads`)).json().rows).toEqual([])
  })

  test('is for what is there: an estate of another county is none', async () => {
    const elsewhere = { kind: 'estate', id: archive.ids.云岭小区 }

    expect((await archive.begin(clerk, [{ paper: 'fire', name: 'a.pdf', bytes: 5 }], elsewhere)).statusCode).toBe(404)
    expect(
      (await archive.begin(clerk, [{ paper: 'fire', name: 'a.pdf', bytes: 5 }], archive.estate, jiaokou)).statusCode,
    ).toBe(404)
  })

  test('is not for readers: a leader files nothing', async () => {
    expect((await archive.begin('leader', [{ paper: 'fire', name: 'a.pdf', bytes: 5 }])).statusCode).toBe(404)
  })

  test('given up, it takes no more and leaves nothing', async () => {
    const whole = madePdf(segment + 9)
    const { id } = await archive.beginOne(clerk, '放弃.pdf', whole.length)
    await archive.putPart(clerk, id, whole, 0, segment)

    const gone = await archive.send(clerk, 'DELETE', `${archive.base}/archive-uploads/${id}`)

    expect(gone.json().state).toBe('given_up')
    expect((await archive.putPart(clerk, id, whole, segment, whole.length)).json().code).toBe('upload_over')
    expect(archive.passingNames()).toEqual([])
  })
})

describe('a part', () => {
  test('in the wrong place is refused with how far the upload is', async () => {
    const whole = madePdf(2 * segment)
    const { id } = await archive.beginOne(clerk, '错位.pdf', whole.length)
    await archive.putPart(clerk, id, whole, 0, segment)

    const twice = await archive.putPart(clerk, id, whole, 0, segment)

    expect([twice.statusCode, twice.json().code, twice.json().received]).toEqual([409, 'wrong_offset', segment])
  })

  test.each([
    ['damaged on its way', (whole: Buffer) => ({ until: segment, told: hashOf(whole) }), 'part_damaged'],
    ['cut off', () => ({ until: 5000, told: undefined }), 'part_cut_off'],
  ] as const)('%s does not count and may be sent again', async (_, how, code) => {
    const whole = madePdf(segment + 20)
    const { id } = await archive.beginOne(clerk, '受损.pdf', whole.length)
    const { until, told } = how(whole)

    const bad = await archive.putPart(clerk, id, whole, 0, until, told)

    expect([bad.statusCode, bad.json().code]).toEqual([400, code])
    expect((await archive.send(clerk, 'GET', `${archive.base}/archive-uploads/${id}`)).json().received).toBe(0)
    expect((await archive.putPart(clerk, id, whole, 0, segment)).json().received).toBe(segment)
  })

  test('beyond the announced end is refused', async () => {
    const { id } = await archive.beginOne(clerk, '变大.pdf', 100)

    expect((await archive.putPart(clerk, id, madePdf(200), 0, 200)).json().code).toBe('too_many_bytes')
  })

  test('a file not whole yet is not filed', async () => {
    const whole = madePdf(segment + 20)
    const { id } = await archive.beginOne(clerk, '半截.pdf', whole.length)
    await archive.putPart(clerk, id, whole, 0, segment)

    const early = await archive.finish(clerk, id, whole)

    expect([early.statusCode, early.json().code, early.json().received]).toEqual([409, 'not_whole', segment])
  })
})

describe('going on', () => {
  const actor = async () => {
    const { rows } = await archive.house.owner.query(`select id, name from accounts where login = $1`, [clerk])
    return { accountId: rows[0].id as string, name: rows[0].name as string, counties: [fenyang] }
  }
  /** What a server knows that has just started: nothing but database and disk. */
  const restarted = () => {
    const { db, files } = archive.house
    return { db, files, receiving: openReceiving({ db, files }) }
  }
  async function* stream(bytes: Buffer) {
    yield bytes
  }
  const placeOf = (uploadId: string) => ({ countyCode: fenyang, uploadId })
  const partPath = (id: string) => join(archive.house.files.passing, `${id}.upload`)

  test('after a restart of the server the rest is enough', async () => {
    const whole = madePdf(3 * segment + 5, '续传')
    const { id } = await archive.beginOne(clerk, '续传.pdf', whole.length)
    await archive.putPart(clerk, id, whole, 0, 2 * segment)
    const [door, me] = [restarted(), await actor()]

    const rest = { offset: 2 * segment, sha256: hashOf(whole), source: stream(whole.subarray(2 * segment)) }
    expect((await door.receiving.receive(me, placeOf(id), rest)).received).toBe(whole.length)
    const { fileId } = await finishUpload(restarted(), me, placeOf(id), hashOf(whole))

    expect((await archive.content(clerk, fileId)).rawPayload.equals(whole)).toBe(true)
  })

  test('what a power cut tore from the disk is asked for again, and no more', async () => {
    const whole = madePdf(3 * segment, '断电')
    const { id } = await archive.beginOne(clerk, '断电.pdf', whole.length)
    await archive.putPart(clerk, id, whole, 0, 2 * segment)
    truncateSync(partPath(id), segment + 1000)
    const [door, me] = [restarted(), await actor()]

    const part = (offset: number) => ({ offset, sha256: hashOf(whole), source: stream(whole.subarray(offset)) })
    await expect(door.receiving.receive(me, placeOf(id), part(2 * segment))).rejects.toMatchObject({
      refusal: { code: 'wrong_offset', received: segment },
    })
    await door.receiving.receive(me, placeOf(id), part(segment))

    expect((await archive.finish(clerk, id, whole)).statusCode).toBe(200)
  })

  test('of an upload whose part file is lost all is asked for again', async () => {
    const whole = madePdf(segment, '丢失')
    const { id } = await archive.beginOne(clerk, '丢失.pdf', whole.length)
    await archive.putPart(clerk, id, whole, 0, segment)
    rmSync(partPath(id))
    const [door, me] = [restarted(), await actor()]

    await expect(finishUpload(door, me, placeOf(id), hashOf(whole))).rejects.toMatchObject({
      refusal: { code: 'wrong_offset', received: 0 },
    })
    await archive.putPart(clerk, id, whole, 0, segment)

    expect((await archive.finish(clerk, id, whole)).statusCode).toBe(200)
  })

  test('a crash after the bytes were kept and before their record: asked again, the record is made', async () => {
    const whole = madePdf(700, '刚好断掉')
    const { id } = await archive.beginOne(clerk, '刚好断掉.pdf', whole.length)
    await archive.putPart(clerk, id, whole, 0, whole.length)
    await archive.house.owner.query(`update archive_uploads set sha256 = decode($2, 'hex') where id = $1`, [
      id,
      hashOf(whole),
    ])
    await archive.house.files.keepSealed(partPath(id), Buffer.from(hashOf(whole), 'hex'))

    const { fileId } = await finishUpload(restarted(), await actor(), placeOf(id), hashOf(whole))

    expect((await archive.content(clerk, fileId)).rawPayload.equals(whole)).toBe(true)
  })

  test('finished twice, it is one file', async () => {
    const whole = madePdf(700, '两次')
    const { id } = await archive.beginOne(clerk, '两次.pdf', whole.length)
    await archive.putPart(clerk, id, whole, 0, whole.length)
    const [one, two] = [await archive.finish(clerk, id, whole), await archive.finish(clerk, id, whole)]

    expect(two.json()).toEqual(one.json())
  })
})

describe('what a file is', () => {
  const photo = (more: (image: Sharp) => Sharp = (image) => image) =>
    more(sharp({ create: { width: 900, height: 600, channels: 3, background: '#888' } }))
      .jpeg()
      .toBuffer()
  const withPlace = (image: Sharp) =>
    image.withExif({ IFD0: { Orientation: '1' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 16/1 0/1' } })

  test.each([
    [
      'a picture called PDF',
      '土地证.pdf',
      async () => photo(),
      'other_content',
      '“土地证.pdf”的内容其实是 JPG，与文件名不符，请核对后再传',
    ],
    [
      'a program called PDF',
      '土地证.pdf',
      async () => Buffer.from('MZ\x90\0 program'),
      'unknown_kind',
      '“土地证.pdf”不是可收的文件，只收PDF、图片（JPG、PNG、WebP、HEIC）、Word（docx）、Excel（xlsx）、OFD',
    ],
    [
      'a zip called Word',
      '申请书.docx',
      async () => Buffer.from('PK\x03\x04 just a zip'),
      'unknown_kind',
      expect.stringContaining('不是可收的文件'),
    ],
    [
      'half a photo',
      '现场.jpg',
      async () => (await photo()).subarray(0, 700),
      'broken_photo',
      '照片“现场.jpg”已损坏，打不开',
    ],
  ])('%s is refused in words, and nothing of it stays', async (_, name, made, code, words) => {
    const before = [archive.keptNames(), archive.passingNames()]

    const answer = await archive.upload(clerk, name, await made())

    expect([answer.statusCode, answer.json().code]).toEqual([400, code])
    expect(answer.json().message).toEqual(words)
    expect([archive.keptNames(), archive.passingNames()]).toEqual(before)
  })

  test('a photo has a small picture and has lost the place where it was taken', async () => {
    const bytes = await photo(withPlace)
    expect((await sharp(bytes).metadata()).exif?.includes(Buffer.from([37, 0, 0, 0, 1]))).toBe(true)

    const file = await archive.filed(clerk, '身份证.jpg', bytes, { paper: 'identity', keepsPlace: true })

    const shown = (await archive.content(clerk, file)).rawPayload
    expect((await sharp(shown).metadata()).exif?.includes(Buffer.from([37, 0, 0, 0, 1]))).toBe(false)
    const small = await archive.send(clerk, 'GET', `${archive.base}/archive-files/${file}/thumbnail`)
    expect(await sharp(small.rawPayload).metadata()).toMatchObject({ format: 'webp', width: 320 })
  })

  test('a photo of a site inspection keeps its place where it is stated', async () => {
    const bytes = await photo((image) => withPlace(image).tint('#123'))

    const file = await archive.filed(clerk, '实地.jpg', bytes, { paper: 'site_photo', keepsPlace: true })

    expect((await archive.content(clerk, file)).rawPayload.equals(bytes)).toBe(true)
  })
})

describe('cleaning up', () => {
  const door = () => ({ owner: archive.owner, files: archive.house.files })

  test('leaves what is young, what goes on and what has a record', async () => {
    const whole = madePdf(segment + 3, '正在传')
    const { id } = await archive.beginOne(clerk, '正在传.pdf', whole.length)
    await archive.putPart(clerk, id, whole, 0, segment)
    const kept = archive.keptNames()

    expect(await cleanUp(door(), new Date())).toEqual({ parts: 0, bytes: 0 })
    expect(await cleanUp(door(), shiftedNow(48))).toEqual({ parts: 0, bytes: 0 })

    expect(archive.keptNames()).toEqual(kept)
    await archive.putPart(clerk, id, whole, segment, whole.length)
    expect((await archive.finish(clerk, id, whole)).statusCode).toBe(200)
  })

  test('removes bytes without a record and parts of uploads nobody goes on with', async () => {
    const orphan = await archive.house.files.keepStream(
      (async function* () {
        yield Buffer.from('没有记录')
      })(),
      12,
    )
    const { id } = await archive.beginOne(clerk, '忘了.pdf', 2 * segment)
    await archive.putPart(clerk, id, madePdf(2 * segment), 0, segment)
    const long = new Date(Date.now() - 3 * 24 * 3600_000)
    utimesSync(join(archive.house.folder, 'files', orphan.sha256.toString('hex')), long, long)
    expect((await flaws()).map(({ check, record }) => [check, record])).toEqual([
      ['archive_bytes_orphaned', orphan.sha256.toString('hex')],
    ])

    expect(await cleanUp(door(), new Date())).toEqual({ parts: 0, bytes: 1 })
    const going = archive.passingNames().length
    expect(await cleanUp(door(), shiftedNow(24 * 8))).toEqual({ parts: going, bytes: 0 })
    expect(archive.passingNames()).toEqual([])

    expect(await flaws()).toEqual([])
    expect((await archive.send(clerk, 'GET', `${archive.base}/archive-uploads/${id}`)).json().state).toBe('given_up')
  })

  test('what only the history tells of stays', async () => {
    const { sha256 } = await archive.house.files.keepStream(
      (async function* () {
        yield Buffer.from('旧版本')
      })(),
      9,
    )
    const change = JSON.stringify({ evidence_sha256: `\\x${sha256.toString('hex')}` })
    await archive.house.owner.query(
      `insert into history (county_code, act_no, row_no, subject_kind, subject_id, change, hash)
      select county_code, act_no, 9999, 'scope', gen_random_uuid(), $1, '\\x00' from acts where county_code = $2 limit 1`,
      [change, fenyang],
    )

    await cleanUp(door(), shiftedNow(48))

    expect(await archive.house.files.has(sha256)).toBe(true)
    await archive.house.owner.query('delete from history where row_no = 9999')
  })
})

describe('what verification tells', () => {
  test('records without bytes, and bytes that are not what their hash says', async () => {
    const [gone, spoilt] = [madePdf(400, '不见'), madePdf(400, '改动')]
    const [one, two] = [await archive.filed(clerk, '不见.pdf', gone), await archive.filed(clerk, '改动.pdf', spoilt)]
    const lying = (bytes: Buffer) => join(archive.house.folder, 'files', hashOf(bytes))
    rmSync(lying(gone))
    truncateSync(lying(spoilt), 100)

    const found = await flaws()

    expect(found.map(({ check, record }) => [check, record])).toEqual([
      ['archive_bytes_missing', one],
      ['archive_bytes_altered', two],
    ])
    const quick = await findFileFlaws(
      { owner: archive.owner, files: archive.house.files },
      { counties: [fenyang], reads: false },
    )
    expect(quick.map(({ check }) => check)).toEqual(['archive_bytes_missing'])
  })
})
