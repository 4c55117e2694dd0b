import { Button, Image } from 'antd'
import type { InboxLine } from '#contract/owner-act-shapes.ts'
import { ownerInboxEndpoints } from '#contract/owner-inbox.ts'
import { addressOf } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { inboxWords } from './messages.ts'
import { usePaperTitle } from './use-paper-title.ts'

const shown = ['image/jpeg', 'image/png', 'image/webp']

type PaperSentProps = { county: string; id: string; paper: NonNullable<InboxLine['paper']> }

/** The paper itself: a photo to look at, or a PDF in its frame. */
export function PaperSent({ county, id, paper: { paper, name, mediaType } }: PaperSentProps) {
  const text = useText(inboxWords)
  const title = usePaperTitle()
  const address = addressOf(ownerInboxEndpoints.ownerPaperContent.path, { params: { county, ownerPaper: id } })
  return (
    <div className="inbox-paper">
      <p>
        <strong>{title(paper)}</strong> · {name}
      </p>
      {shown.includes(mediaType) && <Image alt={name} src={address} className="inbox-photo" />}
      {mediaType === 'application/pdf' && <iframe title={name} src={address} className="inbox-pdf" />}
      {!shown.includes(mediaType) && mediaType !== 'application/pdf' && <p>{text.noPreview}</p>}
      <p>
        <Button type="link" href={address} target="_blank" rel="noreferrer" style={{ paddingInline: 0 }}>
          {text.openFile}
        </Button>
      </p>
    </div>
  )
}
