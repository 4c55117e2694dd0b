import { Button, Card, Table, Tag } from 'antd'
import type { DiagnosisEntry, EstateDiagnosis } from '#contract/diagnosis.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { VerdictMark } from './Marks.tsx'
import { diagnosisWords } from './messages.ts'

type DiagnosisHistoryProps = { estate: EstateDiagnosis; onLook: (no: number | undefined) => void }

/** Every diagnosis of an estate with the policies it used; each can be read as it was made. */
export function DiagnosisHistory({ estate, onLook }: DiagnosisHistoryProps) {
  const text = useText(diagnosisWords)
  const causes: Readonly<Record<string, string>> = text.causes
  const latest = latestOf(estate)
  return (
    <Card size="small" title={text.history}>
      <Table<DiagnosisEntry>
        size="small"
        rowKey="no"
        dataSource={estate.history.toSorted((a, b) => b.no - a.no)}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 900 }}
        columns={[
          { title: text.history, render: (_, { no }) => text.no_(count(no)), width: 100 },
          { title: text.diagnosedOn, dataIndex: 'diagnosedOn', width: 110 },
          { title: text.cause, render: (_, { cause }) => causes[cause] ?? cause, width: 130 },
          { title: text.verdict, render: (_, entry) => <VerdictMark {...entry} />, width: 130 },
          {
            title: text.policyUsed,
            render: (_, { policy }) => (
              <span className="quiet">{policy.packs.map((pack) => packWords(pack, text)).join('; ')}</span>
            ),
          },
          {
            title: '',
            width: 110,
            render: (_, { no }) =>
              no === estate.no ? (
                <Tag color="processing">{no === latest ? text.current : text.selected}</Tag>
              ) : (
                <Button size="small" className="no-print" onClick={() => onLook(no === latest ? undefined : no)}>
                  {text.look}
                </Button>
              ),
          },
        ]}
      />
    </Card>
  )
}

export const latestOf = ({ history, no }: EstateDiagnosis) => Math.max(no, ...history.map((entry) => entry.no))

type PackUsed = EstateDiagnosis['policy']['packs'][number]

const packWords = ({ title, owner, version }: PackUsed, text: (typeof diagnosisWords)['zh']) =>
  `${title} (${owner === 'shipped' ? text.shippedVersion : text.version(count(version))})`
