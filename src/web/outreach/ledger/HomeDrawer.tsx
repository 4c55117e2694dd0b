import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Drawer, Space } from 'antd'
import { useState } from 'react'
import { outreachEndpoints } from '#contract/outreach.ts'
import { endpointQuery } from '../../platform/api.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { outreachWords } from '../messages.ts'
import { Consents } from './Consents.tsx'
import { HomeAttempts } from './HomeAttempts.tsx'
import { RecordVisit } from './RecordVisit.tsx'

/** Everything tried at one home, beside the list it was opened from. */
export function HomeDrawer({ county, unit, onClose }: { county: string; unit: string; onClose: () => void }) {
  const text = useText(outreachWords)
  const mayVisit = useMay('outreach.visit', county)
  const [isRecording, setRecording] = useState(false)
  const home = useQuery(endpointQuery(outreachEndpoints.homeOutreach, { params: { county, unit } }))
  return (
    <Drawer
      open
      onClose={onClose}
      size={Math.min(640, window.innerWidth)}
      title={home.data ? `${home.data.line.estateName} ${home.data.line.home}` : text.timeline}
      extra={
        <Space wrap>
          <Link to="/counties/$county/units/$unit" params={{ county, unit }}>
            {text.openUnit}
          </Link>
          {mayVisit && home.data && (
            <Button type="primary" onClick={() => setRecording(true)}>
              {text.record}
            </Button>
          )}
        </Space>
      }
    >
      <Reading query={home}>
        {(found) => (
          <div className="outreach-stack">
            <HomeAttempts home={found} />
            <Consents county={county} unit={unit} />
            {isRecording && <RecordVisit home={found} onClose={() => setRecording(false)} />}
          </div>
        )}
      </Reading>
    </Drawer>
  )
}
