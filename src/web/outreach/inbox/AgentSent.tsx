import { Alert, Descriptions, Image } from 'antd'
import type { InboxLine } from '#contract/owner-act-shapes.ts'
import { ownerInboxEndpoints } from '#contract/owner-inbox.ts'
import { authorisationPhotos } from '#domain/outreach/owner-acts/authorisations.ts'
import { addressOf } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { inboxWords } from './messages.ts'

type AgentSentProps = {
  county: string
  id: string
  agent: NonNullable<InboxLine['authorisation']>
  mayLook: boolean
}

/** Whom the owner authorised, and the four photos side by side, to be compared by eye. */
export function AgentSent({ county, id, agent, mayLook }: AgentSentProps) {
  const text = useText(inboxWords)
  const items = Object.entries({
    [text.agent]: agent.agentName,
    [text.agentId]: agent.agentIdMasked,
    [text.agentPhone]: agent.agentPhoneMasked,
    [text.purposes]: agent.purposes.map((purpose) => text.purpose[purpose]).join('、'),
    [text.validUntil]: agent.validUntil,
  }).map(([label, children]) => ({ key: label, label, children }))
  const photos = authorisationPhotos.filter((photo) => agent.photos.includes(photo))
  return (
    <>
      <Descriptions size="small" column={{ xs: 1, md: 2 }} items={items} />
      {mayLook && <Alert type="info" message={text.agentCheck} style={{ margin: '8px 0' }} />}
      {mayLook && (
        <div className="inbox-photos">
          <Image.PreviewGroup>
            {photos.map((photo) => (
              <figure key={photo}>
                <Image
                  alt={text.photos[photo]}
                  src={addressOf(ownerInboxEndpoints.authorisationPhotoContent.path, {
                    params: { county, authorisation: id, authorisationPhoto: photo },
                  })}
                />
                <figcaption>{text.photos[photo]}</figcaption>
              </figure>
            ))}
          </Image.PreviewGroup>
        </div>
      )}
    </>
  )
}
