import type { PackFault } from '#contract/packs.ts'
import { titleIn } from '#domain/diagnosis/condition-words.ts'
import type { Parameter } from '#domain/diagnosis/packs.ts'
import { useText } from '../platform/text.ts'
import { Field } from './Field.tsx'
import { faultsAt } from './faults.ts'
import type { Names } from './names.ts'
import { ParameterInput } from './ParameterInput.tsx'
import { limitsWords } from './ParameterTable.tsx'
import { policyWords } from './policy-words.ts'

type ParameterSet = Readonly<Record<string, Parameter>>

type ParametersEditorProps = {
  parameters: ParameterSet
  names: Names
  faults: readonly PackFault[]
  onChange: (parameters: ParameterSet) => void
}

/** The values of parameters, each within its limits. */
export function ParametersEditor({ parameters, names, faults, onChange }: ParametersEditorProps) {
  const text = useText(policyWords)
  return (
    <div className="fields">
      {Object.entries(parameters).map(([id, parameter]) => {
        const title = titleIn(names.language, parameter, id)
        return (
          <Field
            key={id}
            label={title}
            faults={faultsAt(faults, `parameters.${id}`)}
            extra={limitsWords(parameter, names, text)}
          >
            <ParameterInput
              parameter={parameter}
              value={parameter.value}
              names={names}
              label={title}
              onChange={(value) => onChange({ ...parameters, [id]: { ...parameter, value } })}
            />
          </Field>
        )
      })}
    </div>
  )
}
