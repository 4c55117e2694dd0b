import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button, Space } from 'antd'
import { titleIn } from '#domain/diagnosis/condition-words.ts'
import type { Pack, Parameter } from '#domain/diagnosis/packs.ts'
import type { ParameterSetting } from '#domain/diagnosis/set-parameters.ts'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { Field } from './Field.tsx'
import type { Names } from './names.ts'
import { ParameterInput } from './ParameterInput.tsx'
import { limitsWords } from './ParameterTable.tsx'
import { policyWords } from './policy-words.ts'
import { settingsText } from './settings.ts'

type SettingsProps = {
  pack: Pack
  /** Which version of the pack, as the address says it; nothing for what is in force. */
  address: { version?: string; owner?: string }
  settings: readonly ParameterSetting[]
  names: Names
  onChange: (settings: readonly ParameterSetting[]) => void
}

type Place = { rule: string | null; heading: string; id: string; parameter: Parameter }

/** Every parameter of a pack with the rule it belongs to. */
function placesIn(pack: Pack, names: Names, whole: string): Place[] {
  const own = Object.entries(pack.parameters ?? {}).map(([id, parameter]) => ({
    rule: null,
    heading: whole,
    id,
    parameter,
  }))
  const ofRules = pack.rules.flatMap((rule) =>
    Object.entries(rule.parameters ?? {}).map(([id, parameter]) => ({
      rule: rule.id,
      heading: titleIn(names.language, rule, rule.id),
      id,
      parameter,
    })),
  )
  return [...ofRules, ...own]
}

/** Every parameter of a pack to be set otherwise, and the way to a draft. */
export function Settings({ pack, address: { version, owner }, settings, names, onChange }: SettingsProps) {
  const text = useText(policyWords)
  const { region } = useParams({ from: '/signed-in/shell/regions/$region/whatif' })
  const mayDraft = useMay('policies.draft', region)
  const groups = Map.groupBy(placesIn(pack, names, text.packParameters), ({ heading }) => heading)
  if (groups.size === 0) return <Alert type="info" message={text.noParametersHere} />
  const settingOf = (place: Place) =>
    settings.find(({ rule, parameter }) => rule === place.rule && parameter === place.id)
  const set = (place: Place, value: number | string | null) => {
    const others = settings.filter((one) => one !== settingOf(place))
    const same = value === place.parameter.value
    onChange(same ? others : [...others, { pack: pack.id, rule: place.rule, parameter: place.id, value }])
  }
  return (
    <>
      {[...groups].map(([heading, places]) => (
        <fieldset key={heading} className="parameter-group">
          <legend>{heading}</legend>
          <div className="fields">
            {places.map((place) => {
              const setting = settingOf(place)
              const title = titleIn(names.language, place.parameter, place.id)
              const now = setting && text.now(names.parameter(place.parameter, place.parameter.value))
              return (
                <Field
                  key={`${place.rule} ${place.id}`}
                  label={title}
                  extra={[now, limitsWords(place.parameter, names, text)].filter(Boolean).join(' · ')}
                >
                  <ParameterInput
                    parameter={place.parameter}
                    value={setting ? setting.value : place.parameter.value}
                    names={names}
                    label={title}
                    onChange={(value) => set(place, value)}
                  />
                </Field>
              )
            })}
          </div>
        </fieldset>
      ))}
      <Space wrap className="no-print">
        <Button disabled={settings.length === 0} onClick={() => onChange([])}>
          {text.reset}
        </Button>
        {mayDraft && settings.length > 0 && (
          <Link
            to="/regions/$region/policies/$pack"
            params={{ region, pack: pack.id }}
            search={{ ...(version && owner && { version, owner }), view: 'edit', set: settingsText(settings) ?? '' }}
          >
            <Button type="primary">{text.saveAsDraft}</Button>
          </Link>
        )}
      </Space>
    </>
  )
}
