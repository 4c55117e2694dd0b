import { describe, expect, test } from 'vitest'
import { createRowNotes } from '../rows/row-notes.ts'
import type { Cell } from '../sheet.ts'
import type { RecognisedColumn } from '../tables.ts'
import { readDay, readMonth } from './dates.ts'
import { readArea, readMoney, readNumber } from './numbers.ts'
import { createBuildingReader, readEntrance, readFloor, readFloorPair, readPlace, readRoom } from './places.ts'
import { readCode, readName, readWords } from './texts.ts'
import { createYesNoReader } from './yes-no.ts'

const column: RecognisedColumn = {
  index: 9,
  column: 'J',
  header: '房屋信息/某列',
  field: 'x',
  reads: 'text',
  factor: 1,
  hidden: false,
}

function notesOf(factor = 1, isTyped = true) {
  const notes = createRowNotes({ file: '某.xlsx', sheet: '表' }, isTyped, { ...column, factor })
  notes.start(81)
  return notes
}

/** The clean value with the kinds of cleaning told on the way. */
function read<Value>(reader: (cell: Cell, notes: ReturnType<typeof notesOf>) => Value, cell: Cell, factor = 1) {
  const notes = notesOf(factor)
  const value = reader(cell, notes)
  return [
    value,
    ...notes.report().map((report) => report.kind),
    ...notes.take().findings.map((finding) => finding.kind),
  ]
}

describe('names', () => {
  test.each([
    ['行尾空格', '翠屏小区 ', ['翠屏小区', 'space']],
    ['全角空格 at the end', '安泰家园（A区）　', ['安泰家园（A区）', 'space']],
    ['全角空格 inside a name', '王　福', ['王福', 'space']],
    ['全角空格 inside a county', '兴　县', ['兴县', 'space']],
    ['全角数字', '３０２', ['302', 'full_width']],
    ['半角括号', '怡景府(东区)', ['怡景府（东区）', 'bracket']],
    ['a clean name', '紫金家园（西区）', ['紫金家园（西区）']],
    ['a latin name keeps its blank', 'John  Smith', ['John Smith', 'space']],
    ['Chinese punctuation stays', '甲，乙；丙：丁！', ['甲，乙；丙：丁！']],
    ['a dash says nothing', '—', [null]],
    ['a number is a name', 302, ['302']],
    ['an empty cell', null, [null]],
  ])('%s', (_, cell, expected) => {
    expect(read(readName, cell)).toEqual(expected)
  })

  test('a name the spreadsheet turned into a date is a doubt, a remark is not', () => {
    expect(read(readName, { day: '2022-03-02' })).toEqual([null, 'text_became_date'])
    expect(read(readWords, { day: '2022-03-02' })).toEqual(['2022-03-02'])
  })

  test('an error is told at its cell', () => {
    const notes = notesOf()
    expect(readName({ error: '#REF!' }, notes)).toBeNull()
    expect(notes.take().findings).toMatchObject([
      { file: '某.xlsx', sheet: '表', cell: 'J81', kind: 'cell_error', severity: 'error' },
    ])
    expect(notes.take().findings[0]?.message).toContain('#REF!')
  })
})

describe('codes', () => {
  test.each([
    ['小写x', '14113019101023002x', ['14113019101023002X', 'letter_case']],
    ['全角数字', '１４１１３０１９０８０７２１００１３', ['141130190807210013', 'full_width']],
    ['行尾空格', '141122190606279014 ', ['141122190606279014', 'space']],
    ['a clean one', '14119919700101001X', ['14119919700101001X']],
  ])('%s', (_, cell, expected) => {
    expect(read(readCode, cell)).toEqual(expected)
  })

  test('the blanks between the groups of a unit code are customary', () => {
    const notes = notesOf()
    expect(readCode('141182 002004 GB00010 F00010001', notes, true)).toBe('141182002004GB00010F00010001')
    expect(notes.report()).toEqual([])
  })
})

describe('numbers', () => {
  test.each([
    ['数值存为文本', '1335.47', [1335.47, 'number_as_text']],
    ['千分位文本', '178,000.00', [178000, 'thousands']],
    ['带单位文本', '4460.53㎡', [4460.53, 'unit_word']],
    ['全角数字', '１２３.５', [123.5, 'full_width', 'number_as_text']],
    ['套 behind a count', '46套', [46, 'unit_word']],
    ['a negative number', -73.28, [-73.28]],
    ['a dash', '—', [null]],
    ['无', '无', [null]],
    ['words', '约一百', [null, 'number_expected']],
    ['badly parted thousands', '1,23,456', [null, 'number_expected']],
    ['a day', { day: '2022-03-02' }, [null, 'number_expected']],
    ['an error', { error: '#DIV/0!' }, [null, 'cell_error']],
  ])('%s', (_, cell, expected) => {
    expect(read(readNumber, cell)).toEqual(expected)
  })

  test('in a text file a number written as text is no news', () => {
    const notes = notesOf(1, false)
    expect(readNumber('98.33', notes)).toBe(98.33)
    expect(notes.report()).toEqual([])
  })

  test('an area comes in ㎡ whatever the column counts in', () => {
    expect(read(readArea, 1.5, 10_000)).toEqual([15_000])
    expect(read(readArea, 3, 2000 / 3)).toEqual([2000])
  })

  test.each([
    ['元 in a 元 column', 298100, 100, [29_810_000]],
    ['万元 in a 万元 column', 14.84, 1_000_000, [14_840_000]],
    ['带万元字样 in a 元 column', '21.64万元', 100, [21_640_000, 'money_unit']],
    ['带万元字样 in a 万元 column', '35.17万元', 1_000_000, [35_170_000, 'unit_word']],
    ['以元填报 in a 万元 column', '79700元', 1_000_000, [7_970_000, 'money_unit']],
    ['千分位', '178,000.00', 100, [17_800_000, 'thousands']],
    ['fractions of a fen are rounded', 0.105, 100, [11]],
    ['words', '未定', 100, [null, 'number_expected']],
    ['words before 元', '约五元', 100, [null, 'number_expected']],
  ])('%s', (_, cell, factor, expected) => {
    expect(read(readMoney, cell, factor)).toEqual(expected)
  })
})

describe('days', () => {
  test.each([
    ['a day', { day: '2022-04-12' }, ['2022-04-12']],
    ['日期-点分文本', '2021.10.8', ['2021-10-08', 'date']],
    ['日期-年月日文本', '2022年3月25日', ['2022-03-25', 'date']],
    ['日期-斜杠文本', '2021/12/1', ['2021-12-01', 'date']],
    ['日期-横线文本', '2022-02-08', ['2022-02-08', 'date']],
    ['日期-八位数字', 20220418, ['2022-04-18', 'date']],
    ['日期-八位数字 as text', '20220418', ['2022-04-18', 'date']],
    ['日期-序列值', 44639, ['2022-03-19', 'date']],
    ['日期-序列值 as text', '44639', ['2022-03-19', 'date']],
    ['a serial with a time', 44639.75, ['2022-03-19', 'date']],
    ['a text with a time', '2022-02-08 12:30:00', ['2022-02-08', 'date']],
    ['full-width digits', '２０２２．４．１', ['2022-04-01', 'date']],
    ['未办 says nothing', '未办', [null]],
    ['an empty cell', null, [null]],
    ['a thirteenth month', '2021.13.5', [null, 'date_impossible']],
    ['30 February', '2022年2月30日', [null, 'date_impossible']],
    ['30 February in digits', 20220230, [null, 'date_impossible']],
    ['a month only', '2022年4月', [null, 'date_unreadable']],
    ['words', '去年春天', [null, 'date_unreadable']],
    ['a year only', 2022, [null, 'date_unreadable']],
    [
      'a day of 1900 from a number shown as a date',
      { day: '1900-01-13', isBeforeMarch1900: true },
      [null, 'date_1900'],
    ],
    ['a day long before the campaign', { day: '1022-03-01' }, [null, 'date_impossible']],
  ] as [string, Cell, unknown[]][])('%s', (_, cell, expected) => {
    expect(read(readDay, cell)).toEqual(expected)
  })

  test.each([
    ['the customary writing', '2011年3月', ['2011-03']],
    ['年月-点分文本', '2005.7', ['2005-07', 'month']],
    ['年月-点分文本 of October', '2014.10', ['2014-10', 'month']],
    ['年月-点分数值', 2005.7, ['2005-07', 'month']],
    ['年月-点分数值 of December', 2009.12, ['2009-12', 'month']],
    ['年月-点分数值 that may be October', 2014.1, ['2014-01', 'month', 'month_ambiguous']],
    ['年月-序列值', 37408, ['2002-06', 'month']],
    ['年月-序列值 as text', '37408', ['2002-06', 'month']],
    ['six digits', 201403, ['2014-03', 'month']],
    ['a year', 2005, ['2005']],
    ['a year in words', '2005年', ['2005']],
    ['a day', { day: '2005-07-01' }, ['2005-07']],
    ['a thirteenth month', '2005.13', [null, 'month_unreadable']],
    ['words', '九十年代', [null, 'month_unreadable']],
  ] as [string, Cell, unknown[]][])('month: %s', (_, cell, expected) => {
    expect(read(readMonth, cell)).toEqual(expected)
  })
})

describe('places', () => {
  test.each([
    ['1#', '1'],
    ['1号楼', '1'],
    ['２号楼', '2'],
    ['2幢', '2'],
    ['03栋', '3'],
    ['十二号楼', '12'],
    ['A座', 'A'],
    ['甲', '甲'],
    ['a1#', 'A1'],
    [7, '7'],
  ])('building %s is %s', (cell, expected) => {
    const notes = notesOf()
    expect(createBuildingReader(notes)(cell)).toBe(expected)
  })

  test('楼号写法不一: the rarer way of writing in a column counts as cleaned', () => {
    const notes = notesOf()
    const readBuilding = createBuildingReader(notes)
    for (const cell of ['1号楼', '1#', '2#', '3#']) readBuilding(cell)
    expect(notes.report()).toEqual([{ kind: 'building', count: 1, example: { cell: 'J81', raw: '1号楼', clean: '#' } }])
  })

  test.each([
    ['1单元', '1'],
    ['一单元', '1'],
    [2, '2'],
    ['甲单元', '甲'],
  ])('entrance %s is %s', (cell, expected) => {
    expect(readEntrance(cell, notesOf())).toBe(expected)
  })

  test.each([
    ['302', '302'],
    [302, '302'],
    ['302室', '302'],
    ['３０２', '302'],
    ['车库12', '车库12'],
  ])('room %s is %s', (cell, expected) => {
    expect(readRoom(cell, notesOf())).toBe(expected)
  })

  test.each([
    [3, 3],
    [-1, -1],
    ['3层', 3],
    ['地下1层', -1],
    ['负一层', -1],
    ['B2', -2],
    ['十二层', 12],
    ['1-2', 1],
    [null, null],
  ])('floor %s is %s', (cell, expected) => {
    expect(readFloor(cell, notesOf())).toBe(expected)
  })

  test('a floor that is none is told', () => {
    expect(read(readFloor, '夹层')).toEqual([null, 'floor_unreadable'])
  })

  test('storey and number of storeys may share a cell', () => {
    expect(readFloorPair('3/6', notesOf())).toEqual([3, 6])
    expect(readFloorPair('-1／18', notesOf())).toEqual([-1, 18])
    expect(readFloorPair('5', notesOf())).toEqual([5, null])
  })

  test.each([
    ['3号楼2单元501室', { building: '3', entrance: '2', room: '501' }],
    ['清华小区3#楼501', { building: '3', entrance: null, room: '501' }],
    ['3-2-501', { building: '3', entrance: '2', room: '501' }],
    ['12幢1201室', { building: '12', entrance: null, room: '1201' }],
    ['清华小区3幢二单元501号', { building: '3', entrance: '2', room: '501' }],
  ])('%s says building, entrance and room', (cell, expected) => {
    expect(readPlace(cell, notesOf())).toEqual(expected)
  })

  test('a place without a room is told', () => {
    expect(read(readPlace, '文化路56号院内')).toEqual([null, 'place_unreadable'])
  })
})

describe('yes and no', () => {
  const readOne = (cell: Cell, isDashNo = true) => createYesNoReader(notesOf(), isDashNo)(cell)

  test.each(['√', '是', '有', 1, '1', true, '已转移', '已办结', '合格', '已取得', '√ '])('%s is a yes', (cell) => {
    expect(readOne(cell).is).toBe(true)
  })

  test.each(['—', '无', '否', '×', 0, false, '未转移', '未办理', '尚未验收', '-'])('%s is a no', (cell) => {
    expect(readOne(cell).is).toBe(false)
  })

  test.each([null, ''])('%s says neither', (cell) => {
    expect(readOne(cell)).toEqual({ is: null, word: null })
  })

  test('补办 is a no with a way named; other words are kept unread', () => {
    expect(readOne('补办')).toEqual({ is: false, word: '补办' })
    expect(readOne('部分')).toEqual({ is: null, word: '部分' })
  })

  test('where 合格 records a test, a dash says that none was made', () => {
    expect(readOne('—', false)).toEqual({ is: null, word: null })
  })

  test('肯定写法不一, 否定写法不一: the rarer words of a column count as cleaned', () => {
    const notes = notesOf()
    const readAnswer = createYesNoReader(notes)
    for (const cell of ['有', '有', '√', 1, '无', '无', '—', '补办']) readAnswer(cell)
    expect(notes.report()).toMatchObject([{ kind: 'yes_no', count: 3 }])
  })
})
