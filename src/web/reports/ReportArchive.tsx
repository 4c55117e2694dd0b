import { useSearch } from '@tanstack/react-router'
import { Typography } from 'antd'
import { type Bulletin, reportsEndpoints } from '#contract/reports.ts'
import { periodKinds } from '#domain/reports/periods.ts'
import { call } from '../platform/api.ts'
import { FilterSelect } from '../platform/FilterSelect.tsx'
import { count, instant } from '../platform/format.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { ReportFiles } from './ReportFiles.tsx'
import { rhythmWords } from './rhythm-messages.ts'
import { here, usePeriodName } from './use-report-period.ts'

/** Every report as issued, with its very files and the document's fingerprint. */
export function ReportArchive({ region }: { region: string }) {
  const text = useText(rhythmWords)
  const nameOf = usePeriodName()
  const search = useSearch({ from: here })
  const kind = periodKinds.find((one) => one === search.kind)
  const set = useSetSearch()
  return (
    <>
      <div className="report-period no-print">
        <FilterSelect
          label={text.kind}
          names={text.kinds}
          value={kind}
          onChange={(chosen) => set({ kind: chosen, period: undefined })}
          width={180}
        />
      </div>
      <RecordTable<Bulletin>
        listKey={[reportsEndpoints.listBulletins.path, region, kind]}
        load={(after) => call(reportsEndpoints.listBulletins, { params: { region }, query: { kind, after } })}
        rowKey={({ id }) => id}
        onOpen={(row) => set({ view: undefined, kind: row.kind, period: row.period })}
        width={1180}
        columns={[
          { title: text.kind, render: (_, row) => text.kinds[row.kind], width: 140 },
          { title: text.issueNo, render: (_, { issueNo }) => count(issueNo), className: 'number', width: 60 },
          { title: text.period, render: (_, row) => nameOf(row.kind, row.period), width: 140 },
          { title: text.asOfHead, dataIndex: 'asOf', width: 110 },
          { title: text.issuedAt, render: (_, { issuedAt }) => instant(issuedAt), width: 150 },
          { title: text.by, dataIndex: 'issuedBy', width: 140, ellipsis: true },
          {
            title: text.files,
            width: 240,
            onCell: () => ({ onClick: (event) => event.stopPropagation() }),
            render: (_, row) => (
              <ReportFiles region={region} id={row.id} stem={`${text.kinds[row.kind]}-${row.period}`} />
            ),
          },
          {
            title: text.hash,
            width: 200,
            onCell: () => ({ onClick: (event) => event.stopPropagation() }),
            render: (_, { documentSha256 }) => <Fingerprint sha256={documentSha256} />,
          },
        ]}
      />
    </>
  )
}

function Fingerprint({ sha256 }: { sha256: string | null }) {
  const text = useText(rhythmWords)
  if (sha256 === null) return text.noHash
  return (
    <Typography.Text code copyable={{ text: sha256 }} title={sha256}>
      {sha256.slice(0, 12)}…
    </Typography.Text>
  )
}
