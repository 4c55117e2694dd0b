import { sql } from 'kysely'
import type { Pack } from '#contract/packs.ts'
import { createRulebook, holdsIn, type Rulebook } from '#domain/diagnosis/rulebook.ts'
import type { Tx } from '../../platform/acts.ts'
import { digestOf } from '../digests.ts'
import { shippedPacks } from './shipped.ts'

/** A pack as it holds somewhere: whose it is (`shipped` or the region that published it), and which version; `id` names that version alone. */
export type PackInForce = { id: string; owner: string; version: number; content: Pack }

/** The version of each pack as a diagnosis names it. */
export type PackVersion = { pack: string; title: string; owner: string; version: number }

/** The packs of one county as they hold there, compiled for a day, with the digest that names them for good. */
export type CountyRulebook = {
  countyCode: string
  rulebook: Rulebook
  digest: string
  packs: readonly Pack[]
  versions: readonly PackVersion[]
}

/** The packs in force per county: of each id the newest the county published, else its city, else the shipped one. */
export async function packsInForce(tx: Tx, counties: readonly string[]): Promise<Map<string, PackInForce[]>> {
  const { rows } = await sql<{
    place: string
    id: string
    pack: string
    owner: string
    version: number
    isOwn: boolean
  }>`
    select r.code as place, v.id, v.pack_id as pack, v.county_code as owner, v.version_no as version, v.county_code = r.code as "isOwn"
      from regions as r
      join policy_versions as v on v.county_code in (r.code, r.parent_code) and v.status = 'published'
     where r.code = any (${counties}::text[])
     order by r.code, "isOwn"`.execute(tx)
  const contents = await contentsOf(
    tx,
    rows.map(({ id }) => id),
  )
  const published = Map.groupBy(rows, ({ place }) => place)
  const shipped = shippedPacks().map(
    (content): PackInForce => ({ id: content.id, owner: 'shipped', version: 0, content }),
  )
  return new Map(
    counties.map((county) => {
      const own = (published.get(county) ?? []).flatMap(({ id, owner, version }) => {
        const content = contents.get(id)
        return content ? [{ id, owner, version, content }] : []
      })
      const byId = new Map([...shipped, ...own].map((pack) => [pack.content.id, pack])) // the later outranks
      return [county, [...byId.values()].toSorted((a, b) => (a.content.id < b.content.id ? -1 : 1))]
    }),
  )
}

/** What each version says, read once: no version ever says anything else. */
const known = new Map<string, Pack>()

async function contentsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Pack>> {
  const unread = ids.filter((id) => !known.has(id))
  if (unread.length === 0) return known
  const { rows } = await sql<{ id: string; content: Pack }>`
    select id, content from policy_versions where id = any (${unread}::uuid[])`.execute(tx)
  for (const { id, content } of rows) known.set(id, content)
  return known
}

/** The rulebooks of counties on a day. Packs of other places are left out: they change nothing here. */
export async function rulebooksInForce(
  tx: Tx,
  counties: readonly string[],
  on: string,
): Promise<Map<string, CountyRulebook>> {
  const inForce = await packsInForce(tx, counties)
  return new Map([...inForce].map(([county, packs]) => [county, countyRulebook(county, packs, on)]))
}

/** The rulebook of each county as it was last put together; its key names every version in it. */
const books = new Map<string, { key: string; book: CountyRulebook }>()

function countyRulebook(countyCode: string, inForce: readonly PackInForce[], on: string): CountyRulebook {
  const key = `${on} ${inForce.map(({ id }) => id).join()}`
  const last = books.get(countyCode)
  if (last?.key === key) return last.book
  const here = inForce.filter(({ content }) => holdsIn(content.region, countyCode))
  const versions = here.map(({ owner, version, content: { id, title } }) => ({ pack: id, title, owner, version }))
  const packs = here.map(({ content }) => content)
  const digest = digestOf({ packs, versions })
  const rulebook = compiled(digest, packs, { region: countyCode, on })
  const book = { countyCode, packs, versions, digest, rulebook }
  books.set(countyCode, { key, book })
  return book
}

/** Compiled rulebooks by what makes them: the same packs in the same place on the same day. */
const compilations = new Map<string, Rulebook>()
const mostKept = 100

/** Compiles a rulebook, or gives the one compiled before. */
export function compiled(digest: string, packs: readonly Pack[], place: { region: string; on: string }): Rulebook {
  const key = `${digest} ${place.region} ${place.on}`
  const last = compilations.get(key)
  if (last) return last
  if (compilations.size >= mostKept) compilations.clear()
  const rulebook = createRulebook(packs, place)
  compilations.set(key, rulebook)
  return rulebook
}
