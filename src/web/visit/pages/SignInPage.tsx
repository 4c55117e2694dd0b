import { useState } from 'react'
import { useLocation } from 'wouter'
import { Field, Say } from '../../people/platform/parts.tsx'
import { Trouble, useSubmit } from '../../people/platform/use-submit.tsx'
import { useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'
import { NotOpened, signIn } from '../session.ts'

/** Signs in at the office, or opens the phone alone where there is no line. */
export function SignInPage({ login: known, isAgain = false }: { login: string; isAgain?: boolean }) {
  const text = useText(visitWords)
  const [, go] = useLocation()
  const [login, setLogin] = useState(known)
  const [password, setPassword] = useState('')
  const submit = useSubmit({
    check: () => ({ ...(!login.trim() && { login: text.fillThis }), ...(!password && { password: text.fillThis }) }),
    act: () => signIn(login.trim(), password),
    onDone: () => go('/visit', { replace: true }),
  })
  return (
    <form className="card" {...submit.form}>
      <h1>{text.signIn}</h1>
      <p>{isAgain ? text.signInAgain : text.signInHint}</p>
      {submit.error instanceof NotOpened ? (
        <Say tone="bad">{text.why[submit.error.why]}</Say>
      ) : (
        <Trouble of={submit} words={text.refusals} />
      )}
      <Field
        name="login"
        label={text.login}
        value={login}
        onChange={setLogin}
        autoComplete="username"
        error={submit.errorOf('login')}
      />
      <Field
        name="password"
        label={text.password}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        error={submit.errorOf('password')}
      />
      <button className="main wide" type="submit" disabled={submit.isPending}>
        {submit.isPending ? text.opening : text.signIn}
      </button>
    </form>
  )
}
