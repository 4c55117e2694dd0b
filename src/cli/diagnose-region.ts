import type { DiagnosedEstate } from '#contract/diagnosis-board.ts'
import { verdictWords } from '#domain/diagnosis/explain-words.ts'
import { listDiagnosedEstates } from '#server/diagnosis/diagnosed-estates.ts'
import { read, systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'

const perPage = 500

/** What the database last found of every estate of a region, the largest first. */
export async function diagnoseRegion({ region, isJson }: { region: string; isJson: boolean }): Promise<number> {
  const house = await openHouse()
  try {
    const regionCode = await house.regionCode(region)
    const actor = systemActor(house.regions.below.get(regionCode) ?? [])
    const estates = await read(house.db, actor, async (tx) => {
      const all: DiagnosedEstate[] = []
      let after: string | undefined
      do {
        // page by page, as every list
        const page = await listDiagnosedEstates(tx, actor.counties, { after, limit: perPage })
        all.push(...page.rows)
        after = page.next ?? undefined
      } while (after !== undefined)
      return all
    })
    process.stdout.write(isJson ? `${JSON.stringify({ regionCode, estates })}\n` : table(estates))
    return 0
  } finally {
    await house.close()
  }
}

function table(estates: readonly DiagnosedEstate[]): string {
  const lines = estates.map(({ countyName, name, homes, verdict, settled, workingDays, missing, unknown }) =>
    [
      countyName,
      name,
      homes,
      verdictWords.zh[verdict] + (settled ? '' : '（待查明）'),
      workingDays,
      missing.length,
      unknown.length,
    ].join('\t'),
  )
  return `县（市、区）\t小区\t套数\t诊断\t工作日\t缺\t未查明\n${lines.join('\n')}\n`
}
