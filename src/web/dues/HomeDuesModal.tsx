import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { HomeDue } from '#contract/due-shapes.ts'
import { duesEndpoints } from '#contract/dues.ts'
import { readYuan, yuanOf } from '#domain/dues/money.ts'
import { call } from '../platform/api.ts'
import { platformWords } from '../platform/messages.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { HomeDuesFields } from './HomeDuesFields.tsx'
import { HomeDuesTable, isRecordable } from './HomeDuesTable.tsx'
import { duesWords } from './messages.ts'
import { atItsField } from './refused.ts'

type Home = { county: string; unit: string; priceFen: number | null }

export type HomeValues = {
  contractOn?: Dayjs | null
  declaredOn?: Dayjs | null
  familyHome?: 'only' | 'second' | 'further' | null
  yuan?: string
  books?: number | null
  exemption?: 'small_enterprise' | 'public_housing' | 'local_rule' | null
}

/** What is asked of the tables; what was not filled in, or is no amount, is not known. */
export function askedOf({ contractOn, declaredOn, familyHome, yuan, books, exemption }: HomeValues) {
  const price = readYuan(yuan ?? '')
  return {
    contractOn: contractOn?.format('YYYY-MM-DD') ?? null,
    declaredOn: (declaredOn ?? dayjs()).format('YYYY-MM-DD'),
    familyHome: familyHome ?? null,
    priceFen: typeof price === 'number' && price > 0 ? price : null,
    books: books ?? 1,
    exemption: exemption ?? null,
  }
}

type HomeDuesModalProps = { home: Home; mayRecord: boolean; open: boolean; onClose: () => void }

/** Works out what a home owes while the questions are answered; who may, records what was chosen. */
export function HomeDuesModal({ open, onClose, ...props }: HomeDuesModalProps) {
  const text = useText(duesWords)
  return (
    <Modal title={text.computeTitle} open={open} onCancel={onClose} footer={null} width={760} destroyOnHidden>
      <HomeDuesForm {...props} onDone={onClose} />
    </Modal>
  )
}

function HomeDuesForm({
  home,
  mayRecord,
  onDone,
}: Omit<HomeDuesModalProps, 'open' | 'onClose'> & { onDone: () => void }) {
  const text = useText(duesWords)
  const words = useText(platformWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const initial = { declaredOn: dayjs(), books: 1, ...(home.priceFen !== null && { yuan: yuanOf(home.priceFen) }) }
  const [values, setValues] = useState<HomeValues>(initial)
  const [chosen, setChosen] = useState<HomeDue['kind'][]>([])
  const [reason, setReason] = useState(text.assessReason)
  const asked = askedOf(values)
  const params = { county: home.county, unit: home.unit }
  const computed = useQuery({
    queryKey: [duesEndpoints.computeHomeDues.path, params, asked],
    queryFn: () => call(duesEndpoints.computeHomeDues, { params, body: asked }),
    placeholderData: keepPreviousData,
  })
  const kinds = (computed.data ?? []).filter((due) => isRecordable(due) && chosen.includes(due.kind))

  async function record() {
    const body = { ...asked, kinds: kinds.map(({ kind }) => kind), reason }
    try {
      await atItsField(text, () => call(duesEndpoints.assessHomeDues, { params, body }))
      message.success(text.assessed)
      await queries.invalidateQueries()
      onDone()
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <>
      <p style={{ marginTop: 0, opacity: 0.75 }}>{text.computeHint}</p>
      <HomeDuesFields initial={initial} onChange={setValues} />
      <Reading query={computed}>
        {(dues) => (
          <HomeDuesTable
            dues={dues}
            {...(mayRecord && { chosen: kinds.map(({ kind }) => kind), onChoose: setChosen })}
          />
        )}
      </Reading>
      {mayRecord && (
        <Form layout="vertical" requiredMark={false} onFinish={record} style={{ marginTop: 16 }}>
          <Form.Item label={words.reason} htmlFor="dues-reason">
            <Input id="dues-reason" value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />
          </Form.Item>
          <Button type="primary" htmlType="submit" disabled={kinds.length === 0 || reason.trim().length < 2}>
            {text.assess}
          </Button>
          {kinds.length === 0 && <span style={{ marginLeft: 12, opacity: 0.75 }}>{text.chooseFirst}</span>}
        </Form>
      )}
    </>
  )
}
