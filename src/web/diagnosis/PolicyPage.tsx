import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Select, Space, Tabs } from 'antd'
import { lazy, Suspense, useMemo } from 'react'
import { type PackFile, policyEndpoints, type Vocabulary } from '#contract/policy-library.ts'
import { titleIn } from '#domain/diagnosis/condition-words.ts'
import type { FactDefinition, Pack } from '#domain/diagnosis/packs.ts'
import { setParameters } from '#domain/diagnosis/set-parameters.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { type Names, useNames } from './names.ts'
import { PackActs } from './PackActs.tsx'
import { PackDiff } from './PackDiff.tsx'
import { PackReader } from './PackReader.tsx'
import { noteOf, PlaceName, StatusTag, VersionName } from './PoliciesPage.tsx'
import { policyWords } from './policy-words.ts'
import { settingsIn } from './settings.ts'
import './diagnosis.css'

const PackEditor = lazy(() => import('./PackEditor.tsx').then(({ PackEditor }) => ({ default: PackEditor })))

const here = '/signed-in/shell/regions/$region/policies/$pack'

/** One policy pack: to read, to compare with what is in force, to change. */
export function PolicyPage() {
  const { region, pack } = useParams({ from: here })
  const { version, owner } = useSearch({ from: here })
  const file = useQuery(
    endpointQuery(policyEndpoints.getPack, {
      params: { region, pack },
      query: { owner, version: version === undefined ? undefined : Number(version) },
    }),
  )
  const vocabulary = useQuery(endpointQuery(policyEndpoints.vocabulary, { params: { region } }))
  return (
    <Reading query={file}>
      {(data) => <Reading query={vocabulary}>{(words) => <PolicyView file={data} vocabulary={words} />}</Reading>}
    </Reading>
  )
}

/** The words of a region and those a pack brings itself. */
function usePackNames(content: Pack, { facts, requirements, units }: Vocabulary): Names & { facts: FactDefinition[] } {
  const all = useMemo(() => {
    const merged = new Map<string, FactDefinition>([...facts, ...(content.facts ?? [])].map((fact) => [fact.id, fact]))
    return {
      facts: [...merged.values()],
      requirements: [...requirements, ...(content.requirements ?? [])],
      units: { ...units, ...content.units },
    }
  }, [content, facts, requirements, units])
  const names = useNames(all)
  return useMemo(() => ({ ...names, facts: all.facts }), [names, all])
}

function PolicyView({ file, vocabulary }: { file: PackFile; vocabulary: Vocabulary }) {
  const { region } = useParams({ from: here })
  const { view, set } = useSearch({ from: here })
  const names = usePackNames(file.content, vocabulary)
  const mayDraft = useMay('policies.draft', region)
  if (view === 'edit' && mayDraft) {
    const [content = file.content] = setParameters([file.content], settingsIn(set, file.content.id))
    return (
      <Suspense fallback={<div style={{ minHeight: 400 }} />}>
        <PackEditor region={region} start={content} file={file} names={names} vocabulary={vocabulary} />
      </Suspense>
    )
  }
  return <PolicyReading file={file} names={names} mayDraft={mayDraft} />
}

function PolicyReading({ file, names, mayDraft }: { file: PackFile; names: Names; mayDraft: boolean }) {
  const text = useText(policyWords)
  const { view } = useSearch({ from: here })
  const navigate = useNavigate()
  const { line, content, base } = file
  const put = (values: Record<string, string | undefined>) =>
    navigate({ to: '.', search: (before: Record<string, string | undefined>) => ({ ...before, ...values }) })
  return (
    <div className="page">
      <div className="page-head">
        <h1>{titleIn(names.language, content, content.id)}</h1>
        <StatusTag status={line.status} />
        <span>
          <PlaceName region={content.region} />
        </span>
        <Space wrap className="end no-print">
          <VersionPicker file={file} onPick={put} />
          {mayDraft && (
            <Button onClick={() => put({ view: 'edit' })}>
              {line.status === 'draft' ? text.continueDraft : text.startDraft}
            </Button>
          )}
          {line.status === 'draft' && <PackActs file={file} />}
        </Space>
      </div>
      <p className="quiet">{noteOf(line, text)}</p>
      <Tabs
        activeKey={view === 'diff' ? 'diff' : 'read'}
        onChange={(key) => put({ view: key })}
        items={[
          { key: 'read', label: text.read, children: <PackReader pack={content} names={names} /> },
          ...(base
            ? [
                {
                  key: 'diff',
                  label: line.status === 'draft' ? text.compare : text.compareBefore,
                  children: <PackDiff before={base} after={content} names={names} />,
                },
              ]
            : []),
        ]}
      />
    </div>
  )
}

type VersionPickerProps = { file: PackFile; onPick: (values: Record<string, string>) => void }

function VersionPicker({ file: { line, versions }, onPick }: VersionPickerProps) {
  const text = useText(policyWords)
  const keyOf = ({ owner, version }: { owner: string; version: number }) => `${owner}/${version}`
  if (versions.length < 2) return <VersionName line={line} />
  return (
    <Select
      aria-label={text.version}
      value={keyOf(line)}
      options={versions.map((one) => ({
        value: keyOf(one),
        label: `${one.owner === 'shipped' ? text.shipped : text.versionNo(count(one.version))} · ${text.statuses[one.status]}`,
      }))}
      onChange={(key) => {
        const [owner = '', version = ''] = key.split('/')
        onPick({ owner, version })
      }}
      style={{ minWidth: 180 }}
    />
  )
}
