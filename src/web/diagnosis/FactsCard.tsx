import { Button, Card, Checkbox, Table, Tag } from 'antd'
import { useState } from 'react'
import type { EstateDiagnosis, FactView } from '#contract/diagnosis.ts'
import { estateIdFact } from '#domain/diagnosis/catalogue.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { diagnosisWords } from './messages.ts'
import type { Names } from './names.ts'
import type { FactEntry } from './RecordFacts.tsx'

type FactsCardProps = {
  estate: EstateDiagnosis
  names: Names
  /** Absent where facts may not be recorded here. */
  onRecord: ((entries: FactEntry[]) => void) | undefined
  /** Beside something else: day and source stand under each fact. */
  isNarrow?: boolean
}

/** Every fact as the diagnosis used it; opens to what each source says. */
export function FactsCard({ estate, names, onRecord, isNarrow = false }: FactsCardProps) {
  const text = useText(diagnosisWords)
  const [onlyKnown, setOnlyKnown] = useState(true)
  const all = allFacts(estate)
  const rows = onlyKnown ? all.filter(({ statements }) => statements.length > 0) : all
  const sourcesOf = ({ statements }: FactView) => statements.map(({ source }) => names.source(source)).join('; ')
  const known = all.filter(({ value }) => value !== null)
  return (
    <Card
      size="small"
      title={`${text.facts} · ${text.factsKnown(count(known.length), count(all.length))}`}
      extra={
        <Checkbox checked={onlyKnown} onChange={({ target }) => setOnlyKnown(target.checked)}>
          {text.onlyKnown}
        </Checkbox>
      }
    >
      <Table<FactView>
        size="small"
        pagination={false}
        rowKey="fact"
        dataSource={rows}
        scroll={isNarrow ? { y: 520 } : { x: 760, y: 520 }}
        expandable={{
          columnWidth: isNarrow ? 32 : 48,
          rowExpandable: ({ statements }) => statements.length > 0,
          expandedRowRender: (fact) => <Statements fact={fact} names={names} />,
        }}
        columns={[
          {
            title: text.fact,
            render: (_, fact) => (
              <>
                {names.fact(fact.fact)}
                {isNarrow && fact.statements.length > 0 && (
                  <div className="quiet">
                    {fact.statements.at(-1)?.asOf} · {sourcesOf(fact)}
                  </div>
                )}
              </>
            ),
            ...(!isNarrow && { width: 220 }),
          },
          {
            title: text.value,
            render: (_, fact) => <Held fact={fact} names={names} />,
            ...(isNarrow && { width: 110 }),
          },
          ...(isNarrow
            ? []
            : [
                {
                  title: text.asOf,
                  render: (_: unknown, { statements }: FactView) => statements.at(-1)?.asOf ?? '',
                  width: 110,
                },
                {
                  title: text.source,
                  render: (_: unknown, fact: FactView) => <span className="quiet">{sourcesOf(fact)}</span>,
                },
              ]),
          ...(onRecord
            ? [
                {
                  title: '',
                  width: isNarrow ? 64 : 80,
                  render: (_: unknown, { fact }: FactView) =>
                    names.factOf(fact)?.derived ? null : (
                      <Button size="small" className="no-print" onClick={() => onRecord([{ fact }])}>
                        {text.recordThis}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  )
}

/** The facts in the order of the estate file, also those nobody has said anything about. */
function allFacts({ facts, definitions }: EstateDiagnosis): FactView[] {
  const held = new Map(facts.map((fact) => [fact.fact, fact]))
  return definitions
    .filter(({ id }) => id !== estateIdFact)
    .map(({ id }) => held.get(id) ?? { fact: id, value: null, isContradicted: false, statements: [] })
}

function Held({ fact, names }: { fact: FactView; names: Names }) {
  const text = useText(diagnosisWords)
  if (fact.isContradicted) return <Tag color="error">{text.contradicted}</Tag>
  if (fact.value === null) return <Tag>{text.unknown}</Tag>
  const said = fact.statements.findLast(({ value }) => value === fact.value)?.said
  const value = names.value(fact.value, fact.fact)
  return (
    <span style={{ overflowWrap: 'anywhere' }}>
      {value}
      {said && said !== value && <span className="quiet"> “{said}”</span>}
    </span>
  )
}

function Statements({ fact, names }: { fact: FactView; names: Names }) {
  const text = useText(diagnosisWords)
  return (
    <ul className="plain-list" aria-label={text.statements}>
      {fact.statements.map((statement) => (
        <li key={`${names.source(statement.source)} ${statement.asOf}`}>
          {statement.asOf} · <b>{names.value(statement.value, fact.fact)}</b>
          {statement.said && ` “${statement.said}”`} <span className="quiet">[{names.source(statement.source)}]</span>
        </li>
      ))}
    </ul>
  )
}
