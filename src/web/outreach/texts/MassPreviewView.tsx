import { useQuery } from '@tanstack/react-query'
import { Alert, Card } from 'antd'
import { messagesEndpoints } from '#contract/messages.ts'
import { useDebounced } from '../../diagnosis/use-debounced.ts'
import { endpointQuery, type Input } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { textWords } from './messages.ts'

type Segment = Input<typeof messagesEndpoints.previewMassMessage>['body']['segment']

/** Whom a text would reach now: who has a phone, who may not be sent to, when it goes out. */
export function MassPreviewView({ county, template, segment }: { county: string; template: string; segment: Segment }) {
  const text = useText(textWords)
  const settled = useDebounced(template.trim(), 400)
  const preview = useQuery({
    ...endpointQuery(messagesEndpoints.previewMassMessage, {
      params: { county },
      body: { template: settled, segment },
    }),
    enabled: settled !== '',
    retry: false,
  })
  if (preview.isError) return <Alert type="warning" showIcon message={preview.error.message} />
  if (!preview.data) return null
  const { homes, homesWithPhone, homesWithoutPhone, withoutConsent, messages, parts, consentRule } = preview.data
  const { isQuietNow, quiet, provider, examples } = preview.data
  const figures = [
    [text.homes, homes],
    [text.withPhone, homesWithPhone],
    [text.withoutPhone, homesWithoutPhone],
    [`${text.withoutConsent}（${text.rules[consentRule]}）`, withoutConsent],
    [text.messages, messages],
  ] as const
  return (
    <Card size="small" title={text.preview} aria-live="polite">
      <dl className="outreach-sums">
        {figures.map(([label, n]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{count(n)}</dd>
          </div>
        ))}
      </dl>
      <p className="outreach-quiet">
        {[text.parts(count(parts)), isQuietNow ? text.quietNow(quiet.until) : text.goesNow].join(' · ')}
      </p>
      {provider !== 'http' && (
        <Alert type="info" showIcon message={provider === 'none' ? text.noProvider : text.onlyConsole} />
      )}
      {examples.length > 0 && (
        <ul className="outreach-list" aria-label={text.examples}>
          {examples.map(({ to, text: said }) => (
            <li key={`${to} ${said}`}>
              <span className="outreach-quiet">{to}</span> {said}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
