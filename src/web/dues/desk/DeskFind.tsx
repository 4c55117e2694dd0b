import { useMutation } from '@tanstack/react-query'
import { Alert, Button, type InputRef } from 'antd'
import type { Ref } from 'react'
import { cashDeskEndpoints } from '#contract/cash-desk.ts'
import type { DeskHomeLine } from '#contract/cash-desk-shapes.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { call } from '../../platform/api.ts'
import { FindBox } from '../../platform/FindBox.tsx'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { deskWords } from './messages.ts'

/** The one box of the desk: what is typed or scanned leads to the home. */
export function DeskFind({
  county,
  box,
  onOpen,
}: {
  county: string
  box: Ref<InputRef>
  onOpen: (unit: string | undefined) => void
}) {
  const text = useText(deskWords)
  // kept out of the address: what is typed may be somebody's ID number
  const search = useMutation({
    mutationFn: (typed: string) =>
      call(cashDeskEndpoints.findDeskHomes, { params: { county }, body: { search: typed } }),
    onSuccess: ({ rows }) => onOpen(rows.length === 1 ? rows[0]?.unitId : undefined),
  })
  return (
    <div className="no-print">
      <FindBox
        box={box}
        label={text.search}
        hint={text.searchHint}
        isBusy={search.isPending}
        error={search.error}
        onFind={search.mutate}
      />
      {search.data && search.data.rows.length !== 1 && (
        <Found
          rows={search.data.rows}
          onOpen={(unit) => {
            search.reset()
            onOpen(unit)
          }}
        />
      )}
    </div>
  )
}

/** Homes that fit, each a button. */
function Found({ rows, onOpen }: { rows: readonly DeskHomeLine[]; onOpen: (unit: string) => void }) {
  const text = useText(deskWords)
  if (rows.length === 0) return <Alert type="warning" showIcon message={text.nothingFound} />
  return (
    <section aria-label={text.found(count(rows.length))}>
      <strong>{text.found(count(rows.length))}</strong>
      <div className="desk-found">
        {rows.map(({ unitId, estateName, home, owners, owedFen, isApplied, acceptanceNo }) => (
          <Button key={unitId} block onClick={() => onOpen(unitId)}>
            <span>
              {estateName} {home} · {owners || text.noOwner}
            </span>
            <span className="desk-how">{acceptanceNo ?? (isApplied ? text.applied : '')}</span>
            <span className="desk-number">{owedFen > 0 ? text.owes(yuanOf(owedFen)) : text.owesNothing}</span>
          </Button>
        ))}
      </div>
    </section>
  )
}
