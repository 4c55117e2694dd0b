import { DatePicker, Form, Input, Radio, Select } from 'antd'
import dayjs from 'dayjs'
import type { EstateFirst, FirstHome } from '#contract/first-registration-shapes.ts'
import { firstRegistrationsEndpoints } from '#contract/first-registrations.ts'
import { firstApplicants } from '#domain/registrations/first/applicants.ts'
import { call } from '../../platform/api.ts'
import { area, count } from '../../platform/format.ts'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useText } from '../../platform/text.ts'
import type { ApplyValues } from './apply-values.ts'
import { applyWords, firstWords } from './messages.ts'

/** The first step: the homes, who applies, on which day. */
export function ApplyHomes({ first }: { first: EstateFirst }) {
  const text = useText(applyWords)
  return (
    <>
      <Form.Item name="scope" label={text.scope}>
        <Radio.Group
          optionType="button"
          options={(['estate', 'building', 'part'] as const).map((value) => ({ value, label: text.scopes[value] }))}
        />
      </Form.Item>
      <Form.Item<ApplyValues> noStyle dependencies={['scope']}>
        {({ getFieldValue }) => <Scope first={first} scope={getFieldValue('scope')} />}
      </Form.Item>
      <Applicant first={first} />
      <Form.Item name="submittedOn" label={text.submittedOn} rules={[{ required: true }]}>
        <DatePicker allowClear={false} maxDate={dayjs()} style={{ width: '100%' }} />
      </Form.Item>
    </>
  )
}

function Scope({ first, scope }: { first: EstateFirst; scope: ApplyValues['scope'] }) {
  const text = useText(applyWords)
  const words = useText(firstWords)
  if (scope === 'estate') return null
  if (scope === 'part')
    return (
      <Form.Item name="unitIds" label={text.chooseHomes} rules={[{ required: true, message: text.pickHomes }]}>
        <HomesPicker first={first} />
      </Form.Item>
    )
  const options = first.buildings
    .filter(({ waiting }) => waiting > 0)
    .map(({ id, name, waiting }) => ({
      value: id,
      label: `${words.building(name)} · ${words.homesOf(count(waiting))}`,
    }))
  return (
    <Form.Item name="buildingId" label={text.buildingLabel} rules={[{ required: true }]}>
      <Select options={options} />
    </Form.Item>
  )
}

type HomesPickerProps = {
  first: EstateFirst
  /** Given by the form it stands in. */
  value?: string[]
  onChange?: (ids: string[]) => void
}

function HomesPicker({ first, value = [], onChange }: HomesPickerProps) {
  const text = useText(applyWords)
  const words = useText(firstWords)
  const params = { county: first.countyCode, estate: first.estateId }
  return (
    <>
      <p className="quiet">{text.chosen(count(value.length))}</p>
      <RecordTable<FirstHome>
        listKey={[firstRegistrationsEndpoints.firstHomes.path, params.estate]}
        load={(after) => call(firstRegistrationsEndpoints.firstHomes, { params, query: { after } })}
        rowKey={({ id }) => id}
        onOpen={({ id }) => onChange?.(value.includes(id) ? value.filter((other) => other !== id) : [...value, id])}
        chosen={{
          rows: value.map((id) => ({ id }) as FirstHome), // only its key is looked at
          onChoose: (rows) => onChange?.(rows.flatMap((row) => row?.id ?? [])),
        }}
        height={300}
        width={460}
        empty={text.noHomes}
        columns={[
          { title: text.buildingLabel, render: (_, { buildingName }) => words.building(buildingName), width: 110 },
          {
            title: text.room,
            render: (_, { entrance, room }) => [entrance, room].filter(Boolean).join('-'),
            width: 120,
          },
          {
            title: text.area,
            className: 'number',
            render: (_, { areaM2 }) => (areaM2 === null ? text.unsurveyed : area(areaM2)),
            width: 120,
          },
        ]}
      />
    </>
  )
}

function Applicant({ first }: { first: EstateFirst }) {
  const text = useText(applyWords)
  const words = useText(firstWords)
  return (
    <>
      <Form.Item name="applicantKind" label={text.applicant}>
        <Select options={firstApplicants.map((value) => ({ value, label: words.applicants[value] }))} />
      </Form.Item>
      <Form.Item<ApplyValues> noStyle dependencies={['applicantKind']}>
        {({ getFieldValue }) =>
          getFieldValue('applicantKind') === 'developer' ? (
            first.developer && <p className="quiet">{first.developer.name}</p>
          ) : (
            <>
              <Form.Item name="organisationId" label={text.organisation}>
                <Select
                  allowClear
                  placeholder={text.organisationHint}
                  showSearch={{ optionFilterProp: 'label' }}
                  options={first.organisations.map(({ id, name }) => ({ value: id, label: name }))}
                />
              </Form.Item>
              <Form.Item
                name="applicantBasis"
                label={text.applicantBasis}
                extra={text.basisHint}
                rules={[{ required: true, min: 2 }]}
              >
                <Input maxLength={300} />
              </Form.Item>
            </>
          )
        }
      </Form.Item>
    </>
  )
}
