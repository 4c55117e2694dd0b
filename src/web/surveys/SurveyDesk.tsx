import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card, Empty, Tag } from 'antd'
import { type SurveyVersion, surveysEndpoints } from '#contract/surveys.ts'
import { endpointQuery } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { surveyWords } from './messages.ts'
import { FoundFaults, SurveyState } from './survey-marks.tsx'

/** The surveyor's own desk: the estates he is commissioned with, and how far each is. */
export function SurveyDesk({ county }: { county: string }) {
  const text = useText(surveyWords)
  const isOffice = useMay('estates.read', county)
  const desk = useQuery(endpointQuery(surveysEndpoints.surveyDesk, { params: { county } }))
  return (
    <Reading query={desk}>
      {(lines) =>
        lines.length === 0 ? (
          <Empty description={isOffice ? text.noDeskOffice : text.noDesk} />
        ) : (
          <div className="survey-desk">
            {lines.map(({ estateId, estateName, location, surveyors, latest }) => (
              <Link key={estateId} to="/counties/$county/estates/$estate/surveys" params={{ county, estate: estateId }}>
                <Card size="small" hoverable title={estateName} extra={<Standing latest={latest} />}>
                  <div>{location ?? '\u00a0'}</div>
                  <div>{text.surveyedBy(surveyors)}</div>
                  <div>
                    {latest ? (
                      <>
                        {text.versionNo(String(latest.version))} · <FoundFaults survey={latest} />
                      </>
                    ) : (
                      '\u00a0'
                    )}
                  </div>
                </Card>
              </Link>
            ))}
          </div>
        )
      }
    </Reading>
  )
}

function Standing({ latest }: { latest: SurveyVersion | null }) {
  const text = useText(surveyWords)
  return latest ? <SurveyState state={latest.state} /> : <Tag>{text.notHandedIn}</Tag>
}
