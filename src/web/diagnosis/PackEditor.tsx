import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Badge, Button, Card, Collapse, Space } from 'antd'
import dayjs from 'dayjs'
import { useMemo, useState } from 'react'
import type { PackFault, Pack as PackShape } from '#contract/packs.ts'
import { type PackFile, policyEndpoints, type Vocabulary } from '#contract/policy-library.ts'
import { titleIn } from '#domain/diagnosis/condition-words.ts'
import type { FactDefinition, Pack, Rule } from '#domain/diagnosis/packs.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { FaultsAlert } from './FaultsAlert.tsx'
import { ruleFaults } from './faults.ts'
import type { Names } from './names.ts'
import { PackDiff } from './PackDiff.tsx'
import { ParametersEditor } from './ParametersEditor.tsx'
import { policyWords } from './policy-words.ts'
import { RuleEditor } from './RuleEditor.tsx'
import { useDebounced } from './use-debounced.ts'

type PackEditorProps = {
  region: string
  /** What the editing starts from. */
  start: Pack
  file: PackFile
  names: Names & { facts: FactDefinition[] }
  vocabulary: Vocabulary
}

/** Changes a pack as a draft: checked while it is written, held against what is in force, saved as a new version. */
export function PackEditor({ region, start, file, names, vocabulary }: PackEditorProps) {
  const text = useText(policyWords)
  const [content, setContent] = useState(start)
  const [isSaving, setSaving] = useState(false)
  const { faults, isChecking } = useFaults(region, content)
  const save = useSaving(region, content)
  const leave = useLeaving()
  const cannotSave = faults.some(({ code }) => code === 'bad_shape')
  const putRule = (place: number, rule: Rule) =>
    setContent((now) => ({ ...now, rules: now.rules.map((one, at) => (at === place ? rule : one)) }))
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {text.edit} · {titleIn(names.language, content, content.id)}
        </h1>
        <Space wrap className="end">
          <Button type="primary" disabled={cannotSave} onClick={() => setSaving(true)}>
            {text.saveDraft}
          </Button>
          <Button onClick={leave}>{text.leaveEdit}</Button>
        </Space>
      </div>
      <FaultsAlert faults={faults} isChecking={isChecking} />
      <div className="diagnosis" style={{ marginTop: 16 }}>
        {content.parameters && (
          <Card size="small" title={text.packParameters}>
            <ParametersEditor
              parameters={content.parameters}
              names={names}
              faults={faults.filter(({ rule }) => rule === null)}
              onChange={(parameters) => setContent((now) => ({ ...now, parameters }))}
            />
          </Card>
        )}
        <Rules
          region={region}
          content={content}
          faults={faults}
          names={names}
          vocabulary={vocabulary}
          onChange={putRule}
          onRemove={(place) => setContent((now) => ({ ...now, rules: now.rules.filter((_, at) => at !== place) }))}
        />
        <Button
          type="dashed"
          onClick={() => setContent((now) => ({ ...now, rules: [...now.rules, newRule(now, text.newRule)] }))}
        >
          {text.addRule}
        </Button>
        <h2 style={{ margin: 0, fontSize: 18 }}>{text.compare}</h2>
        <PackDiff
          before={file.line.status === 'draft' ? (file.base ?? file.content) : file.content}
          after={content}
          names={names}
        />
      </div>
      <ReasonModal title={text.saveDraft} open={isSaving} onClose={() => setSaving(false)} act={save} done={text.saved}>
        <p className="quiet">{text.saveHint}</p>
      </ReasonModal>
    </div>
  )
}

function useFaults(region: string, content: Pack): { faults: PackFault[]; isChecking: boolean } {
  const still = useDebounced(content, 500)
  const check = useQuery({
    ...endpointQuery(policyEndpoints.checkPack, { params: { region, pack: content.id }, body: { content: still } }),
    placeholderData: keepPreviousData,
  })
  return { faults: check.data?.faults ?? [], isChecking: check.isFetching || still !== content }
}

function useSaving(region: string, content: Pack) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async ({ reason }: { reason: string }) => {
    const { line } = await call(policyEndpoints.draftPack, {
      params: { region, pack: content.id },
      body: { content: content as PackShape, note: reason }, // lists are only read-only here; the server reads by its schema
    })
    await queries.invalidateQueries()
    await navigate({
      to: '/regions/$region/policies/$pack',
      params: { region, pack: line.pack },
      search: { version: String(line.version), owner: line.owner, view: 'diff' },
    })
  }
}

function useLeaving() {
  const navigate = useNavigate()
  return () =>
    void navigate({
      to: '.',
      search: ({ view: _, set: __, ...before }: Record<string, string | undefined>) => before,
    })
}

type RulesProps = Omit<PackEditorProps, 'start' | 'file'> & {
  content: Pack
  faults: PackFault[]
  onChange: (place: number, rule: Rule) => void
  onRemove: (place: number) => void
}

function Rules({ region, content, faults, names, vocabulary, onChange, onRemove }: RulesProps) {
  const words = useMemo(
    () => ({ names, facts: names.facts, requirements: [...vocabulary.requirements, ...(content.requirements ?? [])] }),
    [names, vocabulary.requirements, content.requirements],
  )
  const units = { ...vocabulary.units, ...content.units }
  return (
    <Collapse
      items={content.rules.map((rule, place) => {
        const own = ruleFaults(faults, rule, place)
        return {
          key: `${rule.id} ${place}`,
          label: (
            <Space>
              {`${place + 1}. ${titleIn(names.language, rule, rule.id)}`}
              <Badge count={own.length} />
            </Space>
          ),
          children: (
            <RuleEditor
              region={region}
              rule={rule}
              pack={content}
              words={words}
              units={units}
              faults={own}
              onChange={(changed) => onChange(place, changed)}
              onRemove={() => onRemove(place)}
            />
          ),
        }
      })}
    />
  )
}

function newRule({ rules, title, id }: Pack, name: string): Rule {
  const taken = new Set(rules.map((rule) => rule.id))
  let number = rules.length + 1
  while (taken.has(`${id}-${number}`)) number += 1
  return {
    id: `${id}-${number}`.slice(-64),
    title: name,
    basis: { document: title, number: null, level: 'county', article: null, verified: false },
    validFrom: dayjs().format('YYYY-MM-DD'),
    answers: [],
    effect: { kind: 'complete' },
  }
}
