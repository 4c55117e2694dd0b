import { useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { jointKinds } from '#domain/registrations/joint/opinions.ts'
import { FilterSelect } from '../../platform/FilterSelect.tsx'
import { useMay, useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { JointList } from './JointList.tsx'
import { jointWords } from './messages.ts'
import { OpenJoint } from './OpenJoint.tsx'

const here = '/signed-in/shell/regions/$region/joint-acceptances'

/** Projects that are accepted jointly and handed over with their certificates. */
export function JointPage() {
  const { region } = useParams({ from: here })
  const { kind } = useSearch({ from: here })
  const text = useText(jointWords)
  const name = useRegionName(region)
  const mayArrange = useMay('registrations.arrange', region)
  const [isOpening, setOpening] = useState(false)
  const set = useSetSearch()
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
        <div className="end no-print">
          <FilterSelect
            label={text.kind}
            names={text.kinds}
            value={kind}
            onChange={(chosen) => set({ kind: chosen })}
            width={150}
          />
          {mayArrange && (
            <Button type="primary" onClick={() => setOpening(true)}>
              {text.open}
            </Button>
          )}
          <Button onClick={() => window.print()}>{text.print}</Button>
        </div>
      </div>
      <JointList region={region} kind={jointKinds.find((one) => one === kind)} />
      {isOpening && <OpenJoint county={region} onClose={() => setOpening(false)} />}
    </div>
  )
}
