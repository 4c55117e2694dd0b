import { MinusCircleOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { estatesEndpoints } from '#contract/estates.ts'
import type { PublicContact } from '#contract/public-notices.ts'
import { publicationsEndpoints, type RegionPublication } from '#contract/publications.ts'
import type { Publishable } from '#domain/outreach/public/publishing.ts'
import { percent } from '#domain/reports/figures.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { publicationWords } from './messages.ts'

type Values = { figures: Publishable[]; estateIds?: string[]; contacts: PublicContact[]; words?: string }
type Props = { region: string; publication: RegionPublication; onClose: () => void }

/** Drafts what is to be published, beginning with what was drafted or published last. */
export function ComposePublication({ region, publication, onClose }: Props) {
  const text = useText(publicationWords)
  const queries = useQueryClient()
  const last = publication.draft ?? publication.standing
  const options = publication.figures.map((figure) => ({
    value: figure.figure,
    label: `${text.titles[figure.figure]} · ${
      figure.kind === 'count'
        ? count(figure.value)
        : text.share(percent(figure.value), count(figure.part), count(figure.whole))
    }`,
  }))
  return (
    <ReasonModal<Values>
      open
      title={text.compose}
      done={text.composed}
      suggested={text.reason}
      width={640}
      onClose={onClose}
      act={async ({ words = '', ...values }) => {
        const contacts = values.contacts.map((contact) => ({ ...contact, hours: contact.hours ?? '' }))
        const body = { ...values, contacts, words: words.trim() === '' ? null : words }
        await call(publicationsEndpoints.draftPublication, { params: { region }, body })
        await queries.invalidateQueries()
      }}
    >
      <Form.Item
        name="figures"
        label={text.figures}
        initialValue={last?.figures ?? ['units', 'firstRegistered', 'transferred']}
        rules={[{ required: true, message: text.figuresWanted }]}
      >
        <Checkbox.Group options={options} className="publication-figures" />
      </Form.Item>
      {publication.level === 'county' && <EstatesField region={region} chosen={last?.estates ?? []} />}
      <ContactsField contacts={last?.contacts ?? [{ name: '', phone: '', hours: '' }]} />
      <Form.Item name="words" label={text.words} extra={text.wordsHint} initialValue={last?.words ?? ''}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </ReasonModal>
  )
}

function EstatesField({ region, chosen }: { region: string; chosen: readonly { id: string; name: string }[] }) {
  const text = useText(publicationWords)
  const [search, setSearch] = useState('')
  const query = { name: search || undefined, limit: 50 }
  const { data, isFetching } = useQuery({
    queryKey: [estatesEndpoints.listEstates.path, region, query],
    queryFn: () => call(estatesEndpoints.listEstates, { params: { region }, query }),
  })
  const options = [...chosen, ...(data?.rows ?? []).filter(({ id }) => chosen.every((one) => one.id !== id))]
  return (
    <Form.Item name="estateIds" label={text.estates} extra={text.estatesHint} initialValue={chosen.map(({ id }) => id)}>
      <Select
        mode="multiple"
        maxCount={200}
        showSearch={{ filterOption: false, onSearch: setSearch }}
        loading={isFetching}
        options={options.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  )
}

function ContactsField({ contacts }: { contacts: readonly PublicContact[] }) {
  const text = useText(publicationWords)
  return (
    <Form.Item label={text.contacts}>
      <Form.List name="contacts" initialValue={[...contacts]}>
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <Space key={key} align="start" wrap>
                <Form.Item name={[name, 'name']} rules={[{ required: true, min: 2, message: text.contactName }]}>
                  <Input placeholder={text.contactName} aria-label={text.contactName} maxLength={60} />
                </Form.Item>
                <Form.Item
                  name={[name, 'phone']}
                  rules={[{ required: true, pattern: /^[0-9][0-9\- ]{4,19}$/, message: text.contactPhoneWanted }]}
                >
                  <Input placeholder={text.contactPhone} aria-label={text.contactPhone} maxLength={20} />
                </Form.Item>
                <Form.Item name={[name, 'hours']}>
                  <Input placeholder={text.contactHours} aria-label={text.contactHours} maxLength={60} />
                </Form.Item>
                {fields.length > 1 && (
                  <Button
                    type="text"
                    aria-label={text.removeContact}
                    icon={<MinusCircleOutlined />}
                    onClick={() => remove(name)}
                  />
                )}
              </Space>
            ))}
            <Button size="small" disabled={fields.length >= 10} onClick={() => add({ name: '', phone: '', hours: '' })}>
              {text.addContact}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  )
}
