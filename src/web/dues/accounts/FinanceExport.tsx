import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, DatePicker, Form, Modal, Radio, Segmented } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { dueAccountsEndpoints, type FinanceList, type FinanceQuery, financeLists } from '#contract/due-accounts.ts'
import { download } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { accountWords } from './messages.ts'

type Choice = { list: FinanceList; days?: [Dayjs | null, Dayjs | null] | null; format: 'xlsx' | 'csv' }

/** Takes a list away for the finance office: which, of which days, as which file. */
export function FinanceExport({ region, filters }: { region: string; filters: FinanceQuery }) {
  const text = useText(accountWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<Choice>()
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const list = Form.useWatch('list', form) ?? 'dues'
  const hasFilters = Object.keys(filters).length > 0

  async function take({ list: chosen, days, format }: Choice) {
    setBusy(true)
    const { financeXlsx, financeCsv } = dueAccountsEndpoints
    const [from, until] = [days?.[0]?.format('YYYY-MM-DD'), days?.[1]?.format('YYYY-MM-DD')]
    const body = chosen === 'dues' ? filters : { from, until }
    const input = { params: { region, financeList: chosen }, body }
    await download(format === 'csv' ? financeCsv : financeXlsx, input, `${text.lists[chosen]}.${format}`)
      .then(() => {
        message.success(text.exported)
        setOpen(false)
      })
      .catch((error: Error) => message.error(error.message))
    setBusy(false)
  }

  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setOpen(true)}>
        {text.export}
      </Button>
      <Modal
        open={isOpen}
        title={text.export}
        okText={text.make}
        cancelText={text.cancel}
        confirmLoading={isBusy}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
      >
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ list: 'dues', format: 'xlsx' }}
          onFinish={take}
        >
          <Form.Item
            name="list"
            label={text.list}
            extra={list === 'dues' && hasFilters ? text.filtered : text.exportHint}
          >
            <Radio.Group
              options={financeLists.map((value) => ({ value, label: text.lists[value] }))}
              style={{ display: 'grid', gap: 8 }}
            />
          </Form.Item>
          {list !== 'dues' && (
            <Form.Item name="days" label={text.days}>
              <DatePicker.RangePicker allowEmpty placeholder={[text.from, text.until]} style={{ width: '100%' }} />
            </Form.Item>
          )}
          <Form.Item name="format" label={text.format}>
            <Segmented
              options={[
                { value: 'xlsx', label: 'Excel' },
                { value: 'csv', label: 'CSV' },
              ]}
            />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
