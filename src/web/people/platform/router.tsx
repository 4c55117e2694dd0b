import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { useText } from '../../platform/text.ts'
import { FindPage } from '../owners/FindPage.tsx'
import { Frame } from './Frame.tsx'
import { peopleWords } from './messages.ts'
import { Busy } from './parts.tsx'
import { StartPage } from './StartPage.tsx'

const HomesPage = lazy(async () => ({ default: (await import('../owners/HomesPage.tsx')).HomesPage }))
const OwnHomePage = lazy(async () => ({ default: (await import('../owners/OwnHomePage.tsx')).OwnHomePage }))
const PapersPage = lazy(async () => ({ default: (await import('../acts/PapersPage.tsx')).PapersPage }))
const AgentPage = lazy(async () => ({ default: (await import('../acts/AgentPage.tsx')).AgentPage }))
const AppointmentPage = lazy(async () => ({ default: (await import('../acts/AppointmentPage.tsx')).AppointmentPage }))
const DeliveryPage = lazy(async () => ({ default: (await import('../acts/DeliveryPage.tsx')).DeliveryPage }))
const AskPage = lazy(async () => ({ default: (await import('../acts/AskPage.tsx')).AskPage }))
const RegionsPage = lazy(async () => ({ default: (await import('../public/RegionsPage.tsx')).RegionsPage }))
const NoticesPage = lazy(async () => ({ default: (await import('../public/NoticesPage.tsx')).NoticesPage }))
const NoticePage = lazy(async () => ({ default: (await import('../public/NoticePage.tsx')).NoticePage }))
const ObjectPage = lazy(async () => ({ default: (await import('../public/ObjectPage.tsx')).ObjectPage }))
const OwnObjections = lazy(async () => ({ default: (await import('../public/OwnObjections.tsx')).OwnObjectionsPage }))
const CampaignPage = lazy(async () => ({ default: (await import('../public/CampaignPage.tsx')).CampaignPage }))

/** Pages of owners and the public, each loaded when it is gone to; the two where everybody begins come at once, for a slow line. */
export function PeoplePages() {
  const text = useText(peopleWords)
  return (
    <Frame words={peopleWords} home="/people" foot={<footer>{text.office}</footer>}>
      <Suspense fallback={<Busy />}>
        <Switch>
          <Route path="/people" component={StartPage} />
          <Route path="/people/find" component={FindPage} />
          <Route path="/people/homes" component={HomesPage} />
          <Route path="/people/homes/:ownHome">{({ ownHome }) => <OwnHomePage unitId={ownHome} />}</Route>
          <Route path="/people/homes/:ownHome/papers">{({ ownHome }) => <PapersPage unitId={ownHome} />}</Route>
          <Route path="/people/homes/:ownHome/agent">{({ ownHome }) => <AgentPage unitId={ownHome} />}</Route>
          <Route path="/people/homes/:ownHome/appointment">
            {({ ownHome }) => <AppointmentPage unitId={ownHome} />}
          </Route>
          <Route path="/people/homes/:ownHome/delivery">{({ ownHome }) => <DeliveryPage unitId={ownHome} />}</Route>
          <Route path="/people/homes/:ownHome/ask">{({ ownHome }) => <AskPage unitId={ownHome} />}</Route>
          <Route path="/people/notices" component={RegionsPage} />
          <Route path="/people/objections" component={OwnObjections} />
          <Route path="/people/:region/campaign">{({ region }) => <CampaignPage region={region} />}</Route>
          <Route path="/people/:region/notices">{({ region }) => <NoticesPage region={region} />}</Route>
          <Route path="/people/:region/notices/:notice">{(key) => <NoticePage {...key} />}</Route>
          <Route path="/people/:region/notices/:notice/object">{(key) => <ObjectPage {...key} />}</Route>
        </Switch>
      </Suspense>
    </Frame>
  )
}
