import { describe, expect, test } from 'vitest'
import { type SheetRow, uncalculated } from '#domain/ledgers/sheet.ts'
import { defaultLimits } from './limits.ts'
import { madeFiles, sheetXml, xlsxParts, zipOf } from './made-files.ts'
import { openWorkbook } from './open-workbook.ts'

const make = madeFiles()

/** Every sheet of a file with all its rows. */
async function readAll(path: string) {
  const workbook = await openWorkbook(path)
  try {
    const sheets = []
    for (const sheet of workbook.sheets) {
      const rows: SheetRow[] = []
      for await (const batch of sheet.rows()) rows.push(...batch)
      sheets.push({ ...sheet, rows: rows.map(({ row, cells }) => [row, ...cells]) })
    }
    return { format: workbook.format, sheets }
  } finally {
    await workbook.close()
  }
}

async function rowsOf(path: string) {
  return (await readAll(path)).sheets[0]?.rows
}

describe('xlsx', () => {
  const xlsx = (xml: string, more: Parameters<typeof xlsxParts>[1] = {}) =>
    make(
      `${Math.abs(xml.length * 31 + JSON.stringify(more).length)}.xlsx`,
      zipOf(xlsxParts([{ name: '表', xml }], more)),
    )

  test('inline, shared and rich strings, numbers, booleans, errors, formulas with and without stored values', async () => {
    const strings =
      '<sst><si><t>清华小区</t></si><si><r><t>怡景</t></r><r><rPr><b/></rPr><t xml:space="preserve">府 </t></r><rPh sb="0" eb="1"><t>yi</t></rPh></si><si/><si><t>A&amp;B&#x4E00;_x0041_</t></si></sst>'
    const row = [
      '<c r="A2" t="s"><v>0</v></c>',
      '<c r="B2" t="s"><v>1</v></c>',
      '<c r="C2" t="s"><v>2</v></c>',
      '<c r="D2" t="s"><v>3</v></c>',
      '<c r="E2" t="inlineStr"><is><t>行内</t></is></c>',
      '<c r="F2" t="inlineStr"><is><r><t>两</t></r><r><t>段</t></r></is></c>',
      '<c r="G2"><v>1.5</v></c>',
      '<c r="H2" t="b"><v>1</v></c>',
      '<c r="I2" t="e"><v>#REF!</v></c>',
      '<c r="J2"><f>SUM(G2:G2)</f><v>1.5</v></c>',
      '<c r="K2" t="str"><f t="shared" si="0"/><v>公式</v></c>',
      '<c r="L2"><f>A1</f></c>',
      '<c r="N2" t="d"><v>2022-03-19T00:00:00</v></c>',
    ]
    expect(
      await rowsOf(xlsx(`<worksheet><sheetData><row r="2">${row.join('')}</row></sheetData></worksheet>`, { strings })),
    ).toEqual([
      [
        2,
        '清华小区',
        '怡景府 ',
        null,
        'A&B一A',
        '行内',
        '两段',
        1.5,
        true,
        { error: '#REF!' },
        1.5,
        '公式',
        { error: uncalculated },
        null,
        { day: '2022-03-19' },
      ],
    ])
  })

  test('any namespace prefix, any quotes, cells and rows without references', async () => {
    const xml =
      "<x:worksheet xmlns:x='u'><x:sheetData><x:row r='3'><x:c r='B3' t='inlineStr'><x:is><x:t>乙</x:t></x:is></x:c><x:c><x:v>7</x:v></x:c></x:row><x:row/><x:row><x:c><x:v>8</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    expect(await rowsOf(xlsx(xml))).toEqual([
      [3, null, '乙', 7],
      [5, 8],
    ])
  })

  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;d&quot;"/><numFmt numFmtId="166" formatCode="[Red]#,##0"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/><xf numFmtId="31"/></cellXfs></styleSheet>'
  const styled = (value: number) =>
    `<worksheet><sheetData><row>${[0, 1, 2, 3, 4, 5, 6].map((style) => `<c s="${style}"><v>${value}</v></c>`).join('')}</row></sheetData></worksheet>`
  const day = (iso: string) => ({ day: iso })

  test('only date formats make a number a day: built-in and custom ones, not times, colours or quoted letters', async () => {
    expect(await rowsOf(xlsx(styled(44639), { styles }))).toEqual([
      [1, 44639, day('2022-03-19'), day('2022-03-19'), 44639, 44639, 44639, day('2022-03-19')],
    ])
  })

  test('a workbook of the 1904 system counts its days from there', async () => {
    expect((await rowsOf(xlsx(styled(43177), { styles, workbookPr: '<workbookPr date1904="1"/>' })))?.[0]?.[2]).toEqual(
      day('2022-03-19'),
    )
  })

  test('days before March 1900 are marked: the 1900 system has a 29 February that never was', async () => {
    const doubtful = (iso: string) => ({ day: iso, isBeforeMarch1900: true })
    expect((await rowsOf(xlsx(styled(59), { styles })))?.[0]?.[2]).toEqual(doubtful('1900-02-28'))
    expect((await rowsOf(xlsx(styled(60), { styles })))?.[0]?.[2]).toEqual(doubtful('1900-02-28'))
    expect((await rowsOf(xlsx(styled(61), { styles })))?.[0]?.[2]).toEqual(day('1900-03-01'))
    expect((await rowsOf(xlsx(styled(-1), { styles })))?.[0]?.[2]).toBe(-1)
  })

  test('merges, hidden columns and hidden sheets', async () => {
    const xml =
      '<worksheet><cols><col min="2" max="3" hidden="1"/><col min="4" max="4"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="B2:B4"/></mergeCells></worksheet>'
    const path = make(
      'hidden.xlsx',
      zipOf(
        xlsxParts([
          { name: '甲', xml },
          { name: '乙', state: 'hidden', xml },
          { name: '丙', state: 'veryHidden', xml: sheetXml([]) },
        ]),
      ),
    )
    const { sheets } = await readAll(path)
    expect(sheets.map(({ name, visibility }) => [name, visibility])).toEqual([
      ['甲', 'visible'],
      ['乙', 'hidden'],
      ['丙', 'very_hidden'],
    ])
    expect(sheets[0]?.hiddenColumns).toEqual([1, 2])
    expect(sheets[0]?.merges).toEqual([
      { fromRow: 1, toRow: 1, fromColumn: 0, toColumn: 2 },
      { fromRow: 2, toRow: 4, fromColumn: 1, toColumn: 1 },
    ])
    expect(sheets[2]?.rows).toEqual([])
  })

  test('a sheet larger than many pieces comes back whole and in order', async () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => [at, `第${at}户“东区”`, at % 7 === 0 ? null : at / 8])
    const read = await rowsOf(make('large.xlsx', zipOf(xlsxParts([{ name: '表', xml: sheetXml(rows) }]))))
    expect(read?.length).toBe(rows.length)
    expect(
      read?.every(
        ([row, serial, name, value], at) =>
          row === at + 1 && serial === at && name === `第${at}户“东区”` && (value ?? null) === rows[at]?.[2],
      ),
    ).toBe(true)
  })
})

describe('ods', () => {
  const ods = (tables: string, automatic = '') =>
    zipOf({
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'content.xml': `<office:document-content><office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    })
  const text = (words: string, attributes = '') =>
    `<table:table-cell office:value-type="string" ${attributes}><text:p>${words}</text:p></table:table-cell>`

  test('header rows and row groups are rows; repeats, spans, comments and types are understood', async () => {
    const table = [
      '<table:table table:name="表"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>',
      `<table:table-header-rows><table:table-row>${text('序号', 'table:number-columns-spanned="2" table:number-rows-spanned="1"')}<table:covered-table-cell/>${text('甲<text:s text:c="2"/><text:span>乙</text:span>')}</table:table-row></table:table-header-rows>`,
      '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
      '<table:table-row-group><table:table-row><table:table-cell office:value-type="float" office:value="1.5"><text:p>1.50</text:p></table:table-cell>',
      '<table:table-cell office:value-type="date" office:date-value="2022-03-19"><text:p>22年</text:p></table:table-cell>',
      '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>',
      '<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>一</text:p><text:p>二</text:p></table:table-cell>',
      '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>',
      `<table:table-cell office:value-type="string"><text:p>#REF!</text:p></table:table-cell>${text('丙', 'table:number-columns-repeated="2"')}</table:table-row></table:table-row-group>`,
      '</table:table>',
    ]
    const { format, sheets } = await readAll(make('a.ods', ods(table.join(''))))
    expect(format).toBe('ods')
    expect(sheets[0]?.rows).toEqual([
      [1, '序号', null, '甲  乙'],
      [5, 1.5, { day: '2022-03-19' }, true, '一\n二', { error: '#N/A' }, { error: '#REF!' }, '丙', '丙'],
    ])
    expect(sheets[0]?.hiddenColumns).toEqual([2])
    expect(sheets[0]?.merges).toEqual([{ fromRow: 1, toRow: 1, fromColumn: 0, toColumn: 1 }])
  })

  test('each sheet gives its own rows, hidden ones too', async () => {
    const style =
      '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
    const table = (name: string, styleName: string) =>
      `<table:table table:name="${name}" table:style-name="${styleName}"><table:table-row>${text(name)}</table:table-row></table:table>`
    const { sheets } = await readAll(make('b.ods', ods(table('甲', 'v') + table('乙', 'h'), style)))
    expect(sheets.map(({ name, visibility, rows }) => [name, visibility, rows])).toEqual([
      ['甲', 'visible', [[1, '甲']]],
      ['乙', 'hidden', [[1, '乙']]],
    ])
  })

  test('a row repeated a thousand million times is refused', async () => {
    const table = `<table:table table:name="表"><table:table-row table:number-rows-repeated="1000000000">${text('甲')}</table:table-row><table:table-row>${text('乙')}</table:table-row></table:table>`
    await expect(readAll(make('c.ods', ods(table)))).rejects.toMatchObject({ kind: 'broken' })
  })
})

describe('csv', () => {
  const gbk = Buffer.from('d0f2bac52cd0a1c7f80a312cc7e5bbaa0a', 'hex')

  test.each<[string, string | Buffer, unknown[]]>([
    [
      'UTF-8',
      '序号,小区\n1,清华\n',
      [
        [1, '序号', '小区'],
        [2, '1', '清华'],
      ],
    ],
    [
      'UTF-8 with a mark',
      '\uFEFF序号,小区\r\n1,清华\r\n',
      [
        [1, '序号', '小区'],
        [2, '1', '清华'],
      ],
    ],
    [
      'GBK',
      gbk,
      [
        [1, '序号', '小区'],
        [2, '1', '清华'],
      ],
    ],
    [
      'UTF-16 with tabs',
      Buffer.from('\uFEFF序号\t小区\n1\t清华', 'utf16le'),
      [
        [1, '序号', '小区'],
        [2, '1', '清华'],
      ],
    ],
    [
      'semicolons',
      '序号;小区\n1;清华,东区\n',
      [
        [1, '序号', '小区'],
        [2, '1', '清华,东区'],
      ],
    ],
    [
      'quotes',
      '序号,小区\n1,"清""华\r\n小区,"\n2,"x"\n',
      [
        [1, '序号', '小区'],
        [2, '1', '清"华\n小区,'],
        [3, '2', 'x'],
      ],
    ],
    [
      'a number kept a text',
      '序号,证件号码\n1,="141199197001010018"\n',
      [
        [1, '序号', '证件号码'],
        [2, '1', '141199197001010018'],
      ],
    ],
    [
      'blank lines count',
      '序号,小区\n\n,,\n1,清华',
      [
        [1, '序号', '小区'],
        [4, '1', '清华'],
      ],
    ],
  ])('%s', async (name, content, rows) => {
    const path = make(`${name}.csv`, content)
    expect(await rowsOf(path)).toEqual(rows)
  })

  test('a character cut by the end of a piece, and GBK that shows late, are read right', async () => {
    const filler = 'a,b\n'.repeat(200_000)
    const late = await rowsOf(make('late.csv', Buffer.concat([Buffer.from(filler), gbk])))
    expect(late?.at(-1)).toEqual([200_002, '1', '清华'])
    const long = await rowsOf(make('long.csv', '序号,小区名称\n1,清华小区（东区）\n'.repeat(40_000)))
    expect(long?.filter((row) => row[2] === '清华小区（东区）').length).toBe(40_000)
  })
})

describe('what is no ledger is refused in words that name it', () => {
  const parts = xlsxParts([{ name: '表', xml: sheetXml([['序号', '小区']]) }])
  const zeros = Buffer.alloc(64 * 1024 * 1024)
  const compound = (name: string) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(504),
      Buffer.from(name, 'utf16le'),
      Buffer.alloc(600),
    ])

  test.each<[string, string, string | Buffer]>([
    ['empty', '空.xlsx', ''],
    ['not_a_spreadsheet', '照片.xlsx', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
    ['not_a_spreadsheet', '说明.csv', '这是一段没有任何表格的话\n第二行'],
    ['not_a_spreadsheet', '便条.xlsx', 'hello world, no table'],
    ['not_a_spreadsheet', '网页.xls', '<html><table><tr><td>1,2</td></tr></table></html>'],
    ['not_a_spreadsheet', '文书.docx', zipOf({ 'word/document.xml': '<w/>' })],
    ['not_a_spreadsheet', '二进制.xlsb', zipOf({ 'xl/workbook.bin': 'x' })],
    ['not_a_spreadsheet', '文书.doc', compound('WordDocument\0')],
    ['encrypted', '加密.xlsx', compound('EncryptedPackage\0')],
    ['encrypted', '压缩加密.xlsx', zipOf(parts, { isEncrypted: true })],
    ['broken', '半截.xlsx', zipOf(parts).subarray(0, 300)],
    ['broken', '改动.xlsx', zipOf(parts, { inflatedSize: 12 })],
    ['broken', '坏的.xls', compound('Workbook\0')],
    [
      'broken',
      '越界.xlsx',
      zipOf(
        xlsxParts([
          { name: '表', xml: '<worksheet><sheetData><row r="9999999"><c><v>1</v></c></row></sheetData></worksheet>' },
        ]),
      ),
    ],
    ['broken', '缺尾.xlsx', zipOf({ ...parts, 'xl/worksheets/sheet1.xml': sheetXml([['甲', '乙']]).slice(0, -30) })],
    ['zip_bomb', '炸弹.xlsx', zipOf({ ...parts, 'xl/worksheets/sheet1.xml': zeros })],
    ['zip_bomb', '谎报.xlsx', zipOf({ ...parts, 'xl/worksheets/sheet1.xml': 'x' }, { inflatedSize: 0xfffffff0 })],
    ['empty', '无表.xlsx', zipOf(xlsxParts([]))],
  ])('%s: %s', async (kind, name, content) => {
    const path = make(name, content)
    const refusal = readAll(path)
    await expect(refusal).rejects.toMatchObject({ name: 'LedgerRefused', kind })
    await expect(refusal).rejects.toThrow(name)
  })

  test('a file over the limit is refused before it is read', async () => {
    const path = make('大.xlsx', zipOf(parts))
    const limits = { ...defaultLimits, maxFileBytes: 100 }
    await expect(openWorkbook(path, { limits })).rejects.toMatchObject({ kind: 'too_large' })
  })
})
