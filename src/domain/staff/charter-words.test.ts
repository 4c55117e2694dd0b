import { expect, test } from 'vitest'
import { charterContent } from './charter-words.ts'

const facts = {
  units: [
    {
      name: '县住建局',
      duties: null,
      postings: [
        { personId: 'new', duty: 'head', from: '2022-09-01', until: null },
        { personId: 'old', duty: 'head', from: '2021-01-01', until: '2022-09-01' },
      ],
    },
  ],
  people: [
    { id: 'new', name: '甲某' },
    { id: 'old', name: '乙某' },
  ],
  charges: [{ place: '明湖小区', personId: 'old', from: '2021-01-01', until: '2022-09-01' }],
} as const

test('the charter names who holds a post now, says what is not settled, and leaves out what has ended', () => {
  const { title, blocks } = charterContent(facts, '示例县', '2022-09-16')

  expect(title).toBe('示例县清零行动成员名单及职责分工')
  expect(blocks.map((block) => ('rows' in block ? block.rows : block.text))).toEqual([
    '截至2022年9月16日，示例县清零行动成员名单、职责分工和包联安排明确如下：',
    '一、成员名单',
    [['县住建局', '一把手', '甲某', '2022年9月1日']],
    '二、职责分工',
    [['县住建局', '尚未确定']],
    '三、包联',
    '尚未确定。',
  ])
})
