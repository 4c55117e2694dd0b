import { CameraOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Image, Upload } from 'antd'
import { firstRegistrationsEndpoints } from '#contract/first-registrations.ts'
import { sendFiles } from '../../documents/send-files.ts'
import { addressOf } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { firstPageWords } from './messages.ts'

type PhotosProps = {
  params: { county: string; first: string }
  photos: readonly { id: string; name: string }[]
  /** Where photos are sent; `null`: none are taken any more. */
  address: string | null
}

/** Photos of a site or of a posted notice, and a way to add more, straight from the camera too. */
export function Photos({ params, photos, address }: PhotosProps) {
  const text = useText(firstPageWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  async function send(to: string, files: readonly File[]) {
    try {
      await sendFiles(to, files, '')
      await queries.invalidateQueries()
      message.success(text.photosKept)
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <>
      <div className="first-photos">
        {photos.length === 0 && <span className="quiet">{text.noProofs}</span>}
        {photos.map(({ id, name }) => (
          <Image
            key={id}
            alt={name}
            width={120}
            src={addressOf(firstRegistrationsEndpoints.firstPhoto.path, { params: { ...params, firstPhoto: id } })}
          />
        ))}
      </div>
      {address && (
        <Upload
          multiple
          accept="image/*"
          className="first-upload no-print"
          showUploadList={false}
          beforeUpload={(file, all) => {
            if (file === all.at(-1)) void send(address, all)
            return false
          }}
        >
          <Button size="small" icon={<CameraOutlined />}>
            {text.addPhotos}
          </Button>
        </Upload>
      )}
    </>
  )
}
