import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { type HomeFilter, homeFilters, isMeant, isWanted } from '#domain/outreach/phone/home-filters.ts'
import { Busy, Field, Say } from '../../people/platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'
import { BuildingTable } from '../parts/BuildingTable.tsx'
import { HomeRow } from '../parts/HomeRow.tsx'
import { type SeenHome, seenHomes, today } from '../parts/home-words.ts'
import { findEstate, listAsks, listHomes } from '../store/homes.ts'
import { listWaitingIn } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { told, useLocal, useTold } from '../told.ts'

/** What was looked for in which estate: going to a home and back finds the list as it was. Not in the address: it may name an owner. */
type Look = { estateId: string; typed: string; filter: HomeFilter; isTable: boolean; building: string; shown: number }
const pageOfHomes = 60
const freshLook = (estateId: string): Look => ({
  estateId,
  typed: '',
  filter: 'open',
  isTable: false,
  building: '',
  shown: pageOfHomes,
})
const look = told<Look>(freshLook(''))

/** The homes of an estate: found, filtered, as a list or as the table of a building. */
export function EstatePage({ store, estateId }: { store: Store; estateId: string }) {
  const text = useText(visitWords)
  const estate = useLocal(store, findEstate, estateId)
  const homes = useLocal(store, listHomes, estateId)
  const waiting = useLocal(store, listWaitingIn, estateId)
  const asks = useLocal(store, listAsks, estateId)
  const seen = useMemo(() => seenHomes(homes ?? [], waiting ?? []), [homes, waiting])
  if (!homes || !waiting) return <Busy />
  if (!estate) return <Say tone="warn">{text.missing}</Say>
  return (
    <>
      <p className="crumbs">
        <Link href="/visit">‹ {text.estates}</Link>
      </p>
      <h1>{estate.name}</h1>
      {asks && asks.length > 0 && (
        <p>
          <Link className="button" href={`/visit/estates/${estateId}/facts`}>
            {text.factsLeft(asks.length)}
          </Link>
        </p>
      )}
      {homes.length === 0 ? (
        <Say tone="info">{estate.heldAt === null ? text.bringFirst : text.noHomes}</Say>
      ) : (
        <Homes estateId={estateId} homes={seen} />
      )}
    </>
  )
}

function Homes({ estateId, homes }: { estateId: string; homes: readonly SeenHome[] }) {
  const text = useText(visitWords)
  const kept = useTold(look)
  const now = kept.estateId === estateId ? kept : freshLook(estateId)
  const set = (part: Partial<Look>) => look.set({ ...now, shown: pageOfHomes, ...part })
  const [day] = useState(today)
  const found = useMemo(
    () => homes.filter((home) => isWanted(home, now.filter, day) && (!now.typed || isMeant(home, now.typed))),
    [homes, now.filter, now.typed, day],
  )
  return (
    <>
      <div className="choice-bar">
        <button type="button" aria-pressed={!now.isTable} onClick={() => set({ isTable: false })}>
          {text.asList}
        </button>
        <button type="button" aria-pressed={now.isTable} onClick={() => set({ isTable: true })}>
          {text.asTable}
        </button>
      </div>
      {now.isTable ? (
        <BuildingTable
          homes={homes}
          building={now.building}
          choose={(building) => set({ building })}
          addressOf={({ unitId }) => `/visit/estates/${estateId}/homes/${unitId}`}
        />
      ) : (
        <>
          <div className="look">
            <Field
              name="typed"
              label={text.search}
              type="search"
              value={now.typed}
              onChange={(typed) => set({ typed })}
            />
            <Field
              name="filter"
              label={text.filter}
              value={now.filter}
              onChange={(filter) => set({ filter: filter as HomeFilter })} // one of the options
              options={homeFilters.map((value) => ({ value, label: text.filters[value] }))}
            />
          </div>
          <p role="status">{found.length === 0 ? text.none : text.found(found.length)}</p>
          <ul className="rows">
            {found.slice(0, now.shown).map((home) => (
              <HomeRow key={home.unitId} home={home} href={`/visit/estates/${estateId}/homes/${home.unitId}`} />
            ))}
          </ul>
          {found.length > now.shown && (
            <button type="button" className="wide" onClick={() => set({ shown: now.shown + pageOfHomes })}>
              {text.more(Math.min(pageOfHomes, found.length - now.shown))}
            </button>
          )}
        </>
      )}
    </>
  )
}
