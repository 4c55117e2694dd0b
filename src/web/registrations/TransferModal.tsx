import { useQueryClient } from '@tanstack/react-query'
import { Checkbox, DatePicker, Form, Input, InputNumber, Radio, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { transfersEndpoints, type WindowHome } from '#contract/transfers.ts'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import {
  type Authorisation,
  type TransferApplicant,
  transferApplicantKinds,
  transferApplicants,
} from '#domain/registrations/transfer/applicants.ts'
import type { CoOwnership } from '#domain/registrations/transfer/shares.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { AgentFields, anotherAgent } from './AgentFields.tsx'
import { BuyerFields } from './BuyerFields.tsx'
import { batchWords } from './batch-messages.ts'
import { type BuyerValues, buyersTold } from './buyers.ts'
import { officeToday } from './days-until.ts'
import { registrationWords } from './messages.ts'
import { windowWords } from './window-messages.ts'

type Values = {
  applicantKind: TransferApplicant
  applicantBasis?: string
  submittedOn: Dayjs
  buyers: BuyerValues[]
  coOwnership: CoOwnership
  difference?: string
  hasAgent?: boolean
  authorisationId?: string
  agent?: { name: string; idNumber: string; authorisation: Authorisation }
  contractNo?: string
  contractOn?: Dayjs
  price?: number
  invoiceNo?: string
  held: PaperKind[]
  remark?: string
}

/** Hands in the transfer of one home: what the ledger knows stands there already. */
export function TransferModal({ home, onClose }: { home: WindowHome; onClose: () => void }) {
  const text = useText(windowWords)
  const words = useText(registrationWords)
  const queries = useQueryClient()

  async function send({ reason, ...told }: Values & { reason: string }) {
    await call(transfersEndpoints.submitTransfer, {
      params: { county: home.countyCode, unit: home.unitId },
      body: {
        reason,
        submittedOn: told.submittedOn.format('YYYY-MM-DD'),
        applicantKind: told.applicantKind,
        applicantBasis: told.applicantBasis || null,
        buyers: buyersTold(told.buyers, told.coOwnership),
        coOwnership: told.coOwnership,
        difference: told.difference || null,
        agent: agentTold(told),
        contract: {
          no: told.contractNo || null,
          on: told.contractOn?.format('YYYY-MM-DD') ?? null,
          priceFen: told.price === undefined || told.price === null ? null : Math.round(told.price * 100),
          invoiceNo: told.invoiceNo || null,
        },
        held: told.held,
        remark: told.remark || null,
      },
    })
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<Values>
      title={text.applyBoth}
      open
      onClose={onClose}
      act={send}
      done={text.submitted}
      suggested={words.suggested.submit}
    >
      <ApplicantFields home={home} />
      <BuyerFields home={home} />
      <AgentFields agents={home.agents} />
      <ContractFields home={home} />
      <Form.Item
        name="held"
        label={text.held}
        initialValue={home.papers.filter(({ standing }) => standing === 'held').map(({ paper }) => paper)}
      >
        <Checkbox.Group
          options={home.papers
            .filter(({ standing }) => standing === 'held' || standing === 'missing')
            .map(({ paper }) => ({ value: paper, label: words.papers[paper] }))}
        />
      </Form.Item>
      <Form.Item name="remark" label={text.remark}>
        <Input maxLength={500} />
      </Form.Item>
    </ReasonModal>
  )
}

function agentTold({ hasAgent, authorisationId, agent }: Values) {
  if (!hasAgent) return null
  return authorisationId && authorisationId !== anotherAgent ? { authorisationId } : (agent ?? null)
}

function ApplicantFields({ home: { developer } }: { home: WindowHome }) {
  const text = useText(batchWords)
  const words = useText(registrationWords)
  const kind = Form.useWatch<TransferApplicant | undefined>('applicantKind')
  const usual: TransferApplicant = developer.standing === 'gone' ? 'buyer' : 'both'
  return (
    <>
      <Form.Item
        name="applicantKind"
        label={text.applicant}
        initialValue={usual}
        extra={kind ? words.applicantMeanings[kind] : undefined}
      >
        <Radio.Group options={transferApplicantKinds.map((value) => ({ value, label: words.applicantKinds[value] }))} />
      </Form.Item>
      {kind && transferApplicants[kind].needsBasis && (
        <Form.Item name="applicantBasis" label={text.basis} extra={text.basisHint} rules={[{ required: true }]}>
          <Input maxLength={200} />
        </Form.Item>
      )}
      <Form.Item
        name="submittedOn"
        label={text.submittedOn}
        initialValue={dayjs(officeToday())}
        rules={[{ required: true }]}
      >
        <DatePicker allowClear={false} maxDate={dayjs(officeToday())} />
      </Form.Item>
    </>
  )
}

function ContractFields({ home }: { home: WindowHome }) {
  const text = useText(windowWords)
  return (
    <Space wrap size={[16, 0]}>
      <Form.Item name="contractNo" label={text.contractNo} initialValue={home.contractNo ?? undefined}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="contractOn" label={text.contractOn}>
        <DatePicker maxDate={dayjs(officeToday())} />
      </Form.Item>
      <Form.Item
        name="price"
        label={text.price}
        initialValue={home.priceFen === null ? undefined : home.priceFen / 100}
      >
        <InputNumber min={0} precision={2} style={{ width: 160 }} />
      </Form.Item>
      <Form.Item name="invoiceNo" label={text.invoiceNo}>
        <Input maxLength={80} />
      </Form.Item>
    </Space>
  )
}
