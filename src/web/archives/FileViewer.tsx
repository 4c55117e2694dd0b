import { DownloadOutlined } from '@ant-design/icons'
import { Button, Image, Result } from 'antd'
import { useEffect } from 'react'
import { archivesEndpoints } from '#contract/archives.ts'
import { addressOf } from '../platform/api.ts'
import { useText } from '../platform/text.ts'
import { archiveWords } from './messages.ts'

type Viewed = { id: string; name: string; mediaType: string }
type Props = {
  county: string
  files: readonly Viewed[]
  opened: string | undefined
  onOpen: (id: string | undefined) => void
}

const pictures: readonly string[] = ['image/jpeg', 'image/png', 'image/webp']

/** Shows one file over the page: pictures to enlarge and turn, PDFs as the browser shows them; arrow keys lead on. */
export function FileViewer({ county, files, opened, onOpen }: Props) {
  const current = files.findIndex(({ id }) => id === opened)
  const addressOfFile = (id: string, how: 'shown' | 'saved') =>
    addressOf(archivesEndpoints.archiveContent.path, { params: { county, archived: id }, query: { how } })
  useArrows(files, current, onOpen)
  return (
    <Image.PreviewGroup
      items={files.map(({ id, name, mediaType }) => ({
        alt: name,
        ...(pictures.includes(mediaType) && { src: addressOfFile(id, 'shown') }),
      }))}
      preview={{
        open: current >= 0,
        current: Math.max(0, current),
        onOpenChange: (isOpen) => !isOpen && onOpen(undefined),
        onChange: (place) => onOpen(files[place]?.id),
        imageRender: (picture) => {
          const file = files[current]
          if (!file || pictures.includes(file.mediaType)) return picture
          return file.mediaType === 'application/pdf' ? (
            <iframe className="pdf-view" title={file.name} src={addressOfFile(file.id, 'shown')} />
          ) : (
            <NoPreview name={file.name} href={addressOfFile(file.id, 'saved')} />
          )
        },
      }}
    />
  )
}

function NoPreview({ name, href }: { name: string; href: string }) {
  const text = useText(archiveWords)
  return (
    <Result
      className="no-preview"
      status="info"
      title={name}
      subTitle={text.noPreview}
      extra={
        <Button type="primary" icon={<DownloadOutlined />} href={href}>
          {text.save}
        </Button>
      }
    />
  )
}

/** Left and right lead to the file before and after, also where no picture is shown. */
function useArrows(files: readonly Viewed[], current: number, onOpen: (id: string | undefined) => void): void {
  useEffect(() => {
    if (current < 0) return
    const onKey = ({ key }: KeyboardEvent) => {
      const next = key === 'ArrowRight' ? files[current + 1] : key === 'ArrowLeft' ? files[current - 1] : undefined
      const isPicture = pictures.includes(files[current]?.mediaType ?? '')
      if (next && !isPicture) onOpen(next.id)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [files, current, onOpen])
}
