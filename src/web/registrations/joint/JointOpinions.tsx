import { useQueryClient } from '@tanstack/react-query'
import { App, Button, DatePicker, Form, Input, Modal, Radio, Table, Tag } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { type JointAcceptance, jointEndpoints } from '#contract/joint-acceptance.ts'
import { call } from '../../platform/api.ts'
import { platformWords } from '../../platform/messages.ts'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { UnitSelect } from '../../tasks/PersonSelect.tsx'
import { iso } from '../places/times.ts'
import { jointWords } from './messages.ts'

type Opinion = JointAcceptance['opinions'][number]

const colours = { open: 'default', agree: 'green', disagree: 'red', not_needed: 'blue' } as const

/** One line for each matter: which unit, which officer, when, by which paper. */
export function JointOpinions({ joint }: { joint: JointAcceptance }) {
  const text = useText(jointWords)
  const mayGive = useMay('opinions.give', joint.countyCode) && joint.state === 'open'
  const [giving, setGiving] = useState<Opinion>()
  return (
    <>
      <Table<Opinion>
        size="small"
        rowKey="matter"
        dataSource={joint.opinions}
        pagination={false}
        scroll={{ x: 900 }}
        columns={[
          { title: text.matter, render: (_, { matter }) => text.matters[matter], width: 110 },
          {
            title: text.opinions,
            render: (_, { stance }) => <Tag color={colours[stance]}>{text.stances[stance]}</Tag>,
            width: 110,
          },
          { title: text.unit, render: (_, { organisation }) => organisation?.name, width: 190 },
          { title: text.officer, dataIndex: 'officer', width: 100 },
          { title: text.day, dataIndex: 'on', width: 110 },
          { title: text.paper, dataIndex: 'paper', width: 190 },
          { title: text.words, dataIndex: 'words' },
          ...(mayGive
            ? [
                {
                  title: '',
                  render: (_: unknown, opinion: Opinion) => (
                    <Button size="small" className="no-print" onClick={() => setGiving(opinion)}>
                      {text.give}
                    </Button>
                  ),
                  width: 100,
                },
              ]
            : []),
        ]}
      />
      {giving && <OpinionModal joint={joint} opinion={giving} onClose={() => setGiving(undefined)} />}
    </>
  )
}

type Values = {
  organisationId?: string
  stance: 'agree' | 'disagree' | 'not_needed'
  officer: string
  on: Dayjs
  paper?: string
  words?: string
}

function OpinionModal({ joint, opinion, onClose }: { joint: JointAcceptance; opinion: Opinion; onClose: () => void }) {
  const text = useText(jointWords)
  const words = useText(platformWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const { countyCode: county, id } = joint

  async function give({ organisationId, on, paper = '', words: said = '', ...given }: Values) {
    const body = {
      ...given,
      organisationId: organisationId ?? null,
      on: iso(on),
      paper: paper.trim() || null,
      words: said.trim() || null,
    }
    try {
      await call(jointEndpoints.giveJointOpinion, { params: { county, joint: id, matter: opinion.matter }, body })
      message.success(text.givenDone)
      onClose()
      await queries.invalidateQueries()
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <Modal
      open
      title={`${text.give} · ${text.matters[opinion.matter]}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={words.confirm}
      cancelText={words.cancel}
    >
      <Form form={form} layout="vertical" onFinish={give} requiredMark={false}>
        <Form.Item name="stance" label={text.opinions} initialValue="agree" rules={[{ required: true }]}>
          <Radio.Group
            options={(['agree', 'disagree', 'not_needed'] as const).map((stance) => ({
              value: stance,
              label: text.stances[stance],
            }))}
          />
        </Form.Item>
        <Form.Item
          name="organisationId"
          label={text.unit}
          {...(opinion.organisation && { initialValue: opinion.organisation.id })}
        >
          <UnitSelect county={county} />
        </Form.Item>
        <Form.Item
          name="officer"
          label={text.officer}
          initialValue={opinion.officer ?? ''}
          rules={[{ required: true }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="on" label={text.day} initialValue={dayjs()} rules={[{ required: true }]}>
          <DatePicker allowClear={false} maxDate={dayjs()} />
        </Form.Item>
        <Form.Item name="paper" label={text.paper} initialValue={opinion.paper ?? ''}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="words" label={text.words} extra={text.wordsHint} initialValue={opinion.words ?? ''}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
