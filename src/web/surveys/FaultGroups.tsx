import { Collapse, Empty, Table, Tag } from 'antd'
import { useContext } from 'react'
import type { SurveyFaultEntry, SurveyView } from '#contract/surveys.ts'
import { faultSentence } from '#domain/surveys/fault-words.ts'
import { surveyRuleNames, surveyRules } from '#domain/surveys/faults.ts'
import { count } from '../platform/format.ts'
import { usePrinting } from '../platform/printing.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import { estateSurveyWords, surveyWords } from './messages.ts'

/** What the checks found, rule by rule, errors first; each row at its cell. */
export function FaultGroups({ survey }: { survey: SurveyView }) {
  const text = useText(surveyWords)
  const { language } = useContext(LanguageContext)
  const isPrinting = usePrinting()
  const byRule = Map.groupBy(survey.faults, ({ rule }) => rule)
  const rules = surveyRuleNames
    .filter((rule) => byRule.has(rule))
    .toSorted((a, b) => Number(surveyRules[a].severity === 'warning') - Number(surveyRules[b].severity === 'warning'))
  if (rules.length === 0) return <Empty description={text.noFaults} />
  const [first] = rules
  return (
    <Collapse
      size="small"
      {...(isPrinting ? { activeKey: rules } : { defaultActiveKey: first ? [first] : [] })}
      items={rules.map((rule) => {
        const { severity, title, titleEn } = surveyRules[rule]
        return {
          key: rule,
          label: (
            <>
              <Tag color={severity}>{text[severity]}</Tag>
              {language === 'zh' ? title : titleEn} · {count(byRule.get(rule)?.length ?? 0)}
            </>
          ),
          children: <FaultRows faults={byRule.get(rule) ?? []} />,
        }
      })}
    />
  )
}

function FaultRows({ faults }: { faults: readonly SurveyFaultEntry[] }) {
  const text = useText(estateSurveyWords)
  const { language } = useContext(LanguageContext)
  const rows = faults.map((fault, at) => ({ ...fault, at: fault.at, place: at }))
  return (
    <Table
      size="small"
      rowKey="place"
      dataSource={rows}
      pagination={rows.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      columns={[
        { title: text.sheet, render: (_, { at: { sheet } }) => sheet || '—', width: 80, ellipsis: true },
        { title: text.cell, render: (_, { at: { cell } }) => <code>{cell || '—'}</code>, width: 64 },
        { title: text.what, render: (_, fault) => faultSentence(fault, language) },
      ]}
    />
  )
}
