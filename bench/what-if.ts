import { whatIf } from '#server/diagnosis/what-if.ts'
import { read, systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'

const rounds = 7

/** A changed parameter over the whole city, from the question to the answer with the database: median milliseconds. */
export async function benchWhatIf() {
  const house = await openHouse()
  try {
    const counties = house.regions.below.get('141100') ?? []
    const parameters = [{ pack: 'luliang-qingling', rule: 'llq-02', parameter: 'small_excess_percent', value: 3 }]
    const times: number[] = []
    let estates = 0
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now()
      const found = await read(house.db, systemActor(counties), (tx) =>
        whatIf(tx, '141100', counties, { packs: [], parameters }),
      )
      times.push(performance.now() - begun)
      estates = Object.values(found.after.verdicts).reduce((sum, verdict) => sum + verdict.estates, 0)
    }
    return { estates, ms: times.toSorted((one, other) => one - other)[Math.floor(rounds / 2)], limit: 1000 }
  } finally {
    await house.close()
  }
}
