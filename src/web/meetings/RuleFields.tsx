import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { useContext } from 'react'
import { diagnosisEndpoints, type EstateDiagnosis } from '#contract/diagnosis.ts'
import { estateIdFact } from '#domain/diagnosis/catalogue.ts'
import { closedStatuses } from '#domain/diagnosis/diagnosis.ts'
import { MatchCounts } from '../diagnosis/MatchCounts.tsx'
import { useNames } from '../diagnosis/names.ts'
import { endpointQuery } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { LanguageContext, useText } from '../platform/text.ts'
import { meetingWords } from './messages.ts'

type RuleFieldsProps = { county: string; estate: string; isRule: boolean }

/** What a rule closes, how, and for which cases, with how many estates those are. */
export function RuleFields({ county, estate, isRule }: RuleFieldsProps) {
  const { language } = useContext(LanguageContext)
  const diagnosis = useQuery(
    endpointQuery(diagnosisEndpoints.estateDiagnosis, { params: { county, estate }, query: { language } }),
  )
  return <Reading query={diagnosis}>{(data) => <Fields estate={data} isRule={isRule} />}</Reading>
}

function Fields({ estate, isRule }: { estate: EstateDiagnosis; isRule: boolean }) {
  const text = useText(meetingWords)
  const names = useNames({ facts: estate.definitions, requirements: estate.requirements, units: estate.unitNames })
  const open = estate.diagnosis.requirements.filter(({ status }) => !closedStatuses.includes(status))
  return (
    <>
      <Form.Item name="requirement" label={text.requirement} rules={[{ required: true }]}>
        <Select
          options={open.map(({ requirement }) => ({ value: requirement, label: names.requirement(requirement) }))}
        />
      </Form.Item>
      <Form.Item name="effect" label={text.effect} rules={[{ required: true }]}>
        <Select
          options={(['substitute', 'defer', 'separate', 'waive'] as const).map((value) => ({
            value,
            label: text.effects[value],
          }))}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['effect']}>
        {({ getFieldValue }) =>
          getFieldValue('effect') === 'defer' && (
            <Form.Item name="until" label={text.until} rules={[{ required: true }]}>
              <Input maxLength={60} />
            </Form.Item>
          )
        }
      </Form.Item>
      {isRule && (
        <>
          <Form.Item name="conditions" label={text.conditions} extra={text.conditionsHint} rules={[{ required: true }]}>
            <Select
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              options={estate.facts.flatMap(({ fact, value }) =>
                value === null || fact === estateIdFact
                  ? []
                  : [
                      {
                        value: JSON.stringify({ fact, is: value }),
                        label: `${names.fact(fact)}: ${names.value(value, fact)}`,
                      },
                    ],
              )}
            />
          </Form.Item>
          <Form.Item noStyle dependencies={['conditions']}>
            {({ getFieldValue }) => {
              const chosen: string[] = getFieldValue('conditions') ?? []
              return (
                chosen.length > 0 && <MatchCounts region={estate.countyCode} when={{ all: chosen.map(conditionOf) }} />
              )
            }}
          </Form.Item>
        </>
      )}
      <Form.Item name="registerNote" label={text.registerNote}>
        <Input maxLength={300} />
      </Form.Item>
    </>
  )
}

/** A chosen condition is kept as JSON, because a choice is a string and a value need not be. */
export const conditionOf = (chosen: string) => JSON.parse(chosen) as { fact: string; is: boolean | number | string } // written by the options above
