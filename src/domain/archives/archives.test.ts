import { describe, expect, test } from 'vitest'
import { type FileKind, isDisguised, kindOfContent, refuseContent, refuseSize, wordsOfFileRefusal } from './content.ts'
import { papersAskedOf, papersHeld } from './papers.ts'
import { mayFile, seesWholeArchive } from './reading.ts'
import { filedUntil, keptUntil, retentionsOf } from './retention.ts'
import { refuseWithdrawal } from './withdrawing.ts'
import { directoryOf, entriesOf } from './zip-directory.ts'

const head = (text: string, ...before: number[]) =>
  new Uint8Array([...before, ...[...text].map((c) => c.charCodeAt(0))])
const zip = head('', 0x50, 0x4b, 3, 4)
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

describe('what a file is', () => {
  test.each([
    ['PDF', head('%PDF-1.7'), [], 'application/pdf'],
    ['JPG', head('', 0xff, 0xd8, 0xff, 0xe0), [], 'image/jpeg'],
    ['PNG', head('PNG\r\n', 0x89), [], 'image/png'],
    ['WebP', head('RIFF____WEBP'), [], 'image/webp'],
    ['HEIC', head('____ftypheic'), [], 'image/heic'],
    ['Word', zip, ['[Content_Types].xml', 'word/document.xml'], word],
    [
      'Excel',
      zip,
      ['[Content_Types].xml', 'xl/workbook.xml'],
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    ['OFD', zip, ['OFD.xml', 'Doc_0/Document.xml'], 'application/ofd'],
    ['any other zip', zip, ['a.exe'], null],
    ['a program', head('MZ'), [], null],
    ['a page', head('<html><script>'), [], null],
  ] as const)('%s is told by its content', (_, bytes, entries, kind) => {
    expect(kindOfContent(bytes, entries)).toBe(kind)
  })

  test.each([
    ['土地证.pdf', 'application/pdf', false],
    ['土地证.PDF', 'application/pdf', false],
    ['土地证.pdf', 'image/png', true],
    ['照片.jpeg', 'image/jpeg', false],
    ['程序.exe', 'image/jpeg', true],
    ['扫描件', 'application/pdf', false],
    ['证.第3号', 'application/pdf', false],
  ] as const)('%s being %s: in disguise %s', (name, kind, disguised) => {
    expect(isDisguised(name, kind)).toBe(disguised)
  })

  test('every refusal names the file and says what is wrong', () => {
    const mb = 1024 * 1024
    expect(refuseSize(0, 10)).toEqual({ code: 'empty_file' })
    expect(refuseSize(10, 10)).toBeNull()
    expect(refuseSize(11, 10)).toEqual({ code: 'file_too_large', most: 10 })
    expect(refuseContent('a.pdf', 5, null)).toEqual({ code: 'unknown_kind' })
    expect(refuseContent('a.pdf', 5, 'image/png')).toEqual({ code: 'other_content', is: 'image/png' })
    expect(refuseContent('a.png', 51 * mb, 'image/png')).toMatchObject({ code: 'photo_too_large' })
    expect(refuseContent('a.pdf', 51 * mb, 'application/pdf')).toBeNull()
    const codes = [
      { code: 'empty_file' },
      { code: 'file_too_large', most: 3 * mb },
      { code: 'unknown_kind' },
      { code: 'other_content', is: 'image/png' as FileKind },
      { code: 'photo_too_large', most: 3 * mb },
      { code: 'broken_photo' },
    ] as const
    const words = codes.map((refusal) => wordsOfFileRefusal('土地证.pdf', refusal))
    expect(new Set(words).size).toBe(codes.length)
    expect(words.every((line) => line.includes('“土地证.pdf”'))).toBe(true)
  })
})

/** A zip of empty entries, put together by hand after APPNOTE.TXT. */
function madeZip(names: readonly string[], comment = ''): Uint8Array {
  const bytes: number[] = [0x50, 0x4b, 3, 4, 0, 0, 0, 0]
  const from = bytes.length
  const short = (n: number) => [n & 255, n >> 8]
  const long = (n: number) => [...short(n & 0xffff), ...short(n >> 16)]
  for (const name of names)
    bytes.push(
      0x50,
      0x4b,
      1,
      2,
      ...Array.from({ length: 24 }, () => 0),
      ...short(name.length),
      ...short(2),
      ...short(1),
      ...Array.from({ length: 12 }, () => 0),
      ...head(name),
      7,
      7,
      7,
    )
  const size = bytes.length - from
  bytes.push(
    0x50,
    0x4b,
    5,
    6,
    0,
    0,
    0,
    0,
    ...short(names.length),
    ...short(names.length),
    ...long(size),
    ...long(from),
    ...short(comment.length),
    ...head(comment),
  )
  return new Uint8Array(bytes)
}

describe('the directory of a zip', () => {
  test.each([[''], ['made by hand']])('its entries are found whatever follows it (%s)', (comment) => {
    const made = madeZip(['OFD.xml', 'Doc_0/Document.xml'], comment)
    const place = directoryOf(made, made.length)

    expect(place && entriesOf(made.subarray(place.from, place.until))).toEqual(['OFD.xml', 'Doc_0/Document.xml'])
  })

  test('a zip that was cut off has none', () => {
    const made = madeZip(['OFD.xml'])

    expect(directoryOf(made.subarray(0, made.length - 22), made.length - 22)).toBeNull()
    expect(directoryOf(made.subarray(60), 40)).toBeNull()
  })
})

describe('papers asked for', () => {
  test('a missing paper of which a file is here is held; others keep their standing and basis', () => {
    const asked = [
      { paper: 'fire', standing: 'substituted', basis: '晋某文', fileIds: ['1'] },
      { paper: 'planning', standing: 'missing', basis: null, fileIds: [] },
      { paper: 'completion', standing: 'missing', basis: null, fileIds: [] },
    ] as const

    const held = papersHeld(asked, [
      { id: '1', paper: 'fire' },
      { id: '2', paper: 'planning' },
    ])

    expect(held.map(({ paper, standing, fileIds }) => [paper, standing, fileIds])).toEqual([
      ['fire', 'substituted', ['1']],
      ['planning', 'held', ['2']],
      ['completion', 'missing', []],
    ])
  })

  test('an application says itself what it asks for', () => {
    expect(papersAskedOf('application')).toEqual([])
    expect(papersAskedOf('estate').map(({ paper }) => paper)).toContain('fire')
  })
})

describe('who sees and files what', () => {
  test.each([
    ['clerk', true],
    ['registrar', true],
    ['officer', false],
    ['surveyor', false],
    ['developer', false],
  ] as const)('%s sees the whole archive: %s', (role, sees) => {
    expect(seesWholeArchive([{ role, region: '141182' }])).toBe(sees)
  })

  test('who does not read the archive files papers of surveys alone', () => {
    expect([mayFile(false, 'survey'), mayFile(false, 'estate'), mayFile(true, 'estate')]).toEqual([true, false, true])
  })
})

describe('withdrawing a paper', () => {
  const paper = { addedBy: 'a', addedOn: '2022-11-01', withdrawnOn: null, isOfEnteredApplication: false }
  test.each([
    ['its filer on the same day', 'a', '2022-11-01', {}, null],
    ['its filer on another day', 'a', '2022-11-02', {}, 'second_person_needed'],
    ['a second person later', 'b', '2022-12-01', {}, null],
    ['anybody, when withdrawn already', 'b', '2022-12-01', { withdrawnOn: '2022-11-05' }, 'already_withdrawn'],
    [
      'anybody, when the registration is entered',
      'b',
      '2022-12-01',
      { isOfEnteredApplication: true },
      'registration_entered',
    ],
  ] as const)('by %s', (_, who, today, more, refusal) => {
    expect(refuseWithdrawal({ ...paper, ...more }, { accountId: who, seesAll: true }, today)).toBe(refusal)
  })
})

test('one with whom a paper is only shared does not withdraw it; an officer withdraws his own slip', () => {
  const paper = { addedBy: 'a', addedOn: '2022-11-01', withdrawnOn: null, isOfEnteredApplication: false }
  const as = (accountId: string) => refuseWithdrawal(paper, { accountId, seesAll: false }, '2022-11-01')

  expect([as('a'), as('b')]).toEqual([null, 'not_yours'])
})

describe('how long a paper is kept', () => {
  test('years count from the first of January after it came in', () => {
    expect(keptUntil('2022-11-30', 10)).toBe('2033-01-01')
    expect(keptUntil('2022-01-01', 10)).toBe('2033-01-01')
  })

  test.each(['2033-01-01', '2033-05-31', '2033-12-31'])('what falls due by %s was filed in 2022 or before', (day) => {
    expect(filedUntil(day, 10)).toBe('2022-12-31')
    expect(filedUntil(day, null)).toBeNull()
  })

  test('a county sets its own; the rest is as shipped, its source to be verified', () => {
    const all = retentionsOf([{ paper: 'other', years: 30, basis: '本县规定' }])

    expect(all.find(({ paper }) => paper === 'other')).toEqual({
      paper: 'other',
      years: 30,
      basis: '本县规定',
      isOwn: true,
    })
    expect(all.find(({ paper }) => paper === 'contract')).toMatchObject({
      years: null,
      isOwn: false,
      basis: expect.stringContaining('待核实'),
    })
  })
})
