import { systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { pageOfUnits } from '#server/units/actions.ts'
import { unitPage } from '#server/units/store.ts'

const rounds = 100
const limit = 100

/**
 * Searches of the unit ledger over the whole city: the whole action with its transaction, against its own indexed query
 * as a prepared statement on an open connection of the same role. Median milliseconds.
 */
export async function benchSearch() {
  const house = await openHouse()
  try {
    const counties = house.regions.below.get('141100') ?? []
    const actor = systemActor(counties)
    const client = await house.database.appPool.connect()
    await client.query(`select set_config('app.counties', $1, false)`, [counties.join(',')])
    const results: Record<string, object> = {}
    for (const [name, search] of Object.entries(await typedSearches(house))) {
      const query = { search, limit }
      const { sql: text, parameters } = unitPage(house.secrets, { ...query, asOf: '2022-11-30', counties }).compile(
        house.db,
      )
      const preparedMs = await median(() => client.query({ name, text, values: [...parameters] }))
      const ms = await median(() => pageOfUnits(house.db, house.secrets, actor, query))
      results[name] = { ms, preparedMs, ratio: ms / preparedMs, limit: 3 }
    }
    client.release()
    return results
  } finally {
    await house.close()
  }
}

/** What a clerk types to find one home of the campaign, in each of the ways the search box knows. */
async function typedSearches({ owner, secrets }: Awaited<ReturnType<typeof openHouse>>) {
  const { rows } = await owner.query(
    `select o.name, o.id_cipher, u.room, u.certificate_no from owners as o join units as u on u.county_code = o.county_code and u.id = o.unit_id
      where u.certificate_no is not null and o.id_cipher is not null order by md5(u.id::text) limit 1`,
  )
  const [{ name, room, certificate_no, id_cipher }] = rows
  return { name: name.slice(0, 2), room, certificate: certificate_no, id: secrets.open(id_cipher) } as Record<
    string,
    string
  > // columns of text
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds + 10; round += 1) {
    const begun = performance.now()
    await work()
    if (round >= 10) times.push(performance.now() - begun)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}
