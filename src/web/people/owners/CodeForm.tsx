import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../../platform/text.ts'
import { Actions, Card, Field, Say } from '../platform/parts.tsx'
import { Trouble, useSubmit } from '../platform/use-submit.tsx'
import { enterCode } from './api.ts'
import { ownerWords } from './messages.ts'

export type CodeUnderWay = { code: string; minutes: number; digits: number }

type Given = {
  asked: CodeUnderWay
  /** What to say of where the code went. */
  sent: string
  /** What to do where none arrives. */
  noneCame: string
  onAgain: () => void
  onDone?: () => void
}

/** The code that was sent is typed here. */
export function CodeForm({ asked, sent, noneCame, onAgain, onDone }: Given) {
  const text = useText(ownerWords)
  const queries = useQueryClient()
  const [digits, setDigits] = useState('')
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (asked.code) place.current?.querySelector('input')?.focus()
  }, [asked.code])
  const isWhole = /^\d+$/.test(digits) && digits.length === asked.digits
  const submit = useSubmit({
    check: () => (isWhole ? {} : { digits: text.digitsWanted(asked.digits) }),
    act: () => enterCode({ code: asked.code, digits }),
    onDone: () => {
      void queries.resetQueries() // whatever was read by whoever used this phone before
      onDone?.()
    },
  })
  return (
    <Card title={text.enterCode}>
      <Say>{sent}</Say>
      <form {...submit.form}>
        <Trouble of={submit} words={text.refused} />
        <div ref={place}>
          <Field
            name="digits"
            label={text.code}
            hint={text.codeHint(asked.digits, asked.minutes)}
            error={submit.errorOf('digits')}
            value={digits}
            onChange={(typed) => setDigits(typed.replaceAll(/\D/g, '').slice(0, asked.digits))}
            inputMode="numeric"
            autoComplete="one-time-code"
          />
        </div>
        <Actions>
          <button type="submit" className="main" disabled={submit.isPending}>
            {submit.isPending ? text.wait : text.goOn}
          </button>
          <button type="button" onClick={onAgain}>
            {text.again}
          </button>
        </Actions>
      </form>
      <details>
        <summary>{text.noCode}</summary>
        <p>{noneCame}</p>
      </details>
    </Card>
  )
}
