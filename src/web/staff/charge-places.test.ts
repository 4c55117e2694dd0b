import { expect, test } from 'vitest'
import { placesOf } from './charge-places.ts'

test('each scope names its place by what it needs, whatever else the form still holds', () => {
  const left = {
    townshipCodes: ['t'],
    estateIds: ['a', 'b'],
    estateId: 'e',
    buildingIds: ['x'],
    buildingId: 'y',
    floors: [1, 2],
  }
  const nowhere = { townshipCode: null, estateId: null, buildingId: null, floor: null }

  expect(placesOf({ ...left, scope: 'county' })).toEqual([{ ...nowhere, scope: 'county' }])
  expect(placesOf({ ...left, scope: 'township' })).toEqual([{ ...nowhere, scope: 'township', townshipCode: 't' }])
  expect(placesOf({ ...left, scope: 'estate' }).map(({ estateId }) => estateId)).toEqual(['a', 'b'])
  expect(placesOf({ ...left, scope: 'building' })).toEqual([
    { ...nowhere, scope: 'building', estateId: 'e', buildingId: 'x' },
  ])
  expect(placesOf({ ...left, scope: 'floor' }).map(({ buildingId, floor }) => [buildingId, floor])).toEqual([
    ['y', 1],
    ['y', 2],
  ])
})
