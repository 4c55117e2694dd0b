import { useEffect } from 'react'
import { Route, Switch } from 'wouter'
import { Busy, Say } from '../../people/platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'
import { HeldBar } from '../parts/HeldBar.tsx'
import { VisitFrame } from '../parts/VisitFrame.tsx'
import { bringAll } from '../sending/bring.ts'
import { beginSending, lineLost, wakeAtOnce } from '../sending/sender.ts'
import { session } from '../session.ts'
import { checkStorage } from '../storage.ts'
import type { Store } from '../store/store.ts'
import { useTold } from '../told.ts'
import { EstatePage } from './EstatePage.tsx'
import { EstatesPage } from './EstatesPage.tsx'
import { FactsPage } from './FactsPage.tsx'
import { HomePage } from './HomePage.tsx'
import { IntakePage } from './IntakePage.tsx'
import { OutboxPage } from './OutboxPage.tsx'
import { SignInPage } from './SignInPage.tsx'

/** The pages of the visiting officer: what is on this phone, once it is open. */
export function VisitPages() {
  const text = useText(visitWords)
  const now = useTold(session)
  switch (now.state) {
    case 'starting':
      return (
        <VisitFrame>
          <Busy />
        </VisitFrame>
      )
    case 'insecure':
      return (
        <VisitFrame>
          <Say tone="bad" title={text.insecure}>
            <p>{text.insecureWhy}</p>
          </Say>
        </VisitFrame>
      )
    case 'closed':
      return (
        <VisitFrame>
          <Say tone="warn" title={text.closed}>
            <p>{text.closedWhy}</p>
          </Say>
        </VisitFrame>
      )
    case 'locked':
      return (
        <VisitFrame>
          <SignInPage login={now.login} />
        </VisitFrame>
      )
    case 'open':
      return <OpenPages key={now.store.accountId} store={now.store} isRevoked={now.isRevoked} />
  }
}

function OpenPages({ store, isRevoked }: { store: Store; isRevoked: boolean }) {
  useLine(store, isRevoked)
  return (
    <VisitFrame bar={<HeldBar store={store} />}>
      <Switch>
        <Route path="/visit/outbox">
          <OutboxPage store={store} />
        </Route>
        <Route path="/visit/sign-in">
          <SignInPage login={store.login} isAgain />
        </Route>
        <Route path="/visit/estates/:estate">{({ estate }) => <EstatePage store={store} estateId={estate} />}</Route>
        <Route path="/visit/estates/:estate/facts">
          {({ estate }) => <FactsPage store={store} estateId={estate} />}
        </Route>
        <Route path="/visit/estates/:estate/homes/:home">
          {({ estate, home }) => <HomePage key={home} store={store} estateId={estate} unitId={home} />}
        </Route>
        <Route path="/visit/estates/:estate/homes/:home/application">
          {({ estate, home }) => <IntakePage key={home} store={store} estateId={estate} unitId={home} />}
        </Route>
        <Route>
          <EstatesPage store={store} />
        </Route>
      </Switch>
    </VisitFrame>
  )
}

/** Sends and brings while the phone is open, and at once when the line is back or the page is looked at again. */
function useLine(store: Store, isRevoked: boolean): void {
  useEffect(() => {
    const back = () => {
      wakeAtOnce(store)
      void bringAll(store).catch(() => {}) // told on the page of estates; what is here can be used
    }
    const seen = () => {
      if (document.visibilityState === 'visible') wakeAtOnce(store)
    }
    beginSending(store, isRevoked)
    void checkStorage()
    if (navigator.onLine && !isRevoked) void bringAll(store).catch(() => {}) // as above
    window.addEventListener('online', back)
    window.addEventListener('offline', lineLost)
    document.addEventListener('visibilitychange', seen)
    return () => {
      window.removeEventListener('online', back)
      window.removeEventListener('offline', lineLost)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [store, isRevoked])
}
