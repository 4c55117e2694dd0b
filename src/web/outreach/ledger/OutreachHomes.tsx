import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type OutreachLine, outreachEndpoints } from '#contract/outreach.ts'
import { call } from '../../platform/api.ts'
import { ExportButton } from '../../platform/ExportButton.tsx'
import { FilterSelect } from '../../platform/FilterSelect.tsx'
import { count } from '../../platform/format.ts'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { outreachWords } from '../messages.ts'
import { SegmentFields } from '../SegmentFields.tsx'
import { type SegmentChoice, segmentKeys, segmentOf } from '../segment-choice.ts'
import { HomeDrawer } from './HomeDrawer.tsx'
import { Wish } from './Wish.tsx'

const from = '/signed-in/shell/regions/$region/outreach'

/** The homes of the ledger of outreach, narrowed by what the address says; each opens to what was tried. */
export function OutreachHomes({ region }: { region: string }) {
  const text = useText(outreachWords)
  const search = useSearch({ from })
  const setSearch = useSetSearch()
  const mayExport = useMay('lists.export', region)
  const choice: SegmentChoice = Object.fromEntries(
    segmentKeys.flatMap((key) => (search[key] === undefined ? [] : [[key, search[key]]])),
  )
  const none = Object.fromEntries(segmentKeys.map((key) => [key, undefined]))
  const sort = search.sort === 'next' ? 'next' : 'home'
  return (
    <>
      <div className="page-head no-print">
        <SegmentFields region={region} value={choice} onChange={(chosen) => setSearch({ ...none, ...chosen })} />
        <div className="end">
          <FilterSelect
            label={text.sort}
            names={text.sorts}
            value={sort}
            onChange={(chosen) => setSearch({ sort: chosen === 'next' ? 'next' : undefined })}
            width={140}
          />
          {mayExport && (
            <ExportButton
              endpoint={outreachEndpoints.exportOutreach}
              input={{ params: { region }, body: { segment: segmentOf(choice) } }}
              name={text.export}
            />
          )}
        </div>
      </div>
      <HomesTable choice={choice} sort={sort} />
    </>
  )
}

function HomesTable({ choice, sort }: { choice: SegmentChoice; sort: 'home' | 'next' }) {
  const text = useText(outreachWords)
  const { region } = useParams({ from })
  const [opened, setOpened] = useState<OutreachLine>()
  const isCounty = !region.endsWith('00')
  const body = { segment: segmentOf(choice), sort }
  return (
    <>
      <RecordTable<OutreachLine>
        listKey={[outreachEndpoints.searchOutreach.path, region, body]}
        load={(after) =>
          call(outreachEndpoints.searchOutreach, { params: { region }, body: { ...body, ...(after && { after }) } })
        }
        rowKey={({ countyCode, unitId }) => `${countyCode}.${unitId}`}
        onOpen={setOpened}
        width={isCounty ? 1180 : 1280}
        empty={text.none}
        columns={[
          ...(isCounty ? [] : [{ title: text.county, dataIndex: 'countyName', width: 100 }]),
          { title: text.estate, dataIndex: 'estateName', width: 150, ellipsis: true },
          { title: text.home, dataIndex: 'home', width: 110, ellipsis: true },
          { title: text.owners, dataIndex: 'owners', width: 120, ellipsis: true },
          { title: text.contact, width: 100, render: (_, { contact }) => (contact ? text.contacts[contact] : '—') },
          {
            title: text.willingness,
            width: 100,
            render: (_, { willingness }) => <Wish willingness={willingness} />,
          },
          { title: text.reason, width: 180, ellipsis: true, render: (_, { reason }) => reason ?? '—' },
          { title: text.attempts, width: 90, className: 'number', render: (_, { attempts }) => count(attempts) },
          { title: text.lastVisitedOn, width: 110, render: (_, { lastVisitedOn }) => lastVisitedOn ?? '—' },
          { title: text.nextOn, width: 110, render: (_, { nextOn }) => nextOn ?? '—' },
          { title: text.nextStep, width: 160, ellipsis: true, render: (_, { nextStep }) => nextStep ?? '—' },
        ]}
      />
      {opened && <HomeDrawer county={opened.countyCode} unit={opened.unitId} onClose={() => setOpened(undefined)} />}
    </>
  )
}
