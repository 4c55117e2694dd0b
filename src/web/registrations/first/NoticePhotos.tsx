import { CameraOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Image, Space, Upload } from 'antd'
import type { NoticePhoto, PublicNotice } from '#contract/first-registration-shapes.ts'
import { firstRegistrationsEndpoints } from '#contract/first-registrations.ts'
import { sendFiles } from '../../documents/send-files.ts'
import { addressOf } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import type { FirstProps } from './first-props.ts'
import { firstPageWords } from './messages.ts'

type Props = FirstProps & { notice: PublicNotice; mayAct: boolean }

const moments = ['posted', 'taken_down'] as const

/** Photos that prove that a notice hung and was taken down, with when and where each says it was taken. */
export function NoticePhotos({ first, notice, mayAct }: Props) {
  const text = useText(firstPageWords)
  const titles = { posted: text.addPosted, taken_down: text.addTakenDown }
  return (
    <>
      <div className="first-photos">
        {notice.photos.length === 0 && <span className="quiet">{text.noProofs}</span>}
        {notice.photos.map((photo) => (
          <Proof key={photo.id} first={first} photo={photo} />
        ))}
      </div>
      {mayAct && (
        <Space wrap className="no-print">
          {moments.map((moment) => (
            <AddProofs key={moment} first={first} notice={notice} moment={moment} title={titles[moment]} />
          ))}
        </Space>
      )}
      {mayAct && <div className="quiet no-print">{text.proofHint}</div>}
    </>
  )
}

function Proof({ first, photo }: FirstProps & { photo: NoticePhoto }) {
  const text = useText(firstPageWords)
  const { id, name, moment, takenAt, latitude, longitude } = photo
  const said = [
    takenAt && text.takenAt(takenAt),
    latitude !== null && longitude !== null && text.takenWhere(latitude.toFixed(4), longitude.toFixed(4)),
  ].filter(Boolean)
  const params = { county: first.countyCode, first: first.id, firstPhoto: id }
  return (
    <figure className="first-proof">
      <Image alt={name} width={160} src={addressOf(firstRegistrationsEndpoints.firstPhoto.path, { params })} />
      <figcaption>
        {moment && <b>{text.proofMoments[moment]}</b>}
        <div className="quiet">{said.length > 0 ? said.join('，') : text.proofUnsaid}</div>
      </figcaption>
    </figure>
  )
}

type AddProps = FirstProps & { notice: PublicNotice; moment: (typeof moments)[number]; title: string }

function AddProofs({ first, notice, moment, title }: AddProps) {
  const text = useText(firstPageWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const params = { county: first.countyCode, first: first.id, notice: notice.id }
  async function send(files: readonly File[]) {
    try {
      await sendFiles(
        addressOf(firstRegistrationsEndpoints.addNoticePhotos.path, { params, query: { moment } }),
        files,
        '',
      )
      await queries.invalidateQueries()
      message.success(text.photosKept)
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Upload
      multiple
      accept="image/*"
      showUploadList={false}
      beforeUpload={(file, all) => {
        if (file === all.at(-1)) void send(all)
        return false
      }}
    >
      <Button size="small" icon={<CameraOutlined />}>
        {title}
      </Button>
    </Upload>
  )
}
