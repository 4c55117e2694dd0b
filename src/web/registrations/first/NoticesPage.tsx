import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Segmented, Tag } from 'antd'
import type { NoticeLine } from '#contract/first-registration-shapes.ts'
import { firstRegistrationsEndpoints } from '#contract/first-registrations.ts'
import { noticeStates } from '#domain/registrations/first/notice.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { noticeColours } from './first-marks.tsx'
import { firstWords, noticesWords } from './messages.ts'
import './first.css'

const here = '/signed-in/shell/regions/$region/public-notices'

/** Public notices of a region: which run until when, which are stopped by an objection. */
export function NoticesPage() {
  const { region } = useParams({ from: here })
  const { state: given } = useSearch({ from: here })
  const text = useText(noticesWords)
  const words = useText(firstWords)
  const name = useRegionName(region)
  const set = useSetSearch()
  const navigate = useNavigate()
  const state = noticeStates.find((one) => one === given)
  const options = [
    { value: '', label: text.all },
    ...noticeStates.map((value) => ({ value, label: words.noticeState[value] })),
  ]
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
        <div className="first-scroll no-print">
          <Segmented value={state ?? ''} options={options} onChange={(chosen) => set({ state: chosen || undefined })} />
        </div>
        <div className="end no-print">
          <Button onClick={() => window.print()}>{words.print}</Button>
        </div>
      </div>
      <RecordTable<NoticeLine>
        listKey={[firstRegistrationsEndpoints.listNotices.path, region, state]}
        load={(after) => call(firstRegistrationsEndpoints.listNotices, { params: { region }, query: { state, after } })}
        rowKey={({ id }) => id}
        onOpen={({ countyCode, applicationId }) =>
          navigate({
            to: '/counties/$county/first-registrations/$application',
            params: { county: countyCode, application: applicationId },
          })
        }
        width={1000}
        empty={text.none}
        columns={[
          { title: text.estate, dataIndex: 'estateName', width: 160, ellipsis: true },
          { title: text.matter, dataIndex: 'matter', width: 260, ellipsis: true },
          {
            title: text.state,
            width: 120,
            render: (_, { state: one }) => <Tag color={noticeColours[one]}>{words.noticeState[one]}</Tag>,
          },
          {
            title: text.length,
            width: 120,
            render: (_, { days, dayKind }) => words.days(count(days), words.dayKind[dayKind]),
          },
          { title: text.postedOn, width: 110, render: (_, { postedOn }) => postedOn ?? '—' },
          { title: text.endsOn, width: 110, render: (_, { endsOn }) => endsOn ?? '—' },
          {
            title: text.objections,
            className: 'number',
            width: 120,
            render: (_, { objections }) => (objections > 0 ? <Tag color="red">{count(objections)}</Tag> : '—'),
          },
          { title: text.county, dataIndex: 'countyName', width: 110 },
        ]}
      />
    </div>
  )
}
