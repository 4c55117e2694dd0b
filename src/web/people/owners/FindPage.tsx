import { useState } from 'react'
import { useLocation } from 'wouter'
import { findIdFault } from '#domain/units/codes.ts'
import { useText } from '../../platform/text.ts'
import { Actions, Card, Field } from '../platform/parts.tsx'
import { Trouble, useSubmit } from '../platform/use-submit.tsx'
import { askOwnerCode } from './api.ts'
import { CodeForm, type CodeUnderWay } from './CodeForm.tsx'
import { ownerWords } from './messages.ts'

/** An owner looks for his home: name and ID number, then the code that was sent to his phone. */
export function FindPage() {
  const text = useText(ownerWords)
  const [, go] = useLocation()
  const [name, setName] = useState('')
  const [idNumber, setIdNumber] = useState('')
  const [asked, setAsked] = useState<CodeUnderWay | null>(null)
  const submit = useSubmit({
    check: () => ({
      ...(name.trim().length < 2 && { name: text.nameWanted }),
      ...idFault(idNumber, text),
    }),
    act: () => askOwnerCode({ name: name.trim(), idNumber: idNumber.trim() }),
    onDone: setAsked,
  })
  return (
    <>
      <h1>{text.find}</h1>
      {asked ? (
        <CodeForm
          asked={asked}
          sent={text.codeSent}
          noneCame={text.noCodeOwner}
          onAgain={() => setAsked(null)}
          onDone={() => go('/people/homes')}
        />
      ) : (
        <Card title={text.whoAreYou}>
          <form {...submit.form}>
            <Trouble of={submit} words={text.refused} />
            <Field
              name="name"
              label={text.name}
              hint={text.nameHint}
              error={submit.errorOf('name')}
              value={name}
              onChange={setName}
              autoComplete="name"
              maxLength={60}
            />
            <Field
              name="idNumber"
              label={text.idNumber}
              hint={text.idHint}
              error={submit.errorOf('idNumber')}
              value={idNumber}
              onChange={setIdNumber}
              autoComplete="off"
              maxLength={30}
            />
            <Actions>
              <button type="submit" className="main" disabled={submit.isPending}>
                {submit.isPending ? text.wait : text.getCode}
              </button>
            </Actions>
          </form>
          <p>{text.safe}</p>
        </Card>
      )}
    </>
  )
}

/** A number as long as an identity card's is checked by its own last character: a slip of the finger need not cost a try. */
function idFault(typed: string, text: (typeof ownerWords)['zh']): { idNumber?: string } {
  const number = typed.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
  if (number.length < 5) return { idNumber: text.idWanted }
  return number.length === 18 && findIdFault(number) !== null ? { idNumber: text.idWrong } : {}
}
