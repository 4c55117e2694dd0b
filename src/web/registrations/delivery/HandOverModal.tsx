import { Button, DatePicker, Form, Input, Radio, Select, Upload } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { deliveryEndpoints } from '#contract/delivery.ts'
import { type DeliveryProof, type DeliveryWay, deliveryWays } from '#domain/registrations/delivery/moves.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { iso } from '../places/times.ts'
import type { ActProps } from './DeliveryActs.tsx'
import { keepProof } from './keep-proof.ts'
import { deliveryWords } from './messages.ts'
import { ReceiverFields, type ReceiverValues, receiverOf } from './ReceiverFields.tsx'
import { SignaturePad } from './SignaturePad.tsx'

type Values = ReceiverValues & { way: DeliveryWay; proof: DeliveryProof; words?: string; on: Dayjs }

/**
 * Hands certificates over: one with a signature drawn here or a photo, many by a list they signed. What is on its way by post
 * is received by the post's receipt.
 */
export function HandOverModal({ county, rows, onClose, onResults }: ActProps) {
  const text = useText(deliveryWords)
  const [drawn, setDrawn] = useState<Blob | null>(null)
  const [photo, setPhoto] = useState<File | null>(null)
  const [only, ...others] = rows
  const isOne = others.length === 0
  const isPosted = only?.state === 'sent'
  const proofs: readonly DeliveryProof[] = [
    ...(isOne && !isPosted ? (['signature', 'photo'] as const) : []),
    ...(isPosted ? (['post_receipt'] as const) : []),
    'signed_list',
  ]

  async function handOver({ reason, way, proof, words, on, ...receiver }: Values & { reason: string }) {
    const file = proof === 'signature' ? drawn : proof === 'photo' ? photo : null
    if (proof === 'signature' || proof === 'photo') {
      if (!file || !only) throw new Error(text.noProof)
      await keepProof({ county, row: only, way, proof, file, reason })
    }
    const items = rows.map(({ applicationId }) => ({ applicationId, receiver: isOne ? receiverOf(receiver) : null }))
    const body = { reason, on: iso(on), way: isPosted ? null : way, proof, proofWords: words?.trim() || null, items }
    await onResults((await call(deliveryEndpoints.deliver, { params: { county }, body })).results, text.delivered)
  }

  return (
    <ReasonModal<Values> open title={text.handOver} onClose={onClose} act={handOver} suggested={text.handOverReason}>
      {!isPosted && (
        <Form.Item name="way" label={text.way} initialValue={wayFor(only?.way)} rules={[{ required: true }]}>
          <Select
            options={deliveryWays
              .filter((way) => way !== 'post' && (isOne || way !== 'agent'))
              .map((way) => ({ value: way, label: text.ways[way] }))}
          />
        </Form.Item>
      )}
      {isOne && <ReceiverFields />}
      <Form.Item name="proof" label={text.proof} initialValue={proofs[0]} rules={[{ required: true }]}>
        <Radio.Group options={proofs.map((proof) => ({ value: proof, label: text.proofs[proof] }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={['proof']}>
        {({ getFieldValue }) => {
          const proof: DeliveryProof = getFieldValue('proof')
          if (proof === 'signature') return <SignaturePad onDraw={setDrawn} />
          if (proof === 'photo') return <PhotoField photo={photo} onTake={setPhoto} />
          return (
            <Form.Item
              name="words"
              label={text.page}
              rules={[{ required: true }]}
              {...(only?.trackingNo && { initialValue: only.trackingNo })}
            >
              <Input maxLength={120} placeholder={text.pageExample} />
            </Form.Item>
          )
        }}
      </Form.Item>
      <Form.Item name="on" label={text.on} initialValue={dayjs()} rules={[{ required: true }]}>
        <DatePicker allowClear={false} maxDate={dayjs()} />
      </Form.Item>
    </ReasonModal>
  )
}

const wayFor = (planned: DeliveryWay | null | undefined): DeliveryWay =>
  planned && planned !== 'post' ? planned : 'window'

function PhotoField({ photo, onTake }: { photo: File | null; onTake: (photo: File) => void }) {
  const text = useText(deliveryWords)
  return (
    <div style={{ marginBottom: 24 }}>
      <Upload
        accept="image/*"
        capture="environment"
        showUploadList={false}
        beforeUpload={(file) => {
          onTake(file)
          return false
        }}
      >
        <Button>{photo ? text.photoTaken(photo.name) : text.photo}</Button>
      </Upload>
    </div>
  )
}
