import { CameraOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Image, Input, Upload } from 'antd'
import { useState } from 'react'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { addressOf, call, problemOf } from '../platform/api.ts'
import { instant } from '../platform/format.ts'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import type { ItemProps } from './AgendaItemView.tsx'
import { meetingWords } from './messages.ts'

/** A stop of a round: arrival, what was seen, photos straight from the camera. */
export function RoundStop({ meeting, item, isOpen }: ItemProps) {
  const text = useText(meetingWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const mayRecord = useMay('facts.record', meeting.countyCode) && isOpen
  const [note, setNote] = useState('')
  const params = { county: meeting.countyCode, meeting: meeting.id, item: item.no }

  async function tell(act: Promise<unknown>, done: string) {
    try {
      await act
      message.success(done)
      setNote('')
      await queries.invalidateQueries()
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Card size="small" title={text.photos} extra={item.seenAt && text.seenAt(instant(item.seenAt))}>
      <div className="stop-photos">
        {item.photos.length === 0 && text.noPhotos}
        {item.photos.map(({ no, name }) => (
          <Image
            key={no}
            alt={name}
            width={120}
            src={addressOf(meetingsEndpoints.itemPhoto.path, { params: { ...params, photo: no } })}
          />
        ))}
      </div>
      {mayRecord && (
        <div className="no-print">
          <Upload
            multiple
            accept="image/*"
            capture="environment"
            showUploadList={false}
            beforeUpload={(file, all) => {
              if (file === all.at(-1)) void tell(sendPhotos(params, all), text.photosKept)
              return false
            }}
          >
            <Button size="large" icon={<CameraOutlined />}>
              {text.takePhoto}
            </Button>
          </Upload>
          <Input.TextArea
            rows={3}
            value={note}
            maxLength={2000}
            placeholder={text.visitNote}
            aria-label={text.visitNote}
            onChange={({ target }) => setNote(target.value)}
            style={{ margin: '8px 0' }}
          />
          <Button
            type="primary"
            size="large"
            disabled={note.trim() === ''}
            onClick={() => void tell(call(meetingsEndpoints.visitStop, { params, body: { note } }), text.visited)}
          >
            {text.visit}
          </Button>
        </div>
      )}
    </Card>
  )
}

async function sendPhotos(params: Record<string, unknown>, files: readonly File[]): Promise<void> {
  const form = new FormData()
  for (const file of files) form.append('files', file, file.name)
  const response = await fetch(addressOf(meetingsEndpoints.addPhotos.path, { params }), { method: 'POST', body: form })
  if (!response.ok) throw await problemOf(response)
}
