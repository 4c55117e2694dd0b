import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Card, Empty, Select } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { Pack as PackShape } from '#contract/packs.ts'
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

const keyOf = ({ owner, pack, version }: PackLine) => `${owner}/${pack}/${version}`

function WhatIfView({ lines, vocabulary }: { lines: PackLine[]; vocabulary: Vocabulary }) {
  const text = useText(policyWords)
  const { region } = useParams({ from: here })
  const search = useSearch({ from: here })
  const navigate = useNavigate()
  const names = useNames(vocabulary)
  const usable = lines.filter(({ status, region: place }) => isTried(status) && meets(place, region))
  const chosen =
    usable.find(
      (line) => line.status === 'draft' && String(line.version) === search.version && line.pack === search.pack,
    ) ??
    usable.find((line) => line.status === 'published' && line.pack === search.pack) ??
    usable.at(0)
  if (!chosen) return <Empty />
  const titleOf = (line: PackLine) =>
    `${titleIn(names.language, line, line.pack)}${line.status === 'draft' ? ` · ${text.statuses.draft} ${text.versionNo(count(line.version))}` : ''}`
  const choose = (key: string) => {
    const line = usable.find((one) => keyOf(one) === key)
    if (line) void navigate({ to: '.', search: addressOf(line), replace: true })
  }
  return (
    <Tryout
      key={keyOf(chosen)}
      line={chosen}
      names={names}
      picker={
        <Field label={text.choosePack}>
          <Select
            aria-label={text.choosePack}
            value={keyOf(chosen)}
            options={usable.map((line) => ({ value: keyOf(line), label: titleOf(line) }))}
            onChange={choose}
            style={{ width: '100%' }}
          />
        </Field>
      }
    />
  )
}

const isTried = (status: PackLine['status']) => status === 'published' || status === 'draft'

/** A draft is named by its version; of what is in force its name says which. */
const addressOf = ({ pack, status, version, owner }: PackLine) =>
  status === 'draft' ? { pack, version: String(version), owner } : { pack }

type TryoutProps = { line: PackLine; names: Names; picker: ReactNode }

/** A pack in force with its parameters set otherwise, or a draft in place of what is in force, and what comes of it. */
function Tryout({ line, names, picker }: TryoutProps) {
  const { region } = useParams({ from: here })
  const { set } = useSearch({ from: here })
  const navigate = useNavigate()
  const { pack } = line
  const { version, owner } = addressOf(line)
  const query = { owner, version: version === undefined ? undefined : Number(version) }
  const file = useQuery(endpointQuery(policyEndpoints.getPack, { params: { region, pack }, query }))
  const put = (changed: readonly ParameterSetting[]) =>
    navigate({
      to: '.',
      search: { ...addressOf(line), set: settingsText(changed) },
      replace: true,
      resetScroll: false,
    })
  return (
    <Reading query={file}>
      {({ content }) => {
        const settings = settingsIn(set, pack).filter((setting) => isIn(content, setting))
        return (
          <div className="tried">
            <Card size="small">
              {picker}
              <Settings pack={content} address={addressOf(line)} settings={settings} names={names} onChange={put} />
            </Card>
            <div className="diagnosis">
              <Outcome region={region} draft={line.status === 'draft' ? content : undefined} settings={settings} />
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

type OutcomeProps = { region: string; draft: PackShape | undefined; settings: readonly ParameterSetting[] }

function Outcome({ region, draft, settings }: OutcomeProps) {
  const text = useText(policyWords)
  const now = JSON.stringify(settings)
  const asked = useDebounced(now, 350)
  const body = useMemo(
    () => ({ packs: draft ? [draft] : [], parameters: JSON.parse(asked) as ParameterSetting[] }), // said two lines above
    [draft, asked],
  )
  const outcome = useQuery({
    ...endpointQuery(policyEndpoints.whatIf, { params: { region }, body }),
    placeholderData: keepPreviousData,
  })
  const isRunning = outcome.isFetching || asked !== now
  const isAsIs = settings.length === 0 && !draft
  return (
    <Reading query={outcome}>
      {(data) => (
        <WhatIfOutcome
          outcome={data}
          state={isRunning ? text.running : isAsIs ? text.nothingTried : text.took(count(Math.round(data.tookMs)))}
        />
      )}
    </Reading>
  )
}
