import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { DueLine } from '#contract/due-shapes.ts'
import { duesEndpoints } from '#contract/dues.ts'
import type { PaymentListRow } from '#contract/payment-lists.ts'
import { call } from '../../platform/api.ts'
import { yuan } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { listWords } from './messages.ts'

/** How many dues are offered; whoever looks for another writes more of its name. */
const offered = 20

/** Looks for a due that is owed, by the beginning of a debtor's or an estate's name. */
export function DuePicker({
  county,
  label,
  onPick,
}: {
  county: string
  label: string
  onPick: (due: PaymentListRow['candidates'][number]) => void
}) {
  const text = useText(listWords)
  const { kinds } = useText(duesWords)
  const [search, setSearch] = useState('')
  const { data, isFetching } = useQuery({
    queryKey: [duesEndpoints.listDues.path, 'pick', county, search],
    enabled: search.length > 0,
    queryFn: () =>
      call(duesEndpoints.listDues, { params: { region: county }, body: { search, state: 'owed', limit: offered } }),
  })
  const dues = data?.rows ?? []
  return (
    <Select
      showSearch={{ onSearch: setSearch, filterOption: false }}
      value={null}
      loading={isFetching}
      placeholder={label}
      aria-label={label}
      style={{ width: '100%' }}
      options={dues.map((due) => ({
        value: due.id,
        label: [kinds[due.kind], due.debtorName, placeOf(due), text.owes(yuan(due.owedFen))]
          .filter((part) => part)
          .join(' · '),
      }))}
      onChange={(id: string | null) => {
        const due = dues.find((line) => line.id === id)
        if (due) onPick({ ...due, place: placeOf(due) })
      }}
    />
  )
}

const placeOf = ({ estateName, home }: DueLine): string => [estateName, home].filter((part) => part).join(' ')
