import { UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Tooltip, Upload } from 'antd'
import { useState } from 'react'
import { PaymentList, paymentListEndpoints } from '#contract/payment-lists.ts'
import { addressOf, problemOf } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { listWords } from './messages.ts'

/** Brings a payment list and leads to what becomes of its lines; nothing is booked by that. */
export function BringList({ county }: { county: string }) {
  const text = useText(listWords)
  const { message } = App.useApp()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)

  async function send(file: File) {
    setBusy(true)
    try {
      const form = new FormData()
      form.append('files', file, file.name)
      const address = addressOf(paymentListEndpoints.bringPaymentList.path, { params: { county } })
      const response = await fetch(address, { method: 'POST', body: form })
      if (!response.ok) throw await problemOf(response)
      const { id } = PaymentList.parse(await response.json())
      void queries.invalidateQueries({ queryKey: [paymentListEndpoints.listPaymentLists.path] })
      await navigate({ to: '/counties/$county/payment-lists/$list', params: { county, list: id } })
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Upload
      accept=".xlsx,.xls,.ods,.csv"
      showUploadList={false}
      beforeUpload={(file) => {
        void send(file)
        return false
      }}
    >
      <Tooltip title={text.bringHint} placement="bottomRight">
        <Button type="primary" icon={<UploadOutlined />} loading={isBusy}>
          {text.bring}
        </Button>
      </Tooltip>
    </Upload>
  )
}
