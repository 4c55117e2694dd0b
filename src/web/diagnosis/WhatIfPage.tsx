import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Card, Empty, Select } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { type PackLine, policyEndpoints, type Vocabulary } from '#contract/policy-library.ts'
import { titleIn } from '#domain/diagnosis/condition-words.ts'
import type { Pack } from '#domain/diagnosis/packs.ts'
import { holdsIn } from '#domain/diagnosis/rulebook.ts'
import type { ParameterSetting } from '#domain/diagnosis/set-parameters.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { Field } from './Field.tsx'
import { type Names, useNames } from './names.ts'
import { policyWords } from './policy-words.ts'
import { settingsIn, settingsText } from './settings.ts'
import { useDebounced } from './use-debounced.ts'
import { WhatIfOutcome } from './WhatIfOutcome.tsx'
import { Settings } from './WhatIfSettings.tsx'

const here = '/signed-in/shell/regions/$region/whatif'

/** Tries other parameters on all diagnoses of a region. Nothing is stored. */
export function WhatIfPage() {
  const { region } = useParams({ from: here })
  const text = useText(policyWords)
  const packs = useQuery(endpointQuery(policyEndpoints.listPacks, { params: { region } }))
  const vocabulary = useQuery(endpointQuery(policyEndpoints.vocabulary, { params: { region } }))
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
  const published = lines.filter(({ status, region: place }) => status === 'published' && meets(place, region))
  const chosen = published.find(({ pack }) => pack === search.pack) ?? published.at(0)
  if (!chosen) return <Empty />
  return (
    <Tryout
      key={chosen.pack}
      line={chosen}
      names={names}
      picker={
        <Field label={text.choosePack}>
          <Select
            aria-label={text.choosePack}
            value={chosen.pack}
            options={published.map((line) => ({ value: line.pack, label: titleIn(names.language, line, line.pack) }))}
            onChange={(pack) => navigate({ to: '.', search: { pack }, replace: true })}
            style={{ width: '100%' }}
          />
        </Field>
      }
    />
  )
}

/** The parameters of one pack beside what comes of them. */
function Tryout({ line: { pack }, names, picker }: { line: PackLine; names: Names; picker: ReactNode }) {
  const { region } = useParams({ from: here })
  const { set } = useSearch({ from: here })
  const navigate = useNavigate()
  const file = useQuery(endpointQuery(policyEndpoints.getPack, { params: { region, pack } }))
  const put = (changed: readonly ParameterSetting[]) =>
    navigate({ to: '.', search: { pack, set: settingsText(changed) }, replace: true, resetScroll: false })
  return (
    <Reading query={file}>
      {({ content }) => {
        const settings = settingsIn(set, pack).filter((setting) => isIn(content, setting))
        return (
          <div className="tried">
            <Card size="small">
              {picker}
              <Settings pack={content} settings={settings} names={names} onChange={put} />
            </Card>
            <div className="diagnosis">
              <Outcome region={region} settings={settings} />
            </div>
          </div>
        )
      }}
    </Reading>
  )
}

/** Whether a pack has the parameter a setting names; an old address may name one that is gone. */
function isIn(pack: Pack, { rule, parameter }: ParameterSetting): boolean {
  const holder = rule === null ? pack : pack.rules.find(({ id }) => id === rule)
  return Object.hasOwn(holder?.parameters ?? {}, parameter)
}

/** Whether a pack holds in some place of a region: in all of it, or in one of its counties. */
const meets = (place: string, region: string) =>
  holdsIn(place, region) || place.startsWith(region.endsWith('00') ? region.slice(0, 4) : region)

function Outcome({ region, settings }: { region: string; settings: readonly ParameterSetting[] }) {
  const text = useText(policyWords)
  const asked = useDebounced(JSON.stringify(settings), 350)
  const parameters = useMemo(() => JSON.parse(asked) as ParameterSetting[], [asked]) // said one line above
  const outcome = useQuery({
    ...endpointQuery(policyEndpoints.whatIf, { params: { region }, body: { parameters } }),
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
