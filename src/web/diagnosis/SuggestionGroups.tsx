import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Card, Space, Table } from 'antd'
import { useContext, useState } from 'react'
import { diagnosisBoardEndpoints, type SuggestionGroup } from '#contract/diagnosis-board.ts'
import { catalogue } from '#domain/diagnosis/catalogue.ts'
import { titleIn } from '#domain/diagnosis/condition-words.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { meQuery, useRegionName } from '../platform/session.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import { diagnosisWords } from './messages.ts'
import { type Names, useNames } from './names.ts'

const keyOf = ({ countyCode, fact, value, phrase }: SuggestionGroup) =>
  JSON.stringify([countyCode, fact, value, phrase])

const none: never[] = []

/** What the ledgers' texts of a region seem to name, to be confirmed or turned down in batches. */
export function SuggestionGroups({ region }: { region: string }) {
  const text = useText(diagnosisWords)
  const groups = useQuery(endpointQuery(diagnosisBoardEndpoints.suggestions, { params: { region } }))
  return (
    <Card size="small" title={text.toConfirm}>
      <p className="quiet">{text.suggestionHint}</p>
      <Reading query={groups}>{(data) => <Groups groups={data} />}</Reading>
    </Card>
  )
}

function Groups({ groups }: { groups: SuggestionGroup[] }) {
  const text = useText(diagnosisWords)
  const { language } = useContext(LanguageContext)
  const names = useNames({ facts: catalogue, requirements: none, units: {} })
  const mayRecord = useQuery(meQuery).data?.allowed['facts.record'] ?? []
  const [chosen, setChosen] = useState<string[]>([])
  const [isRight, setRight] = useState<boolean>()
  const selected = groups.filter((group) => chosen.includes(keyOf(group)))
  return (
    <>
      <Table<SuggestionGroup>
        size="small"
        rowKey={keyOf}
        dataSource={groups}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: text.toConfirmNone }}
        scroll={{ x: 900 }}
        {...(mayRecord.length > 0 && {
          rowSelection: {
            selectedRowKeys: chosen,
            onChange: (keys: React.Key[]) => setChosen(keys.map(String)),
            getCheckboxProps: ({ countyCode }: SuggestionGroup) => ({ disabled: !mayRecord.includes(countyCode) }),
          },
        })}
        columns={[
          { title: text.county, render: (_, { countyCode }) => <CountyName code={countyCode} />, width: 110 },
          { title: text.phrase, render: (_, { phrase }) => `“${phrase}”`, width: 200 },
          {
            title: text.meaning,
            render: (_, group) => `${titleIn(language, group, group.fact)}: ${names.value(group.value, group.fact)}`,
          },
          { title: text.total, className: 'number', width: 80, render: (_, { estates }) => count(estates) },
          { title: text.homes, className: 'number', width: 90, render: (_, { homes }) => count(homes) },
          { title: text.examples, render: (_, group) => <Examples group={group} />, width: 280 },
        ]}
      />
      {mayRecord.length > 0 && groups.length > 0 && (
        <Space wrap className="no-print" style={{ marginTop: 8 }}>
          {text.chosenOf(count(selected.length))}
          <Button type="primary" disabled={selected.length === 0} onClick={() => setRight(true)}>
            {text.confirm}
          </Button>
          <Button disabled={selected.length === 0} onClick={() => setRight(false)}>
            {text.deny}
          </Button>
        </Space>
      )}
      <ConfirmModal
        selected={selected}
        names={names}
        isRight={isRight}
        onClose={() => setRight(undefined)}
        onDone={() => setChosen([])}
      />
    </>
  )
}

function CountyName({ code }: { code: string }) {
  return useRegionName(code)
}

function Examples({ group: { examples, countyCode } }: { group: SuggestionGroup }) {
  return (
    <Space wrap size={[8, 0]}>
      {examples.map(({ estateId, name }) => (
        <Link
          key={estateId}
          to="/counties/$county/estates/$estate"
          params={{ county: countyCode, estate: estateId }}
          search={{ view: 'diagnosis' }}
        >
          {name}
        </Link>
      ))}
    </Space>
  )
}

type ConfirmModalProps = {
  selected: SuggestionGroup[]
  names: Names
  isRight: boolean | undefined
  onClose: () => void
  onDone: () => void
}

function ConfirmModal({ selected, names, isRight, onClose, onDone }: ConfirmModalProps) {
  const text = useText(diagnosisWords)
  const { message } = App.useApp()
  const queries = useQueryClient()

  /** One act per county: each county's records are its own. */
  async function confirm({ reason }: { reason: string }) {
    let estates = 0
    for (const [county, groups] of Map.groupBy(selected, ({ countyCode }) => countyCode)) {
      const suggestions = groups.map(({ fact, value, phrase }) => ({ fact, value, phrase }))
      const done = await call(diagnosisBoardEndpoints.confirmSuggestions, {
        params: { county },
        body: { reason, suggestions, isRight: isRight ?? true },
      })
      estates += done.estates
    }
    message.success(text.confirmed(count(estates)))
    onDone()
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal
      title={isRight === false ? text.denyTitle : text.confirmTitle}
      open={isRight !== undefined}
      onClose={onClose}
      act={confirm}
    >
      <ul className="plain-list" style={{ marginBottom: 12 }}>
        {selected.map((group) => (
          <li key={keyOf(group)}>
            “{group.phrase}” → {titleIn(names.language, group, group.fact)}: {names.value(group.value, group.fact)} ·{' '}
            {text.estatesOf(count(group.estates))}
          </li>
        ))}
      </ul>
    </ReasonModal>
  )
}
