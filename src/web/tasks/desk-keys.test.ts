import { expect, test } from 'vitest'
import { taskMoveNames } from '#domain/tasks/moves.ts'
import { deskKeyOf, deskKeys } from './desk-keys.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) =>
  deskKeyOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...held })

test('letters mean the same with the shift lock on', () => {
  expect(press('R')).toEqual({ kind: 'act', act: 'receive' })
  expect(press('J')).toEqual(press('ArrowDown'))
})

test('a digit goes to the queue in that place', () => {
  expect(press('1')).toEqual({ kind: 'queue', queue: 0 })
  expect(press('0')).toBeUndefined()
})

test('what is held with Ctrl, Alt or Meta is left to the browser', () => {
  expect(press('r', { ctrlKey: true })).toBeUndefined()
  expect(press('s', { metaKey: true })).toBeUndefined()
  expect(press('1', { altKey: true })).toBeUndefined()
})

test('every move of the holder and of the checker has a key', () => {
  const byKey = Object.values(deskKeys).flatMap((key) => (key.kind === 'act' ? [key.act] : []))
  const without = taskMoveNames.filter((move) => !byKey.includes(move))
  expect(without).toEqual(['pause', 'resume', 'cancel'])
})
