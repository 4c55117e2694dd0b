import { Alert, Button, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Objection, PublicNotice } from '#contract/first-registration-shapes.ts'
import { firstRegistrationsEndpoints } from '#contract/first-registrations.ts'
import { addressOf, call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import type { FirstProps } from './first-props.ts'
import { firstPageWords } from './messages.ts'

type Props = FirstProps & { notice: PublicNotice; objection: Objection }

/** Of an objection from the public page: what the matter is to the objector, what he showed, and how to reach him. */
export function FromOutside({ first, notice, objection }: Props) {
  const text = useText(firstPageWords)
  const mayOpen = useMay('personal.open', first.countyCode)
  if (!objection.outside) return null
  const { connection, phoneShown, papers } = objection.outside
  return (
    <Space wrap>
      <Tag color="blue">{text.fromOutside}</Tag>
      <span>{text.connections[connection]}</span>
      <span className="quiet">{phoneShown}</span>
      {papers.map(({ id, name }) => (
        <a
          key={id}
          target="_blank"
          rel="noreferrer"
          href={addressOf(firstRegistrationsEndpoints.firstPhoto.path, {
            params: { county: first.countyCode, first: first.id, firstPhoto: id },
          })}
        >
          {name}
        </a>
      ))}
      {mayOpen && <OpenObjector first={first} notice={notice} objection={objection} />}
    </Space>
  )
}

/** Name and phone in the clear; opening them takes a reason and is kept. */
function OpenObjector({ first, notice, objection }: Props) {
  const text = useText(firstPageWords)
  const [isAsking, setAsking] = useState(false)
  const [opened, setOpened] = useState<string>()
  const params = { county: first.countyCode, first: first.id, notice: notice.id, objection: objection.no }
  if (opened) return <Alert type="info" title={opened} />
  return (
    <>
      <Button size="small" className="no-print" onClick={() => setAsking(true)}>
        {text.openObjector}
      </Button>
      <ReasonModal<object>
        open={isAsking}
        title={text.openObjector}
        onClose={() => setAsking(false)}
        suggested={text.openObjectorReason}
        act={async ({ reason }) => {
          const { name, phone } = await call(firstRegistrationsEndpoints.openObjector, { params, body: { reason } })
          setOpened(`${name} ${phone}`)
        }}
      />
    </>
  )
}
