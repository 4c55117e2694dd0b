import dayjs from 'dayjs'
import { expect, test } from 'vitest'
import { askedBy } from './apply-values.ts'

const values = { scope: 'estate', applicantKind: 'developer', submittedOn: dayjs('2022-10-08') } as const
const developer = { id: 'd', name: '晨光置业' }

test('the developer of the estate applies as the organisation it is, anybody else as the one chosen', () => {
  expect(askedBy(values, { developer }).organisationId).toBe('d')
  expect(askedBy({ ...values, applicantKind: 'designated' }, { developer }).organisationId).toBe(null)
  expect(askedBy({ ...values, applicantKind: 'designated', organisationId: 'o' }, { developer }).organisationId).toBe(
    'o',
  )
})

test('only what the scope asks for is sent', () => {
  const given = { ...values, buildingId: 'b', unitIds: ['u'] }

  expect(askedBy(given, { developer }).covered).toEqual({ scope: 'estate' })
  expect(askedBy({ ...given, scope: 'building' }, { developer }).covered).toEqual({
    scope: 'building',
    buildingId: 'b',
  })
  expect(askedBy({ ...given, scope: 'part' }, { developer }).covered).toEqual({ scope: 'part', unitIds: ['u'] })
})

test('what was left empty is not told, rather than told as nothing', () => {
  const asked = askedBy(
    { ...values, applicantBasis: ' ', commonParts: [{ name: '绿地', structureNo: '' }] },
    { developer },
  )

  expect(asked.applicantBasis).toBe(null)
  expect(asked.commonParts).toEqual([
    { name: '绿地', structureNo: null, quantity: null, areaM2: null, landShareM2: null },
  ])
})
