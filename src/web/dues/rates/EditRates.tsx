import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, DatePicker, Form, Input, InputNumber, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { ReactNode } from 'react'
import { type DueRates, dueRatesEndpoints } from '#contract/due-rates.ts'
import { type FeeUse, feeUses } from '#domain/dues/registration-fee.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { saidIn } from '../said-in.ts'
import { ratesWords } from './messages.ts'
import './rates.css'

/** A row as it is typed: days as the picker has them, the source flat. */
type DatedRow = { from?: Dayjs | null; until?: Dayjs | null; document?: string; number?: string; verified?: boolean }
type FundRow = DatedRow & { use: FeeUse; storeysFrom: number; storeysTo: number | null; yuanPerM2: number }
type DeedTaxRow = DatedRow & { percent: number }

const typedOf = ({ from, until, source }: DueRates['deedTax'][number] | DueRates['maintenanceFund'][number]) => ({
  from: dayjs(from),
  until: until === null ? null : dayjs(until),
  document: source.document,
  number: source.number ?? '',
  verified: source.verified,
})

const datedOf = ({ from, until, document, number, verified }: DatedRow) => ({
  from: from?.format('YYYY-MM-DD') ?? '',
  until: until?.format('YYYY-MM-DD') ?? null,
  source: { document: document ?? '', number: number?.trim() ? number.trim() : null, verified: verified ?? false },
})

/** Edits the county's rates of the maintenance fund as one table. */
export function FundRatesModal({
  county,
  rows,
  onClose,
}: {
  county: string
  rows: DueRates['maintenanceFund']
  onClose: () => void
}) {
  const text = useText(ratesWords)
  const queries = useQueryClient()
  const initial = rows.map((row) => ({
    ...typedOf(row),
    use: row.use,
    storeysFrom: row.storeysFrom,
    storeysTo: row.storeysTo,
    yuanPerM2: row.fenPerM2 / 100,
  }))

  async function save({ rows: typed, reason }: { rows?: FundRow[]; reason: string }) {
    const body = {
      reason,
      rows: (typed ?? []).map((row) => ({
        ...datedOf(row),
        use: row.use,
        storeysFrom: row.storeysFrom,
        storeysTo: row.storeysTo ?? null,
        fenPerM2: Math.round(row.yuanPerM2 * 100),
      })),
    }
    await call(dueRatesEndpoints.setFundRates, { params: { county }, body })
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<{ rows?: FundRow[] }>
      open
      width={1080}
      title={text.editTitle(text.fundRates)}
      done={text.saved}
      suggested={text.suggested}
      onClose={onClose}
      act={(values) => saidIn(text.refusals, () => save(values))}
    >
      <Rows initial={initial} added={{ use: 'home', verified: false }}>
        {(at) => (
          <>
            <Form.Item name={[at, 'use']} label={text.use} rules={[{ required: true, message: text.required }]}>
              <Select options={feeUses.map((value) => ({ value, label: text.uses[value] }))} />
            </Form.Item>
            <Form.Item
              name={[at, 'storeysFrom']}
              label={text.storeysFrom}
              rules={[{ required: true, message: text.required }]}
            >
              <InputNumber min={1} max={200} precision={0} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name={[at, 'storeysTo']} label={text.storeysTo}>
              <InputNumber min={1} max={200} precision={0} placeholder={text.andMore} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name={[at, 'yuanPerM2']} label={text.perM2} rules={[{ required: true, message: text.required }]}>
              <InputNumber min={0.01} max={10_000} precision={2} style={{ width: '100%' }} />
            </Form.Item>
          </>
        )}
      </Rows>
    </ReasonModal>
  )
}

/** Edits the statutory rates of the deed tax as one table. */
export function DeedTaxRatesModal({
  county,
  rows,
  onClose,
}: {
  county: string
  rows: DueRates['deedTax']
  onClose: () => void
}) {
  const text = useText(ratesWords)
  const queries = useQueryClient()

  async function save({ rows: typed, reason }: { rows?: DeedTaxRow[]; reason: string }) {
    const body = {
      reason,
      rows: (typed ?? []).map((row) => ({ ...datedOf(row), perMille: Math.round(row.percent * 10) })),
    }
    await call(dueRatesEndpoints.setDeedTaxRates, { params: { county }, body })
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<{ rows?: DeedTaxRow[] }>
      open
      width={960}
      title={text.editTitle(text.deedTaxRates)}
      done={text.saved}
      suggested={text.suggested}
      onClose={onClose}
      act={(values) => saidIn(text.refusals, () => save(values))}
    >
      <Rows initial={rows.map((row) => ({ ...typedOf(row), percent: row.perMille / 10 }))} added={{ verified: false }}>
        {(at) => (
          <Form.Item
            name={[at, 'percent']}
            label={text.ratePerMille}
            rules={[{ required: true, message: text.required }]}
          >
            <InputNumber min={3} max={5} step={0.1} precision={1} style={{ width: '100%' }} />
          </Form.Item>
        )}
      </Rows>
    </ReasonModal>
  )
}

/** The rows of a table, each with its own fields and those every rate has. */
function Rows({
  initial,
  added,
  children,
}: {
  initial: readonly object[]
  added: object
  children: (at: number) => ReactNode
}) {
  const text = useText(ratesWords)
  return (
    <Form.List name="rows" initialValue={initial.length > 0 ? [...initial] : [added]}>
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <fieldset key={key} className="rate-row">
              <legend>
                {text.rowNo(String(name + 1))}{' '}
                <Button
                  size="small"
                  type="text"
                  aria-label={text.removeRow}
                  icon={<DeleteOutlined />}
                  onClick={() => remove(name)}
                />
              </legend>
              {children(name)}
              <DatedFields at={name} />
            </fieldset>
          ))}
          <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add(added)} style={{ marginBottom: 16 }}>
            {text.addRow}
          </Button>
        </>
      )}
    </Form.List>
  )
}

function DatedFields({ at }: { at: number }) {
  const text = useText(ratesWords)
  const required = [{ required: true, message: text.required }]
  return (
    <>
      <Form.Item name={[at, 'from']} label={text.from} rules={required}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name={[at, 'until']} label={text.until}>
        <DatePicker placeholder={text.still} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name={[at, 'document']} label={text.document} rules={required} className="rate-document">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={[at, 'number']} label={text.number}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={[at, 'verified']} valuePropName="checked" label=" ">
        <Checkbox>{text.verified}</Checkbox>
      </Form.Item>
    </>
  )
}
