import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Empty, Table, Typography } from 'antd'
import { type Bulletin, reportsEndpoints } from '#contract/reports.ts'
import { endpointQuery } from '../platform/api.ts'
import { FilterSelect } from '../platform/FilterSelect.tsx'
import { count, instant } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { ReportFiles } from './ReportFiles.tsx'
import { rhythmWords } from './rhythm-messages.ts'
import { here, usePeriodName } from './use-report-period.ts'

/** Every report as issued, with its very files and the document's fingerprint. */
export function ReportArchive({ region }: { region: string }) {
  const text = useText(rhythmWords)
  const { kind } = useSearch({ from: here })
  const set = useSetSearch()
  const bulletins = useQuery(endpointQuery(reportsEndpoints.listBulletins, { params: { region } }))
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
      <Reading query={bulletins}>
        {(rows) => <ArchiveTable rows={kind ? rows.filter((row) => row.kind === kind) : rows} region={region} />}
      </Reading>
    </>
  )
}

function ArchiveTable({ rows, region }: { rows: Bulletin[]; region: string }) {
  const text = useText(rhythmWords)
  const nameOf = usePeriodName()
  if (rows.length === 0) return <Empty className="report-empty" description={text.none} />
  return (
    <Table<Bulletin>
      size="small"
      rowKey="id"
      dataSource={rows}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 980 }}
      columns={[
        { title: text.kind, render: (_, row) => text.kinds[row.kind], width: 140 },
        { title: text.issueNo, render: (_, { issueNo }) => count(issueNo), className: 'number', width: 64 },
        { title: text.period, render: (_, row) => nameOf(row.kind, row.period) },
        { title: text.asOfHead, dataIndex: 'asOf', width: 110 },
        { title: text.issuedAt, render: (_, { issuedAt }) => instant(issuedAt), width: 140 },
        { title: text.by, dataIndex: 'issuedBy' },
        {
          title: text.files,
          render: (_, { id, kind, period }) => (
            <ReportFiles region={region} id={id} stem={`${text.kinds[kind]}-${period}`} />
          ),
        },
        {
          title: text.hash,
          render: (_, { documentSha256 }) =>
            documentSha256 ? (
              <Typography.Text code copyable={{ text: documentSha256 }} title={documentSha256}>
                {documentSha256.slice(0, 12)}…
              </Typography.Text>
            ) : (
              text.noHash
            ),
        },
      ]}
    />
  )
}
