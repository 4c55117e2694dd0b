import { expect, test } from 'vitest'
import { noticeContent } from './notice-words.ts'

const notice = {
  estate: '晨光小区',
  location: null,
  building: null,
  homes: 24,
  applicant: '晨光置业',
  matter: '宗地界线按现状院墙实测确定',
  basis: '《实施方案》（规则 llq-02）',
  days: 15,
  dayKind: 'working',
  postedOn: null,
  endsOn: null,
} as const
const said = (differences: object) => JSON.stringify(noticeContent({ ...notice, ...differences }).blocks)

test('a notice says what is to be registered, for whom, on which basis and where to object', () => {
  expect(noticeContent(notice).title).toBe('关于晨光小区不动产首次登记的公示')
  expect(said({})).toContain('晨光置业申请办理晨光小区24套房屋')
  expect(said({})).toContain('《实施方案》（规则 llq-02）')
  expect(said({})).toContain('书面方式向登记机构提出')
})

test('its days are told as working or calendar days, and by date once it is posted', () => {
  expect(said({})).toContain('自张贴次日起15个工作日')
  expect(said({ dayKind: 'calendar', days: 30 })).toContain('30个自然日')
  expect(said({ postedOn: '2022-10-10', endsOn: '2022-10-31' })).toContain('2022年10月10日至2022年10月31日')
})

test('of one building it names the building', () => {
  expect(noticeContent({ ...notice, building: '3' }).title).toBe('关于晨光小区3幢不动产首次登记的公示')
})
