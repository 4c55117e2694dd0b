import { expect, test } from 'vitest'
import { csvLine } from './csv-lines.ts'
import { handedFields, headOf } from './fields.ts'
import { type HandedHome, messageNumber } from './handed-home.ts'
import { messageFileName, messageOf } from './messages.ts'

const handed: HandedHome = {
  messageId: messageNumber('141182', '2022-06-08', 1),
  homeNo: 1,
  homes: 1,
  applicationId: 'a1',
  unitId: 'u1',
  kind: 'transfer',
  countyCode: '141182',
  acceptanceNo: '受（2022）汾阳市第0000001号',
  acceptedOn: '2022-06-02',
  acceptor: '丁某',
  reviewer: '戊某',
  reviewedOn: '2022-06-05',
  estate: '示例家园',
  nature: '集资建房',
  parcelCode: null,
  building: '3',
  entrance: '1',
  room: '-101',
  place: '示例家园3号楼1单元-101',
  unitCode: '141182004012GB00105F00030001',
  floor: -1,
  floorsTotal: 6,
  use: '住宅',
  structure: '砖混结构',
  areaM2: 98.5,
  innerAreaM2: null,
  sharedAreaM2: null,
  applicant: null,
  parties: [
    {
      role: 'buyer',
      name: '甲<某',
      idKind: 'identity_card',
      idNumber: '141199197001010018',
      phone: null,
      share: '1/2',
    },
    { role: 'buyer', name: '乙某', idKind: 'passport', idNumber: 'E00000000', phone: null, share: '1/2' },
  ],
  coOwnership: 'by_share',
  contractNo: null,
  contractOn: null,
  priceFen: 12_345_600,
  papers: ['身份证明', '买卖合同'],
  remark: null,
  certificateNo: null,
  enteredOn: null,
}
const cellsOf = (home: HandedHome) => Object.fromEntries(handedFields.map(({ code, of }) => [code, of(home)]))

test('a message number is county, day and six digits: 18 in all', () => {
  expect(messageNumber('141182', '2022-06-08', 1)).toBe('141182220608000001')
  expect(messageNumber('141182', '2022-12-31', 999_999)).toHaveLength(18)
})

test('codes and co-owners stand in the fields of the standard', () => {
  expect(cellsOf(handed)).toMatchObject({
    DJLX: '200',
    RecType: '2000402',
    ZDDM: '141182004012GB00105',
    FWXZ: '8',
    FWJG: '4',
    QLXZ: '101',
    GYFS: '2',
    QLRMC: '甲<某、乙某',
    ZJZL: '1、3',
    QLBL: '1/2、1/2',
    HTJE: 123456,
    BDCQZH: null,
  })
  expect(headOf(handedFields[0] ?? { code: '', title: '', width: 1, of: () => null })).toBe('报文编号(BizMsgID)')
})

test('a message has the head of the platform and the elements of its version, in well-formed XML', () => {
  const [early, revised] = [messageOf(handed, 'v1'), messageOf(handed, 'v2')]
  expect(messageFileName(handed)).toBe('Biz141182220608000001.xml')
  expect(early).toContain('<BizMsgID>141182220608000001</BizMsgID>')
  expect(early).toContain('<CreateDate>2022-06-08</CreateDate>')
  expect(early).toContain('<EstateNum>141182004012GB00105F00030001</EstateNum>')
  expect(early).toContain('<DJT_DJ_SLSQ>')
  expect(revised).toContain('<DJT_DJ_SL>')
  expect(revised).not.toContain('DJT_DJ_SLSQ')
  expect(early).toContain('<QLRMC>甲&lt;某</QLRMC>')
  expect(early.match(/<ZTT_GY_QLR>/g)).toHaveLength(2)
  const opened = [...early.matchAll(/<(\w+)>/g)].map(([, name]) => name)
  const closed = [...early.matchAll(/<\/(\w+)>/g)].map(([, name]) => name)
  expect(opened.toSorted()).toEqual(closed.toSorted())
})

test('homes of one first registration share its number and count on', () => {
  const second = { ...handed, kind: 'first' as const, homes: 2, homeNo: 2 }
  expect(messageOf(second, 'v1')).toContain('<RecFlowID>受（2022）汾阳市第0000001号-2</RecFlowID>')
})

test('a delimited line keeps commas, quotes and cellars, and no formula', () => {
  expect(csvLine(['a,b', '说"好"', '-101', '=1+1', null, 3])).toBe('"a,b","说""好""",-101,\'=1+1,,3\r\n')
})
