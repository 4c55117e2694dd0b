import { Link } from '@tanstack/react-router'
import { Button, DatePicker, Form, Input, Radio, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { PublicNotice } from '#contract/first-registration-shapes.ts'
import { firstRegistrationsEndpoints } from '#contract/first-registrations.ts'
import {
  type NoticeAct,
  noticeActsFrom,
  type ObjectionDecision,
  objectionDecisions,
} from '#domain/registrations/first/notice.ts'
import { call } from '../../platform/api.ts'
import { DraftDocumentButton } from '../../platform/DraftDocumentButton.tsx'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import type { FirstProps } from './first-props.ts'
import { firstPageWords } from './messages.ts'
import { useFirstAct } from './use-first-act.ts'

type NoticeProps = FirstProps & { notice: PublicNotice }
type Doing = Exclude<NoticeAct, 'decide'>
type Values = { on?: Dayjs; postedWhere?: string; objector?: string; words?: string; reason: string }

/** What may be done with a notice now. Ended early it is refused with the day on which it may end. */
export function NoticeActs({ first, notice }: NoticeProps) {
  const text = useText(firstPageWords)
  const [doing, setDoing] = useState<Doing>()
  const titles = { post: text.postNotice, object: text.object, end: text.end, withdraw: text.withdrawNotice }
  const done = { post: text.posted, object: text.objected, end: text.endedWell, withdraw: text.noticeWithdrawn }
  const act = useFirstAct((values: Values) => carryOut(doing ?? 'post', { first, notice }, values))
  const possible = noticeActsFrom(notice.state).filter((name): name is Doing => name !== 'decide')
  return (
    <>
      <Space wrap className="no-print" style={{ marginTop: 8 }}>
        {possible.map((name) => (
          <Button key={name} size="small" type={name === 'post' ? 'primary' : 'default'} onClick={() => setDoing(name)}>
            {titles[name]}
          </Button>
        ))}
        <DocumentOf first={first} notice={notice} />
        {notice.postedOn && (
          <Link
            to="/regions/$region/public-notices/$notice/board"
            params={{ region: first.countyCode, notice: notice.id }}
            search={{}}
          >
            <Button size="small">{text.printBoard}</Button>
          </Link>
        )}
      </Space>
      {doing && (
        <ReasonModal<Values>
          key={doing}
          open
          title={titles[doing]}
          done={done[doing]}
          suggested={text.reason}
          onClose={() => setDoing(undefined)}
          act={act}
        >
          {doing === 'post' && <PostFields first={first} />}
          {doing === 'object' && <ObjectFields notice={notice} />}
        </ReasonModal>
      )}
    </>
  )
}

/** The notice as an official document, or the way to draft it. */
function DocumentOf({ first, notice }: NoticeProps) {
  const text = useText(firstPageWords)
  const params = { county: first.countyCode, first: first.id, notice: notice.id }
  if (notice.documentId)
    return (
      <Link to="/counties/$county/documents/$document" params={{ county: params.county, document: notice.documentId }}>
        <Button size="small">{text.openDocument}</Button>
      </Link>
    )
  return (
    <DraftDocumentButton
      county={params.county}
      size="small"
      words={{ title: text.write, drafted: text.written, reason: text.writeReason }}
      draft={(reason) => call(firstRegistrationsEndpoints.noticeDocument, { params, body: { reason } })}
    />
  )
}

function PostFields({ first }: FirstProps) {
  const text = useText(firstPageWords)
  return (
    <>
      <Day label={text.postedOn} from={first.submittedOn} />
      <Form.Item
        name="postedWhere"
        label={text.postedWhere}
        extra={text.postedWhereHint}
        rules={[{ required: true, min: 2 }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

function ObjectFields({ notice }: { notice: PublicNotice }) {
  const text = useText(firstPageWords)
  return (
    <>
      <Day label={text.raisedOn} from={notice.postedOn} />
      <Form.Item name="objector" label={text.objector} rules={[{ required: true }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="words" label={text.objectionWords} rules={[{ required: true, min: 2 }]}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
    </>
  )
}

function Day({ label, from }: { label: string; from: string | null }) {
  return (
    <Form.Item name="on" label={label} initialValue={dayjs()} rules={[{ required: true }]}>
      <DatePicker
        allowClear={false}
        maxDate={dayjs()}
        {...(from && { minDate: dayjs(from) })}
        style={{ width: '100%' }}
      />
    </Form.Item>
  )
}

function carryOut(doing: Doing, { first, notice }: NoticeProps, values: Values): Promise<unknown> {
  const params = { county: first.countyCode, first: first.id, notice: notice.id }
  const { on = dayjs(), postedWhere = '', objector = '', words = '', reason } = values
  const day = on.format('YYYY-MM-DD')
  const acts = {
    post: () => call(firstRegistrationsEndpoints.postNotice, { params, body: { reason, postedOn: day, postedWhere } }),
    object: () =>
      call(firstRegistrationsEndpoints.objectToNotice, { params, body: { reason, raisedOn: day, objector, words } }),
    end: () => call(firstRegistrationsEndpoints.endNotice, { params, body: { reason } }),
    withdraw: () => call(firstRegistrationsEndpoints.withdrawNotice, { params, body: { reason } }),
  }
  return acts[doing]()
}

type DecisionValues = { on: Dayjs; decision: ObjectionDecision; words: string }

/** Decides one objection, with its grounds. */
export function DecideObjection({ first, notice, no }: NoticeProps & { no: number }) {
  const text = useText(firstPageWords)
  const [isOpen, setOpen] = useState(false)
  const params = { county: first.countyCode, first: first.id, notice: notice.id, objection: no }
  const act = useFirstAct(({ on, ...body }: DecisionValues & { reason: string }) =>
    call(firstRegistrationsEndpoints.decideObjection, {
      params,
      body: { ...body, decidedOn: on.format('YYYY-MM-DD') },
    }),
  )
  return (
    <>
      <Button size="small" className="no-print" onClick={() => setOpen(true)}>
        {text.decide}
      </Button>
      {isOpen && (
        <ReasonModal<DecisionValues>
          open
          title={text.decide}
          done={text.decided}
          suggested={text.reason}
          onClose={() => setOpen(false)}
          act={act}
        >
          <Form.Item name="decision" label={text.decisionLabel} rules={[{ required: true }]}>
            <Radio.Group
              optionType="button"
              options={objectionDecisions.map((value) => ({ value, label: text.decisions[value] }))}
            />
          </Form.Item>
          <Day label={text.decidedOn} from={null} />
          <Form.Item name="words" label={text.decisionWords} rules={[{ required: true, min: 2 }]}>
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
        </ReasonModal>
      )}
    </>
  )
}
