import { App, Button, Dropdown, Space } from 'antd'
import { useState } from 'react'
import type { BuildingTable, TableHome } from '#contract/building-table.ts'
import { unitsEndpoints } from '#contract/units.ts'
import { ExportButton } from '../../platform/ExportButton.tsx'
import { area, count } from '../../platform/format.ts'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { tableWords } from './messages.ts'
import { noOutcome, type Outcome } from './outcome.ts'
import { type ActName, SelectionActs } from './SelectionActs.tsx'

type ActionBarProps = {
  table: BuildingTable
  chosen: readonly TableHome[]
  /** Not on a past day. */
  mayAct: boolean
  outcome: Outcome
  onOutcome: (outcome: Outcome) => void
  onPrint: () => void
  /** Leaves only these chosen. */
  onKeep: (ids: ReadonlySet<string>) => void
  onClear: () => void
}

/** What may be done to the chosen homes, all at once. */
export function ActionBar({ table, chosen, mayAct, outcome, onOutcome, onPrint, onKeep, onClear }: ActionBarProps) {
  const text = useText(tableWords)
  const { message } = App.useApp()
  const county = table.countyCode
  const mayRestrict = useMay('restrictions.record', county) && mayAct
  const mayRecord = useMay('units.act', county) && mayAct
  const mayExport = useMay('lists.export', county)
  const [act, setAct] = useState<ActName>()
  if (chosen.length === 0 && outcome === noOutcome) return null
  const restrictions = [
    { key: 'record', label: text.recordRestriction },
    { key: 'lift', label: text.liftRestriction, disabled: !chosen.some(({ restrictions }) => restrictions.length > 0) },
    { key: 'consent', label: text.consent, disabled: !chosen.some(({ restrictions }) => restrictions.length > 0) },
  ]
  function done(found: Outcome) {
    const refused = [...found].filter(([, { ok }]) => !ok)
    onOutcome(found)
    onKeep(new Set(refused.map(([id]) => id)))
    const n = count(found.size - refused.length)
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
          <Button onClick={onPrint}>{text.print}</Button>
        </>
      )}
      <Space style={{ marginInlineStart: 'auto' }}>
        {outcome !== noOutcome && <Button onClick={() => onOutcome(noOutcome)}>{text.clearOutcome}</Button>}
        {chosen.length > 0 && (
          <Button type="text" onClick={onClear}>
            {text.clear}
          </Button>
        )}
      </Space>
      <SelectionActs county={county} homes={chosen} act={act} onClose={() => setAct(undefined)} onDone={done} />
    </div>
  )
}
