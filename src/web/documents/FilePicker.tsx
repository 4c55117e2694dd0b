import { CameraOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Space, Upload } from 'antd'
import { useText } from '../platform/text.ts'
import { documentPageWords } from './messages.ts'

type FilePickerProps = {
  /** Given by the form it stands in. */
  value?: File[]
  onChange?: (files: File[]) => void
  id?: string
  accept?: string
  most: number
}

/** Files to be sent along, by choice or straight from the camera of a phone. */
export function FilePicker({ value = [], onChange, id, accept, most }: FilePickerProps) {
  const text = useText(documentPageWords)
  const taking = {
    multiple: most > 1,
    maxCount: most,
    beforeUpload: (file: File, all: File[]) => {
      if (file === all.at(-1)) onChange?.(most === 1 ? all.slice(-1) : [...value, ...all].slice(0, most))
      return false
    },
  }
  return (
    <>
      <Space wrap id={id}>
        <Upload {...taking} {...(accept && { accept })} showUploadList={false}>
          <Button icon={<UploadOutlined />}>{text.chooseFile}</Button>
        </Upload>
        <Upload {...taking} accept="image/*" capture="environment" showUploadList={false}>
          <Button icon={<CameraOutlined />} className="camera">
            {text.takePhoto}
          </Button>
        </Upload>
      </Space>
      {value.map((file) => (
        <div key={file.name} style={{ marginTop: 6 }}>
          {file.name}{' '}
          <Button type="link" size="small" danger onClick={() => onChange?.(value.filter((other) => other !== file))}>
            {text.remove}
          </Button>
        </div>
      ))}
    </>
  )
}
