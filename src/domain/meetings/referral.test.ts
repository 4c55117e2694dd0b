import { expect, test } from 'vitest'
import { meetingKindNames } from './kinds.ts'
import { bodiesAbove } from './referral.ts'

test('the joint conference refers to the standing committee or above, the standing committee only above', () => {
  expect(bodiesAbove('joint')).toEqual(['standing_committee', 'superior'])
  expect(bodiesAbove('standing_committee')).toEqual(['superior'])
})

test('every other meeting refers to any of the three', () => {
  for (const kind of meetingKindNames.filter((one) => one !== 'joint' && one !== 'standing_committee'))
    expect([kind, bodiesAbove(kind)]).toEqual([kind, ['joint', 'standing_committee', 'superior']])
})
