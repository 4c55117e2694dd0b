import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown, Space } from 'antd'
import { memo, useState } from 'react'
import type { BuildingTable, TableHome } from '#contract/building-table.ts'
import type { SelectionResult } from '#contract/restrictions.ts'
import { unitsEndpoints } from '#contract/units.ts'
import { batchPermission } from '#domain/registrations/batches.ts'
import { ExportButton } from '../../platform/ExportButton.tsx'
import { area, count } from '../../platform/format.ts'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useMayIn } from '../../tasks/use-may-in.ts'
import { tableWords } from './messages.ts'
import { noOutcome, type Outcome, outcomeOf } from './outcome.ts'
import { RegistrationFlow } from './RegistrationFlow.tsx'
import { type OfferedAct, offeredActs } from './registration-acts.ts'
import { type ActName, SelectionActs } from './SelectionActs.tsx'

type ActionBarProps = {
  table: BuildingTable
  chosen: readonly TableHome[]
  /** Not on a past day. */
  mayAct: boolean
  outcome: Outcome
  onOutcome: (outcome: Outcome) => void
  /** Leaves only these chosen. */
  onKeep: (ids: ReadonlySet<string>) => void
}

/** What may be done to the chosen homes, all at once. */
export const ActionBar = memo(function ActionBar({
  table,
  chosen,
  mayAct,
  outcome,
  onOutcome,
  onKeep,
}: ActionBarProps) {
  const text = useText(tableWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const county = table.countyCode
  const mayRestrict = useMay('restrictions.record', county) && mayAct
  const mayRecord = useMay('units.act', county) && mayAct
  const mayExport = useMay('lists.export', county)
  const [act, setAct] = useState<ActName>()
  const [step, setStep] = useState<OfferedAct>()
  if (chosen.length === 0 && outcome === noOutcome) return null
  const restrictions = [
    { key: 'record', label: text.recordRestriction },
    { key: 'lift', label: text.liftRestriction, disabled: !chosen.some(({ restrictions }) => restrictions.length > 0) },
    { key: 'consent', label: text.consent, disabled: !chosen.some(({ restrictions }) => restrictions.length > 0) },
  ]
  async function finish(result: SelectionResult) {
    const found = outcomeOf(chosen, result)
    const refused = [...found].filter(([, { ok }]) => !ok)
    onOutcome(found)
    onKeep(new Set(refused.map(([id]) => id)))
    const n = count(found.size - refused.length)
    await queries.invalidateQueries()
    message[refused.length === 0 ? 'success' : 'warning'](
      refused.length === 0 ? text.committed(n) : text.committedSome(n, count(refused.length)),
    )
  }
  return (
    <div className="action-bar" role="toolbar" aria-label={text.acts}>
      {chosen.length > 0 && (
        <>
          <span className="said" aria-live="polite">
            {text.chosen(count(chosen.length), area(chosen.reduce((sum, home) => sum + (home.areaM2 ?? 0), 0)))}
          </span>
          {mayAct && <RegisterMenu county={county} chosen={chosen} onStep={setStep} />}
          {mayRestrict && (
            <Dropdown menu={{ items: restrictions, onClick: ({ key }) => setAct(key as ActName) }}>
              <Button>{text.restrict}</Button>
            </Dropdown>
          )}
          {mayRecord && <Button onClick={() => setAct('obstacle')}>{text.recordObstacle}</Button>}
          {mayExport && (
            <ExportButton
              endpoint={unitsEndpoints.exportUnits}
              input={{ params: { region: county }, body: { ids: chosen.map(({ id }) => id) } }}
              name={`${table.estateName}-${text.building(table.name)}.xlsx`}
            />
          )}
          <Button onClick={() => window.print()}>{text.print}</Button>
        </>
      )}
      <Space style={{ marginInlineStart: 'auto' }}>
        {outcome !== noOutcome && <Button onClick={() => onOutcome(noOutcome)}>{text.clearOutcome}</Button>}
        {chosen.length > 0 && (
          <Button type="text" onClick={() => onKeep(new Set())}>
            {text.clear}
          </Button>
        )}
      </Space>
      <RegistrationFlow
        table={table}
        unitIds={chosen.map(({ id }) => id)}
        act={step}
        onClose={() => setStep(undefined)}
        onDone={finish}
      />
      <SelectionActs county={county} homes={chosen} act={act} onClose={() => setAct(undefined)} onDone={finish} />
    </div>
  )
})

/** The steps of a transfer the reader may take, each with how many of the chosen homes it is meant for. */
function RegisterMenu({
  county,
  chosen,
  onStep,
}: {
  county: string
  chosen: readonly TableHome[]
  onStep: (step: OfferedAct) => void
}) {
  const text = useText(tableWords)
  const mayIn = useMayIn()
  const steps = Object.keys(offeredActs) as OfferedAct[] // keys of the table itself
  const items = steps
    .filter((step) => mayIn(batchPermission(step), county))
    .map((step) => {
      const states: readonly string[] = offeredActs[step]
      const n = chosen.filter(({ state }) => states.includes(state)).length
      return { key: step, label: `${text.registerActs[step]}${text.eligible(count(n))}`, disabled: n === 0 }
    })
  if (items.length === 0) return null
  return (
    <Dropdown menu={{ items, onClick: ({ key }) => onStep(key as OfferedAct) }}>
      <Button type="primary">{text.register}</Button>
    </Dropdown>
  )
}
