import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { AppraisalsList } from './AppraisalsList.tsx'
import { CommissionAppraisal } from './CommissionAppraisal.tsx'
import { thirdPartyWords } from './messages.ts'
import { QualificationsList } from './QualificationsList.tsx'
import { RecordQualification } from './RecordQualification.tsx'
import '../../outreach/developers/developers.css'

/** Appraisals and qualifications of third parties; a third party sees its own. */
export function ThirdPartiesPage() {
  const { county } = useParams({ from: '/signed-in/shell/counties/$county/third-parties' })
  const { view } = useSearch({ from: '/signed-in/shell/counties/$county/third-parties' })
  const text = useText(thirdPartyWords)
  const setSearch = useSetSearch()
  const mayTake = useMay('survey.take', county)
  const [doing, setDoing] = useState(false)
  const shown = view === 'qualifications' ? 'qualifications' : 'appraisals'
  const close = () => setDoing(false)
  return (
    <div className="page own-page">
      <div className="page-head">
        <h1>{text.title}</h1>
        <Segmented
          value={shown}
          options={(['appraisals', 'qualifications'] as const).map((value) => ({ value, label: text.views[value] }))}
          onChange={(value) => setSearch({ view: value === 'appraisals' ? undefined : value })}
        />
        {mayTake && (
          <div className="end">
            <Button type="primary" onClick={() => setDoing(true)}>
              {shown === 'appraisals' ? text.commission : text.record}
            </Button>
          </div>
        )}
      </div>
      {shown === 'appraisals' ? (
        <>
          <p className="own-quiet" style={{ marginBottom: 12 }}>
            <Link to="/regions/$region/surveys" params={{ region: county }}>
              {text.surveysAt}
            </Link>
          </p>
          <AppraisalsList county={county} />
          {doing && <CommissionAppraisal county={county} onClose={close} />}
        </>
      ) : (
        <>
          <QualificationsList county={county} />
          {doing && <RecordQualification county={county} onClose={close} />}
        </>
      )}
    </div>
  )
}
