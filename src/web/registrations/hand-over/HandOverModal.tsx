import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Checkbox, Form, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { handOverEndpoints, handOverFormats } from '#contract/hand-over.ts'
import { exporterNames } from '#domain/registrations/hand-over/messages.ts'
import { applicationKinds } from '#domain/registrations/states.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { EstateSelect } from '../../tasks/SearchSelects.tsx'
import { handOverWords } from './messages.ts'

type Kind = (typeof applicationKinds)[number]
type State = 'ready' | 'accepted' | 'entered'
type Choice = { state: State; again: boolean; kind?: Kind | undefined; estate?: string | undefined }
type Values = { format: (typeof handOverFormats)[number]; exporter?: (typeof exporterNames)[number]; recipient: string }

/** Chooses what is handed over, sees how much it is before, and makes it one numbered record. */
export function HandOverModal({ county, onClose }: { county: string; onClose: () => void }) {
  const text = useText(handOverWords)
  const queries = useQueryClient()
  const name = useRegionName(county)
  const [choice, setChoice] = useState<Choice>({ state: 'ready', again: false })
  const [format, setFormat] = useState<Values['format']>('xlsx')

  async function hand({ recipient, exporter, reason }: Values & { reason: string }) {
    const body = { choice, format, recipient, reason, ...(exporter && { exporter }) }
    await call(handOverEndpoints.makeHandOver, { params: { county }, body })
    await queries.invalidateQueries({ queryKey: [handOverEndpoints.listHandOvers.path] })
  }

  return (
    <ReasonModal<Values>
      open
      title={text.hand}
      onClose={onClose}
      act={hand}
      done={text.handed}
      suggested={text.handReason}
    >
      <ChoiceFields county={county} choice={choice} onChange={setChoice} />
      <Fits county={county} choice={choice} />
      <Form.Item label={text.format} style={{ marginTop: 16 }}>
        <Segmented
          value={format}
          onChange={setFormat}
          options={handOverFormats.map((value) => ({ value, label: text.formats[value] }))}
        />
      </Form.Item>
      {format === 'xml' && (
        <Form.Item name="exporter" label={text.exporter} initialValue="v1">
          <Select options={exporterNames.map((value) => ({ value, label: text.exporters[value] }))} />
        </Form.Item>
      )}
      <Form.Item
        name="recipient"
        label={text.recipient}
        initialValue={name === '' ? undefined : text.registry(name)}
        rules={[{ required: true, min: 2 }]}
      >
        <Input maxLength={100} />
      </Form.Item>
    </ReasonModal>
  )
}

type FieldsProps = { county: string; choice: Choice; onChange: (choice: Choice) => void }

function ChoiceFields({ county, choice, onChange }: FieldsProps) {
  const text = useText(handOverWords)
  return (
    <>
      <Form.Item label={text.which}>
        <Select<State>
          aria-label={text.which}
          value={choice.state}
          onChange={(state) => onChange({ ...choice, state })}
          options={(['ready', 'accepted', 'entered'] as const).map((value) => ({ value, label: text.states[value] }))}
        />
      </Form.Item>
      <Form.Item label={text.kind}>
        <Select<Kind>
          allowClear
          aria-label={text.kind}
          placeholder={text.all}
          value={choice.kind ?? null}
          onChange={(kind) => onChange({ ...choice, kind: kind ?? undefined })}
          options={applicationKinds.map((value) => ({ value, label: text.kinds[value] }))}
        />
      </Form.Item>
      <Form.Item label={text.estate}>
        <EstateSelect
          county={county}
          {...(choice.estate && { value: choice.estate })}
          onChange={(estate) => onChange({ ...choice, estate })}
        />
      </Form.Item>
      <Form.Item>
        <Checkbox checked={choice.again} onChange={({ target }) => onChange({ ...choice, again: target.checked })}>
          {text.again}
        </Checkbox>
      </Form.Item>
    </>
  )
}

function Fits({ county, choice }: { county: string; choice: Choice }) {
  const text = useText(handOverWords)
  const fits = useQuery(endpointQuery(handOverEndpoints.countHandOver, { params: { county }, body: choice })).data
  if (!fits) return null
  if (fits.applications === 0) return <Alert type="warning" showIcon message={text.fitsNone} />
  return (
    <Alert
      type="info"
      showIcon
      message={text.fits(count(fits.applications), count(fits.homes))}
      description={
        <>
          {fits.withoutCode > 0 && <div>{text.withoutCode(count(fits.withoutCode))}</div>}
          {text.idsInFull}
        </>
      }
    />
  )
}
