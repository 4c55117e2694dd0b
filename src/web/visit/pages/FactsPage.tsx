import { useContext, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Busy, Card, Field, Say } from '../../people/platform/parts.tsx'
import { useSubmit } from '../../people/platform/use-submit.tsx'
import { madeKey } from '../../platform/made-key.ts'
import { LanguageContext, useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'
import { today } from '../parts/home-words.ts'
import { keepFilled } from '../parts/keep-record.ts'
import { useDraft } from '../parts/use-draft.ts'
import { isFull } from '../storage.ts'
import { findEstate, listAsks } from '../store/homes.ts'
import { draftKey } from '../store/records.ts'
import type { AskedFact, PhoneEstate } from '../store/shapes.ts'
import type { Store } from '../store/store.ts'
import { useLocal } from '../told.ts'

/** What is to be asked and seen on the round of an estate. */
export function FactsPage({ store, estateId }: { store: Store; estateId: string }) {
  const text = useText(visitWords)
  const estate = useLocal(store, findEstate, estateId)
  const asks = useLocal(store, listAsks, estateId)
  if (!asks) return <Busy />
  if (!estate) return <Say tone="warn">{text.missing}</Say>
  return (
    <>
      <p className="crumbs">
        <Link href={`/visit/estates/${estateId}`}>‹ {estate.name}</Link>
      </p>
      <h1>{text.factsOf}</h1>
      {asks.length === 0 ? (
        <Say tone="info">{text.noAsks}</Say>
      ) : (
        <FactsForm store={store} estate={estate} asks={asks} />
      )}
    </>
  )
}

type Values = { told: Record<string, string>; asOf: string; note: string }

function FactsForm({ store, estate, asks }: { store: Store; estate: PhoneEstate; asks: readonly AskedFact[] }) {
  const text = useText(visitWords)
  const { language } = useContext(LanguageContext)
  const [, go] = useLocation()
  const [fresh] = useState<Values>(() => ({ told: {}, asOf: today(), note: '' }))
  const { draft, change } = useDraft(store, draftKey('fact', estate.estateId), fresh)
  const { told, asOf, note } = draft?.values ?? fresh
  const filled = asks.filter(({ fact }) => (told[fact] ?? '') !== '')
  const submit = useSubmit({
    check: () => ({
      ...(filled.length === 0 && { [asks[0]?.fact ?? '']: text.factsNone }),
      ...Object.fromEntries(
        filled.filter((ask) => toldValue(ask, told[ask.fact] ?? '') === null).map(({ fact }) => [fact, text.number]),
      ),
    }),
    act: async () => {
      for (const ask of filled) {
        const value = toldValue(ask, told[ask.fact] ?? '')
        const said = { estateId: estate.estateId, fact: ask.fact, value, asOf }
        const title = `${estate.name} ${ask.title}`
        await keepFilled(store, { id: madeKey(), estate, unitId: null, title, kind: 'fact', note, said })
      }
    },
    onDone: () => go(`/visit/estates/${estate.estateId}`),
  })
  if (!draft) return <Busy />
  return (
    <form {...submit.form}>
      <Card>
        <p>{text.factsIntro}</p>
        {submit.error && <Say tone="bad">{isFull(submit.error) ? text.storageFull : String(submit.error)}</Say>}
        {asks.map((ask) => (
          <FactField
            key={ask.fact}
            ask={ask}
            label={language === 'zh' ? ask.title : ask.titleEn}
            value={told[ask.fact] ?? ''}
            onChange={(value) => change({ told: { ...told, [ask.fact]: value } })}
            error={submit.errorOf(ask.fact)}
          />
        ))}
        <Field
          name="asOf"
          label={text.day}
          type="date"
          value={asOf}
          max={today()}
          onChange={(day) => change({ asOf: day })}
        />
        <Field
          name="note"
          label={text.note}
          lines={2}
          maxLength={2000}
          value={note}
          onChange={(words) => change({ note: words })}
        />
        <button type="submit" className="main wide" disabled={submit.isPending}>
          {text.keep}
        </button>
      </Card>
    </form>
  )
}

type FactFieldProps = {
  ask: AskedFact
  label: string
  value: string
  onChange: (value: string) => void
  error: string | undefined
}

function FactField({ ask: { fact, type, unit, choices }, label, ...given }: FactFieldProps) {
  const text = useText(visitWords)
  const units: Readonly<Record<string, string>> = text.units
  const named = unit ? `${label}（${units[unit] ?? unit}）` : label
  const unknown = { value: '', label: text.notKnown }
  if (type === 'boolean') {
    const options = [unknown, { value: 'true', label: text.yes }, { value: 'false', label: text.no }]
    return <Field name={fact} label={label} options={options} {...given} />
  }
  if (type === 'choice') {
    const options = [unknown, ...choices.map(({ value, title }) => ({ value, label: title }))]
    return <Field name={fact} label={label} options={options} {...given} />
  }
  if (type === 'date') return <Field name={fact} label={named} type="date" {...given} />
  return <Field name={fact} label={named} {...(type === 'number' && { inputMode: 'decimal' as const })} {...given} />
}

const fenPerYuan = 100

/** The value as the office keeps it; `null`: it is no number. Money is typed in yuan and kept in fen. */
function toldValue({ type, unit }: AskedFact, typed: string): string | number | boolean | null {
  if (type === 'boolean') return typed === 'true'
  if (type !== 'number') return typed
  const number = Number(typed)
  if (!Number.isFinite(number)) return null
  return unit === 'fen' ? Math.round(number * fenPerYuan) : number
}
