import { useQueryClient } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { type Qualification, thirdPartiesEndpoints } from '#contract/third-parties.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { thirdPartyWords } from './messages.ts'

const colours = { coming: 'default', valid: 'green', ends_soon: 'orange', ended: 'red', withdrawn: 'default' } as const

/** Who is qualified for what and until when, those that end first first. */
export function QualificationsList({ county }: { county: string }) {
  const text = useText(thirdPartyWords)
  const isOffice = useMay('estates.read', county)
  const mayTake = useMay('survey.take', county)
  const [ending, setEnding] = useState<Qualification>()
  return (
    <>
      <RecordTable<Qualification>
        listKey={[thirdPartiesEndpoints.listQualifications.path, county]}
        load={(after) => call(thirdPartiesEndpoints.listQualifications, { params: { county }, query: { after } })}
        rowKey={({ id }) => id}
        onOpen={() => {}}
        width={960}
        empty={isOffice ? text.noQualifications : text.noOwnQualifications}
        columns={[
          { title: text.holder, dataIndex: 'holderName', width: 180, ellipsis: true },
          { title: text.field, render: (_, { field }) => text.fields[field], width: 80 },
          { title: text.certificateNo, dataIndex: 'certificateNo', width: 200, ellipsis: true },
          { title: text.grade, render: (_, { grade }) => grade ?? '—', width: 80 },
          { title: text.validFrom, dataIndex: 'validFrom', width: 110 },
          { title: text.validUntil, dataIndex: 'validUntil', width: 120 },
          {
            title: text.state,
            width: 190,
            render: (_, { state, daysLeft }) => (
              <>
                <Tag color={colours[state]}>{text.qualificationStates[state]}</Tag>
                {state === 'ends_soon' && text.daysLeft(count(daysLeft))}
              </>
            ),
          },
          ...(mayTake
            ? [
                {
                  title: '',
                  width: 90,
                  render: (_: unknown, qualification: Qualification) =>
                    qualification.withdrawnOn === null && (
                      <Button size="small" type="link" onClick={() => setEnding(qualification)}>
                        {text.withdraw}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {ending && <WithdrawModal qualification={ending} onClose={() => setEnding(undefined)} />}
    </>
  )
}

function WithdrawModal({ qualification, onClose }: { qualification: Qualification; onClose: () => void }) {
  const text = useText(thirdPartyWords)
  const queries = useQueryClient()
  return (
    <ReasonModal
      open
      title={`${text.withdraw} · ${qualification.holderName} ${qualification.certificateNo}`}
      done={text.withdrawn}
      onClose={onClose}
      act={async (body) => {
        const params = { county: qualification.countyCode, qualification: qualification.id }
        await call(thirdPartiesEndpoints.withdrawQualification, { params, body })
        await queries.invalidateQueries({ queryKey: [thirdPartiesEndpoints.listQualifications.path] })
      }}
    />
  )
}
