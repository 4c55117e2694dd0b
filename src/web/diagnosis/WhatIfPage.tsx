import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert, Button, Card, Empty, Select, Space } from 'antd'
import { useMemo } from 'react'
import { diagnosisEndpoints, type PackLine, type Vocabulary } from '#contract/diagnosis.ts'
import { titleIn } from '#domain/diagnosis/condition-words.ts'
import type { Pack, Parameter } from '#domain/diagnosis/packs.ts'
import type { ParameterSetting } from '#domain/diagnosis/set-parameters.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay, useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { Field } from './Field.tsx'
import { type Names, useNames } from './names.ts'
import { ParameterInput } from './ParameterInput.tsx'
import { limitsWords } from './ParameterTable.tsx'
import { policyWords } from './policy-words.ts'
import { settingsIn, settingsText } from './settings.ts'
import { useDebounced } from './use-debounced.ts'
import { WhatIfOutcome } from './WhatIfOutcome.tsx'

const here = '/signed-in/shell/regions/$region/whatif'

/** Tries other parameters on all diagnoses of a region. Nothing is stored. */
export function WhatIfPage() {
  const { region } = useParams({ from: here })
  const text = useText(policyWords)
  const packs = useQuery(endpointQuery(diagnosisEndpoints.listPacks, { params: { region } }))
  const vocabulary = useQuery(endpointQuery(diagnosisEndpoints.vocabulary, { params: { region } }))
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {useRegionName(region)} · {text.whatif}
        </h1>
      </div>
      <p className="quiet">{text.whatifIntro}</p>
      <Reading query={packs}>
        {(lines) => <Reading query={vocabulary}>{(words) => <WhatIfView lines={lines} vocabulary={words} />}</Reading>}
      </Reading>
    </div>
  )
}

function WhatIfView({ lines, vocabulary }: { lines: PackLine[]; vocabulary: Vocabulary }) {
  const text = useText(policyWords)
  const { region } = useParams({ from: here })
  const search = useSearch({ from: here })
  const navigate = useNavigate()
  const names = useNames(vocabulary)
  const published = lines.filter(({ status }) => status === 'published')
  const chosen = published.find(({ pack }) => pack === search.pack) ?? published.at(0)
  const file = useQuery({
    ...endpointQuery(diagnosisEndpoints.getPack, { params: { region, pack: chosen?.pack ?? '' } }),
    enabled: chosen !== undefined,
  })
  if (!chosen) return <Empty />
  const settings = settingsIn(search.set, chosen.pack)
  const put = (changed: readonly ParameterSetting[]) =>
    navigate({
      to: '.',
      search: { pack: chosen.pack, set: settingsText(changed) },
      replace: true,
      resetScroll: false,
    })
  return (
    <div className="diagnosis">
      <Card size="small">
        <Field label={text.choosePack}>
          <Select
            aria-label={text.choosePack}
            value={chosen.pack}
            options={published.map((line) => ({ value: line.pack, label: titleIn(names.language, line, line.pack) }))}
            onChange={(pack) => navigate({ to: '.', search: { pack }, replace: true })}
            style={{ width: '100%', maxWidth: 560 }}
          />
        </Field>
        <Reading query={file}>
          {({ content }) => <Settings pack={content} settings={settings} names={names} onChange={put} />}
        </Reading>
      </Card>
      <Outcome region={region} settings={settings} />
    </div>
  )
}

type SettingsProps = {
  pack: Pack
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

function Settings({ pack, settings, names, onChange }: SettingsProps) {
  const text = useText(policyWords)
  const { region } = useParams({ from: here })
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
            search={{ view: 'edit', set: settingsText(settings) ?? '' }}
          >
            <Button type="primary">{text.saveAsDraft}</Button>
          </Link>
        )}
      </Space>
    </>
  )
}

function Outcome({ region, settings }: { region: string; settings: readonly ParameterSetting[] }) {
  const text = useText(policyWords)
  const asked = useDebounced(JSON.stringify(settings), 350)
  const parameters = useMemo(() => JSON.parse(asked) as ParameterSetting[], [asked]) // said one line above
  const outcome = useQuery({
    ...endpointQuery(diagnosisEndpoints.whatIf, { params: { region }, body: { parameters } }),
    placeholderData: keepPreviousData,
  })
  return (
    <Reading query={outcome}>
      {(data) => (
        <WhatIfOutcome
          outcome={data}
          state={
            outcome.isFetching || asked !== JSON.stringify(settings)
              ? text.running
              : settings.length === 0
                ? text.nothingTried
                : text.took(count(Math.round(data.tookMs)))
          }
        />
      )}
    </Reading>
  )
}
