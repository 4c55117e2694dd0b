import { useQuery, useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { duesEndpoints } from '#contract/dues.ts'
import { estatesEndpoints } from '#contract/estates.ts'
import { type Fund, fundsEndpoints } from '#contract/funds.ts'
import { type FundPurchase, fundedDueKinds, fundPurchases } from '#domain/dues/funds.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { useDebounced } from '../../diagnosis/use-debounced.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { saidIn } from '../said-in.ts'
import { FenItem, fenOf } from './FenItem.tsx'
import { fundsWords } from './messages.ts'

type Values = {
  bought: FundPurchase
  matter: string
  payee: string
  contractNo?: string
  amountFen: string
  committedOn: Dayjs
  estateIds?: string[]
  dueIds?: string[]
}

/** Commits a part of a fund: what is bought, from whom, for which estates, and which dues it is to settle. */
export function CommitModal({ fund, open, onClose }: { fund: Fund; open: boolean; onClose: () => void }) {
  const text = useText(fundsWords)
  const queries = useQueryClient()
  const required = [{ required: true, min: 2, message: text.required }]

  async function commit({ amountFen, committedOn, contractNo, ...use }: Values & { reason: string }) {
    const body = {
      ...use,
      contractNo: contractNo?.trim() ? contractNo.trim() : null,
      amountFen: fenOf(amountFen),
      committedOn: committedOn.format('YYYY-MM-DD'),
    }
    await call(fundsEndpoints.commitFund, { params: { county: fund.countyCode, fund: fund.id }, body })
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<Values>
      title={text.commit}
      open={open}
      onClose={onClose}
      act={(values) => saidIn(text.refusals, () => commit(values))}
      done={text.committed}
      suggested={text.commit}
    >
      <Form.Item name="bought" label={text.bought} initialValue="survey">
        <Select options={fundPurchases.map((value) => ({ value, label: text.purchases[value] }))} />
      </Form.Item>
      <Form.Item name="matter" label={text.matter} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="payee" label={text.payee} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="contractNo" label={text.contractNo}>
        <Input maxLength={100} />
      </Form.Item>
      <FenItem hint={text.stillFund(yuanOf(fund.amountFen - fund.committedFen))} />
      <Form.Item name="committedOn" label={text.committedOn} initialValue={dayjs()}>
        <DatePicker allowClear={false} style={{ width: '100%' }} maxDate={dayjs()} />
      </Form.Item>
      <Form.Item name="estateIds" label={text.estates} extra={text.estatesHint}>
        <EstatesSelect county={fund.countyCode} />
      </Form.Item>
      <Form.Item name="dueIds" label={text.dues} extra={text.duesHint}>
        <DuesSelect county={fund.countyCode} />
      </Form.Item>
    </ReasonModal>
  )
}

type Picking = { county: string; value?: string[]; onChange?: (ids: string[]) => void; id?: string }

/** Some estates of a county, found by their names; those chosen keep theirs. */
function EstatesSelect({ county, value, onChange, id }: Picking) {
  const [typed, setTyped] = useState('')
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const name = useDebounced(typed, 250)
  const found = useQuery(
    endpointQuery(estatesEndpoints.listEstates, { params: { region: county }, query: { name, limit: 30 } }),
  )
  const rows = (found.data?.rows ?? []).map((estate) => [estate.id, estate.name] as const)
  const known = { ...names, ...Object.fromEntries(rows) }
  const offered = new Set([...(value ?? []), ...rows.map(([estate]) => estate)])
  return (
    <Select
      {...(id !== undefined && { id })}
      mode="multiple"
      value={value ?? []}
      onChange={(ids: string[]) => {
        setNames(known)
        onChange?.(ids)
      }}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      options={[...offered].map((estate) => ({ value: estate, label: known[estate] ?? estate }))}
    />
  )
}

/** Surveys and appraisals the government still owes. */
function DuesSelect({ county, ...picking }: Picking) {
  const text = useText(fundsWords)
  const dues = useText(duesWords)
  const body = { debtorKind: 'government', state: 'owed', limit: 200 } as const
  const found = useQuery({
    queryKey: [duesEndpoints.listDues.path, county, body, fundedDueKinds],
    queryFn: async () => {
      const pages = await Promise.all(
        fundedDueKinds.map((kind) =>
          call(duesEndpoints.listDues, { params: { region: county }, body: { ...body, kind } }),
        ),
      )
      return pages.flatMap(({ rows }) => rows)
    },
  })
  return (
    <Select
      {...picking}
      mode="multiple"
      optionFilterProp="label"
      loading={found.isFetching}
      notFoundContent={text.noDues}
      options={(found.data ?? []).map(({ id, kind, estateName, owedFen }) => ({
        value: id,
        label: text.due(dues.kinds[kind], estateName ?? '', yuanOf(owedFen)),
      }))}
    />
  )
}
