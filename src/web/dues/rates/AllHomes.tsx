import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Button, Card, DatePicker, Select, Table } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { type AllDues, type AllDuesAsked, allDuesEndpoints, type EstateAllDues } from '#contract/all-dues.ts'
import { dueOutcomes } from '#domain/dues/outcomes.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { count, yuan } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { RecordTable, type RecordTableProps } from '../../platform/RecordTable.tsx'
import { useMay, useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { duesWords } from '../messages.ts'
import { ratesWords } from './messages.ts'
import { RecordAll } from './RecordAll.tsx'

const from = '/signed-in/shell/regions/$region/due-rates'

/** What every home would owe: of the region, then estate by estate; what is known may be recorded. */
export function AllHomes({ region }: { region: string }) {
  const text = useText(ratesWords)
  const { declaredOn, contractOn, familyHome } = useSearch({ from })
  const family = familyHome === 'only' || familyHome === 'second' || familyHome === 'further' ? familyHome : undefined
  const asked: AllDuesAsked = { declaredOn, assumedContractOn: contractOn, assumedFamilyHome: family }
  const mayRecord = useMay('dues.record', region) && !region.endsWith('00')
  const name = useRegionName(region)
  const [place, setPlace] = useState<{ name: string; estateId: string | null; no: number }>()
  const [isRecording, setRecording] = useState(false)
  const record = (of: { name: string; estateId: string | null }) => {
    setPlace({ ...of, no: (place?.no ?? 0) + 1 })
    setRecording(true)
  }
  const all = useQuery({
    ...endpointQuery(allDuesEndpoints.computeAllDues, { params: { region }, query: asked }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <Asked asked={asked} />
      <Reading query={all}>
        {(data) => (
          <Card
            size="small"
            title={text.allOf(count(data.homes), data.declaredOn)}
            style={{ marginBottom: 16 }}
            extra={
              mayRecord && (
                <Button
                  type="primary"
                  size="small"
                  className="no-print"
                  onClick={() => record({ name, estateId: null })}
                >
                  {text.recordAll}
                </Button>
              )
            }
          >
            <Sums sums={inOrder(data.sums)} />
          </Card>
        )}
      </Reading>
      <h2 style={{ fontSize: 16 }}>
        {text.byEstate}
        {mayRecord && <small style={{ marginLeft: 12, fontWeight: 'normal', opacity: 0.75 }}>{text.openEstate}</small>}
      </h2>
      <RecordTable<EstateAllDues>
        listKey={[allDuesEndpoints.computeEstatesDues.path, region, asked]}
        load={(after) => call(allDuesEndpoints.computeEstatesDues, { params: { region }, query: { ...asked, after } })}
        columns={columnsOf(text, region.endsWith('00'))}
        rowKey={({ estateId }) => estateId}
        onOpen={({ estateId, estateName, countyCode }) =>
          countyCode === region && mayRecord && record({ name: estateName, estateId })
        }
        width={980}
        height={420}
        empty={text.noEstates}
      />
      {place && (
        <RecordAll
          key={place.no}
          county={region}
          place={place}
          declaredOn={declaredOn}
          open={isRecording}
          onClose={() => setRecording(false)}
        />
      )}
    </>
  )
}

/** Of which day, and what is taken where a home says nothing. */
function Asked({ asked }: { asked: AllDuesAsked }) {
  const text = useText(ratesWords)
  const setSearch = useSetSearch()
  const picker = (value: string | undefined, name: string, placeholder: string) => (
    <DatePicker
      value={value ? dayjs(value) : null}
      placeholder={placeholder}
      onChange={(day) => setSearch({ [name]: day?.format('YYYY-MM-DD') })}
    />
  )
  return (
    <div className="all-homes-asked no-print">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the picker within is the control */}
      <label>
        {text.declaredOn} {picker(asked.declaredOn, 'declaredOn', text.today)}
      </label>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the picker within is the control */}
      <label>
        {text.assumed} {picker(asked.assumedContractOn, 'contractOn', '—')}
      </label>
      <Select
        allowClear
        aria-label={text.assumedFamily}
        placeholder={text.assumedFamily}
        value={asked.assumedFamilyHome ?? null}
        onChange={(value) => setSearch({ familyHome: value ?? undefined })}
        options={Object.entries(text.families).map(([value, label]) => ({
          value,
          label: `${text.assumedFamily} ${label}`,
        }))}
        style={{ width: 230 }}
      />
      <span style={{ opacity: 0.75 }}>{text.assumedHint}</span>
    </div>
  )
}

/** Each kind with what it comes to, and why not. */
function Sums({ sums }: { sums: AllDues['sums'] }) {
  const text = useText(ratesWords)
  const dues = useText(duesWords)
  const unknowns: Readonly<Record<string, string>> = text.unknowns
  const outcomes: Readonly<Record<string, string>> = text.outcomes
  return (
    <Table
      size="small"
      pagination={false}
      rowKey={({ kind, outcome, why }) => `${kind} ${outcome} ${why}`}
      dataSource={sums}
      scroll={{ x: 620 }}
      columns={[
        {
          title: text.kind,
          width: 180,
          onCell: (row, at = 0) => ({
            rowSpan: sums[at - 1]?.kind === row.kind ? 0 : sums.filter(({ kind }) => kind === row.kind).length,
          }),
          render: (_, { kind }) => dues.kinds[kind],
        },
        {
          title: text.outcome,
          render: (_, { outcome, why }) =>
            [outcomes[outcome], why && (unknowns[why] ?? why)].filter(Boolean).join(' · '),
        },
        {
          title: text.homesColumn,
          width: 120,
          align: 'right',
          className: 'number',
          render: (_, { homes }) => count(homes),
        },
        {
          title: text.fen,
          width: 170,
          align: 'right',
          className: 'number',
          render: (_, { fen, outcome }) => (outcome === 'unknown' || outcome === 'registered' ? '—' : yuan(fen)),
        },
      ]}
    />
  )
}

type Sum = AllDues['sums'][number]

const kindsInOrder: readonly Sum['kind'][] = ['deed_tax', 'maintenance_fund', 'registration_fee']

/** By kind, and of each what can be recorded first. */
const inOrder = (sums: readonly Sum[]): Sum[] =>
  sums.toSorted(
    (a, b) =>
      kindsInOrder.indexOf(a.kind) - kindsInOrder.indexOf(b.kind) ||
      dueOutcomes.indexOf(a.outcome) - dueOutcomes.indexOf(b.outcome),
  )

const columnsOf = (
  text: ReturnType<typeof useText<(typeof ratesWords)['zh']>>,
  isCity: boolean,
): RecordTableProps<EstateAllDues>['columns'] => {
  const fenOf = (sums: readonly Sum[], kind: Sum['kind']) => {
    const known = sums.filter((sum) => sum.kind === kind && sum.outcome === 'to_record')
    return known.length === 0 ? '—' : yuan(known.reduce((all, { fen }) => all + fen, 0))
  }
  const money = (title: string, kind: Sum['kind']) =>
    ({
      title,
      width: 150,
      align: 'right',
      className: 'number',
      render: (_: unknown, { sums }: EstateAllDues) => fenOf(sums, kind),
    }) as const
  return [
    { title: text.estate, dataIndex: 'estateName', width: 220, ellipsis: true },
    ...(isCity ? [{ title: text.county, dataIndex: 'countyName', width: 110 }] : []),
    { title: text.homesColumn, width: 90, align: 'right', className: 'number', render: (_, { homes }) => count(homes) },
    money(text.tax, 'deed_tax'),
    money(text.fund, 'maintenance_fund'),
    money(text.fee, 'registration_fee'),
    {
      title: text.unknownHomes,
      width: 130,
      align: 'right',
      className: 'number',
      render: (_, { sums }) =>
        count(sums.filter(({ outcome }) => outcome === 'unknown').reduce((all, { homes }) => all + homes, 0)),
    },
  ]
}
