import { systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { writeBulletinDocument } from '#server/reports/bulletin-document.ts'
import { writeBulletinWorkbook } from '#server/reports/bulletin-workbook.ts'
import { draftBulletin } from '#server/reports/compose.ts'

const rounds = 7

/** The month of the city, with the tables of its 13 counties, from the figures to document and workbook: median milliseconds. */
export async function benchReport() {
  const house = await openHouse()
  try {
    const city = systemActor(house.regions.below.get('141100') ?? [])
    const times: number[] = []
    let counties = 0
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now()
      const said = await draftBulletin(house.db, city, { region: '141100', kind: 'month', period: '2022-09' })
      await writeBulletinDocument({ ...said, issuedOn: said.knownOn })
      await writeBulletinWorkbook(said)
      times.push(performance.now() - begun)
      counties = said.lines.length
    }
    return { counties, ms: times.toSorted((one, other) => one - other)[Math.floor(rounds / 2)], limit: 2000 }
  } finally {
    await house.close()
  }
}
