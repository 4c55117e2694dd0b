import { Table } from 'antd'
import { titleIn } from '#domain/diagnosis/condition-words.ts'
import type { Parameter } from '#domain/diagnosis/packs.ts'
import { useText } from '../platform/text.ts'
import type { Names } from './names.ts'
import { policyWords } from './policy-words.ts'

type ParameterTableProps = { parameters: Readonly<Record<string, Parameter>>; names: Names }

/** The numbers, days and grades a place may set, with their limits and where they come from. */
export function ParameterTable({ parameters, names }: ParameterTableProps) {
  const text = useText(policyWords)
  return (
    <Table<[string, Parameter]>
      size="small"
      rowKey={([id]) => id}
      pagination={false}
      dataSource={Object.entries(parameters)}
      scroll={{ x: 640 }}
      columns={[
        { title: text.parameter, render: (_, [id, parameter]) => titleIn(names.language, parameter, id) },
        {
          title: text.value,
          width: 130,
          className: 'number',
          render: (_, [, parameter]) =>
            parameter.value === null ? (
              <span className="unverified">{text.notSet}</span>
            ) : (
              names.parameter(parameter, parameter.value)
            ),
        },
        { title: text.limits, width: 170, render: (_, [, parameter]) => limitsWords(parameter, names, text) },
        {
          title: text.source,
          render: (_, [, { source, verified }]) => (
            <span className="quiet">
              {source} {verified === false && <span className="unverified">{text.unverified}</span>}
            </span>
          ),
        },
      ]}
    />
  )
}

/** Between what a parameter may be set. */
export function limitsWords(parameter: Parameter, names: Names, text: (typeof policyWords)['zh']): string {
  const { min, max, choices } = parameter
  if (choices) return choices.join(', ')
  const said = (value: number | string) => names.parameter(parameter, value)
  if (min !== undefined && max !== undefined) return text.from_to(said(min), said(max))
  if (min !== undefined) return text.atLeast(said(min))
  return max === undefined ? '' : text.atMost(said(max))
}
