import { expect, test } from 'vitest'
import { buildingColumns, estateColumns } from '#domain/ledgers/columns/estate-columns.ts'
import { summaryColumns } from '#domain/ledgers/columns/summary-columns.ts'
import { unitColumns } from '#domain/ledgers/columns/unit-columns.ts'
import { workColumnsOf } from '#domain/ledgers/columns/work-columns.ts'
import { findingKinds } from '#domain/ledgers/findings.ts'
import { findingWords } from './finding-words.ts'

const fields = [...unitColumns, ...estateColumns, ...buildingColumns, ...Object.values(workColumnsOf).flat()].map(
  ({ field }) => field,
)

test.each(['zh', 'en'] as const)('whatever the reading of ledgers names has its words (%s)', (language) => {
  const { kinds, fields: named, summaryFields } = findingWords[language]
  expect(Object.keys(findingKinds).filter((kind) => !(kind in kinds))).toEqual([])
  expect(fields.filter((field) => !(field in named))).toEqual([])
  expect(summaryColumns.filter(({ field }) => !(field in summaryFields))).toEqual([])
})
