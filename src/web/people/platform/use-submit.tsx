import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useContext, useEffect, useRef, useState } from 'react'
import { ProblemError } from '../../platform/send.ts'
import { LanguageContext, useText } from '../../platform/text.ts'
import { peopleWords } from './messages.ts'
import { Say } from './parts.tsx'

type Given<Answer> = {
  /** What is wrong before anything is sent, by field; empty when nothing is. */
  check?: () => Readonly<Record<string, string>>
  act: () => Promise<Answer>
  onDone: (answer: Answer) => void
}

/**
 * Sends a form once, however often the button is pressed; says what is wrong at its field, and goes to the first one.
 *
 *     const submit = useSubmit({ act: () => callAt<…>('POST', …), onDone })
 *     <form {...submit.form}> <Trouble of={submit} words={text.refused} /> <Field error={submit.errorOf('phone')} … />
 */
export function useSubmit<Answer>({ check, act, onDone }: Given<Answer>) {
  const text = useText(peopleWords)
  const { language } = useContext(LanguageContext)
  const form = useRef<HTMLFormElement>(null)
  const isRunning = useRef(false)
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({})
  const sent = useMutation({
    mutationFn: act,
    onSuccess: onDone,
    onError: (error) => setWrong(wrongFieldsOf(error, language === 'zh' ? null : text.checkThis)),
    onSettled: () => {
      isRunning.current = false
    },
  })
  useEffect(() => {
    if (Object.keys(wrong).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [wrong])

  function submit(event?: FormEvent) {
    event?.preventDefault()
    if (isRunning.current) return
    const found = check?.() ?? {}
    setWrong(found)
    sent.reset()
    if (Object.keys(found).length > 0) return
    isRunning.current = true
    sent.mutate()
  }
  return {
    submit,
    isPending: sent.isPending,
    error: sent.error,
    errorOf: (field: string) => wrong[field],
    form: { ref: form, onSubmit: submit, noValidate: true },
  }
}

/** Fields the server refused; `body.phone` and `phone` are the same field of a form. */
function wrongFieldsOf(error: Error, instead: string | null): Record<string, string> {
  if (!(error instanceof ProblemError)) return {}
  return Object.fromEntries(
    (error.problem.fields ?? []).map(({ field, message }) => [field.replace(/^body\./, ''), instead ?? message]),
  )
}

/** Why it was not taken, in the reader's language; nothing while nothing is wrong. */
export function Trouble({ of, words = {} }: { of: { error: Error | null }; words?: Readonly<Record<string, string>> }) {
  const text = useText(peopleWords)
  const { language } = useContext(LanguageContext)
  if (!of.error) return null
  if (!(of.error instanceof ProblemError)) return <Say tone="bad">{text.unreachable}</Say>
  const { code, message } = of.error.problem
  const known: Readonly<Record<string, string>> = { ...text.refusals, ...words }
  return <Say tone="bad">{known[code] ?? (language === 'zh' ? message : text.refused)}</Say>
}
