import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { Frame } from './Frame.tsx'

const StartPage = lazy(async () => ({ default: (await import('./StartPage.tsx')).StartPage }))

/** Pages of owners and the public, each loaded when it is gone to. */
export function PeoplePages() {
  return (
    <Frame>
      <Suspense fallback={null}>
        <Switch>
          <Route path="/people" component={StartPage} />
        </Switch>
      </Suspense>
    </Frame>
  )
}
