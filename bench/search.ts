import { systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { pageOfUnits } from '#server/units/actions.ts'

const rounds = 60
const rows = 100

/**
 * Searches of the unit ledger over the whole city against the same indexed look-up as a prepared statement that answers
 * the same homes. Median milliseconds.
 */
export async function benchSearch() {
  const house = await openHouse()
  try {
    const counties = house.regions.below.get('141100') ?? []
    const actor = systemActor(counties)
    const { rows: samples } = await house.owner.query(
      `select o.name, u.room, u.certificate_no, u.county_code, u.id from owners as o join units as u on u.county_code = o.county_code and u.id = o.unit_id
        where u.certificate_no is not null order by md5(u.id::text) limit 1`,
    )
    const sample = samples[0]
    const unit = await house.owner.query(
      `select id_cipher from owners where county_code = $1 and unit_id = $2 and id_cipher is not null`,
      [sample.county_code, sample.id],
    )
    const idNumber = house.secrets.open(unit.rows[0].id_cipher)
    const prefix = sample.name.slice(0, 2)
    const wanted = `select u.* from units as u where (u.county_code, u.id) in`
    const ordered = `order by u.county_code, u.id limit ${rows}`
    const kinds = {
      name: {
        typed: prefix,
        text: `${wanted} (select county_code, unit_id from owners where county_code = any ($1) and name like $2) ${ordered}`,
        value: `${prefix}%`,
      },
      room: {
        typed: sample.room,
        text: `select u.* from units as u where county_code = any ($1) and room = $2 ${ordered}`,
        value: sample.room,
      },
      certificate: {
        typed: sample.certificate_no,
        text: `select u.* from units as u where county_code = any ($1) and certificate_no = $2`,
        value: sample.certificate_no,
      },
      id: {
        typed: idNumber,
        text: `${wanted} (select county_code, unit_id from owners where county_code = any ($1) and id_digest = $2) ${ordered}`,
        value: house.secrets.digest('id', idNumber),
      },
    }
    const results: Record<string, object> = {}
    const client = await house.owner.connect()
    for (const [name, { typed, text, value }] of Object.entries(kinds)) {
      const preparedMs = await median(() => client.query({ name, text, values: [counties, value] }))
      const ms = await median(() => pageOfUnits(house.db, house.secrets, actor, { search: typed, limit: rows }))
      results[name] = { ms, preparedMs, ratio: ms / preparedMs, limit: 3 }
    }
    client.release()
    return results
  } finally {
    await house.close()
  }
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds + 5; round += 1) {
    const begun = performance.now()
    await work()
    if (round >= 5) times.push(performance.now() - begun)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}
