import { DatePicker, Form, Input } from 'antd'
import type { Dayjs } from 'dayjs'
import { buildingTableEndpoints, type TableHome } from '#contract/building-table.ts'
import { restrictionsEndpoints, type SelectionResult } from '#contract/restrictions.ts'
import { call } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import {
  RestrictionFields,
  type RestrictionValues,
  restrictionOf,
  ToldFields,
  type ToldValues,
  toldOf,
} from '../restrictions/RestrictionFields.tsx'
import { tableWords } from './messages.ts'
import { SelectionFlow } from './SelectionFlow.tsx'

export type ActName = 'record' | 'lift' | 'consent' | 'obstacle'

type SelectionActsProps = {
  county: string
  homes: readonly TableHome[]
  act: ActName | undefined
  onClose: () => void
  onDone: (result: SelectionResult) => void
}

/** The acts on a selection that are this page's own: restrictions and why homes are open. */
export function SelectionActs({ county, homes, act, onClose, onDone }: SelectionActsProps) {
  const text = useText(tableWords)
  const unitIds = homes.map(({ id }) => id)
  const resting = homes.flatMap(({ resting }) => resting)
  const flow = (name: ActName, title: string) => ({ title, open: act === name, onClose, onDone })
  const params = { county }
  return (
    <>
      <SelectionFlow<RestrictionValues>
        {...flow('record', text.recordRestriction)}
        act={({ reason, ...values }, isRehearsal) =>
          call(restrictionsEndpoints.recordRestriction, {
            params,
            body: { unitIds, ...restrictionOf(values), reason, isRehearsal },
          })
        }
      >
        <RestrictionFields />
      </SelectionFlow>
      {(['lift', 'consent'] as const).map((name) => (
        <SelectionFlow<ToldValues>
          key={name}
          {...flow(name, name === 'lift' ? text.liftRestriction : text.consent)}
          act={({ reason, ...values }, isRehearsal) =>
            call(
              name === 'lift' ? restrictionsEndpoints.liftRestriction : restrictionsEndpoints.consentToRegistration,
              {
                params,
                body: { unitIds, ...toldOf(resting, values), reason, isRehearsal },
              },
            )
          }
        >
          <ToldFields told={resting} act={name} />
        </SelectionFlow>
      ))}
      <SelectionFlow<{ openReason: string; on: Dayjs }>
        {...flow('obstacle', text.recordObstacle)}
        act={({ openReason, on, reason }, isRehearsal) =>
          call(buildingTableEndpoints.recordObstacles, {
            params,
            body: { unitIds, openReason, on: on.format('YYYY-MM-DD'), reason, isRehearsal },
          })
        }
      >
        <Form.Item name="openReason" label={text.openReason} rules={[{ required: true, min: 2 }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="on" label={text.on} rules={[{ required: true }]}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
      </SelectionFlow>
    </>
  )
}
