import { App, Button, Form, Input, Modal, Radio, Segmented, Select } from 'antd'
import { useState } from 'react'
import { type PrintRun, registrationPrintsEndpoints } from '#contract/registration-prints.ts'
import {
  type ApplicationPrint,
  applicationPrints,
  openedPrints,
  type PrintKind,
} from '#domain/registrations/prints/kinds.ts'
import { call, download } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { printWords } from './messages.ts'
import type { ToPrint } from './PrintMenu.tsx'
import { PrintProgress } from './PrintProgress.tsx'

type PrintModalProps = { toPrint: ToPrint; usual?: ApplicationPrint | undefined; onClose: () => void }
type Choice = { kind: PrintKind; format: 'pdf' | 'docx'; ids: 'masked' | 'opened'; reason?: string }

/** Which paper, in which format, with which numbers; many are laid out with progress. */
export function PrintModal({ toPrint, usual = 'acceptance_receipt', onClose }: PrintModalProps) {
  const text = useText(printWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<Choice>()
  const [isBusy, setBusy] = useState(false)
  const [run, setRun] = useState<PrintRun>()
  const isBatch = 'batch' in toPrint
  const isOne = !isBatch && toPrint.applications.length === 1
  const kind = Form.useWatch('kind', form) ?? (isBatch ? 'batch_list' : usual)
  const ids = Form.useWatch('ids', form) ?? 'masked'
  const mayOpen = useMay('personal.open', toPrint.county) && openedPrints.some((opened) => opened === kind)
  const kinds: readonly PrintKind[] = isBatch ? ['batch_list', ...applicationPrints] : applicationPrints

  async function make(choice: Choice) {
    setBusy(true)
    try {
      const made = await printChosen(toPrint, choice, `${text.kinds[choice.kind]}.${choice.format}`)
      if (made) setRun(made)
      else onClose()
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={isBatch ? text.titleOfBatch : text.title(count(toPrint.applications.length))}
      onCancel={onClose}
      footer={
        run ? (
          <Button onClick={onClose}>{text.close}</Button>
        ) : (
          <Button type="primary" loading={isBusy} onClick={() => form.submit()}>
            {text.make}
          </Button>
        )
      }
    >
      {run ? (
        <PrintProgress county={toPrint.county} run={run} />
      ) : (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{
            kind: kinds[0] === 'batch_list' ? kinds[0] : usual,
            format: 'pdf',
            ids: 'masked',
          }}
          onFinish={make}
        >
          <Form.Item name="kind" label={text.kind}>
            <Select options={kinds.map((value) => ({ value, label: text.kinds[value] }))} />
          </Form.Item>
          {(isOne || kind === 'batch_list') && (
            <Form.Item name="format" label={text.format}>
              <Segmented options={(['pdf', 'docx'] as const).map((value) => ({ value, label: text.formats[value] }))} />
            </Form.Item>
          )}
          {mayOpen && (
            <Form.Item name="ids" label={text.ids} extra={text.openedHint}>
              <Radio.Group options={(['masked', 'opened'] as const).map((value) => ({ value, label: text[value] }))} />
            </Form.Item>
          )}
          {mayOpen && ids === 'opened' && (
            <Form.Item name="reason" label={text.reason} rules={[{ required: true, min: 2, message: text.reasonHint }]}>
              <Input maxLength={200} placeholder={text.reasonHint} />
            </Form.Item>
          )}
        </Form>
      )}
    </Modal>
  )
}

/** One paper, or the list of a batch, comes at once; of many the run that lays them out. */
async function printChosen(toPrint: ToPrint, choice: Choice, name: string): Promise<PrintRun | null> {
  if (choice.kind !== 'batch_list') {
    const paper = { ...choice, kind: choice.kind }
    if ('batch' in toPrint) return orderPrints(toPrint.county, { batch: toPrint.batch }, paper)
    const [application = '', ...others] = toPrint.applications
    if (others.length > 0) return orderPrints(toPrint.county, { applications: [...toPrint.applications] }, paper)
    await printOne(toPrint.county, application, paper, name)
    return null
  }
  if ('batch' in toPrint) {
    const { batchListPdf, batchListDocx } = registrationPrintsEndpoints
    const endpoint = choice.format === 'pdf' ? batchListPdf : batchListDocx
    await download(endpoint, { params: { county: toPrint.county, registrationBatch: toPrint.batch } }, name)
  }
  return null
}

type Paper = Omit<Choice, 'kind'> & { kind: ApplicationPrint }

/** The kind with numbers in full and for what; null where they stay masked. */
function openedOf({ kind, reason }: Paper) {
  const opened = openedPrints.find((candidate) => candidate === kind)
  return opened && reason !== undefined ? { kind: opened, reason } : null
}

async function printOne(county: string, application: string, paper: Paper, name: string): Promise<void> {
  const { printPdf, printDocx, printOpenedPdf, printOpenedDocx } = registrationPrintsEndpoints
  const opened = openedOf(paper)
  const params = { county }
  if (opened) {
    const endpoint = paper.format === 'pdf' ? printOpenedPdf : printOpenedDocx
    return download(endpoint, { params, body: { ...opened, application } }, name)
  }
  return download(
    paper.format === 'pdf' ? printPdf : printDocx,
    { params, body: { kind: paper.kind, application } },
    name,
  )
}

function orderPrints(
  county: string,
  chosen: { batch: string } | { applications: string[] },
  paper: Paper,
): Promise<PrintRun> {
  const { orderPrints: order, orderOpenedPrints } = registrationPrintsEndpoints
  const opened = openedOf(paper)
  const params = { county }
  if (opened) return call(orderOpenedPrints, { params, body: { ...opened, ...chosen } })
  return call(order, { params, body: { kind: paper.kind, ...chosen } })
}
