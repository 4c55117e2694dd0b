import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type CountyPlan, countyPlans } from '#samples/county-plans.ts'
import { writeEstateLedger, writeUnitLedger } from '#samples/ledgers.ts'
import { bringLedgers, commitImport, previewBrought } from '#server/ledgers/actions.ts'
import { type Actor, systemActor } from '#server/platform/acts.ts'
import { buildApp } from '#server/platform/app.ts'
import { readConfig } from '#server/platform/config.ts'
import { openFiles } from '#server/platform/files.ts'
import { loadRegions } from '#server/platform/http/sessions.ts'
import { openSecrets } from '#server/platform/secrets.ts'
import { openSampleAccounts } from '#server/samples/load.ts'
import { createTestDatabase } from './test-database.ts'

/** Two made-up counties small enough to import in a test: 汾阳市 has open units, 交口县 has none. */
export const fenyang = '141182'
export const jiaokou = '141130'

/** The sample's plan of a county, cut down to a few estates. */
export function smallPlan(code: string, estates = 3, units = 60): CountyPlan {
  const plan = countyPlans.find((candidate) => candidate.code === code)
  if (!plan) throw new Error(`no county ${code} in the sample campaign`)
  return { ...plan, categories: [{ category: 'legacy', estates, units }], lateUnits: 2, openUnits: 4 }
}

export type MadeHouse = Awaited<ReturnType<typeof createMadeHouse>>

/** A house of its own for a test file: database, keys and files, all removed by `drop`. */
export async function createMadeHouse() {
  const folder = mkdtempSync(join(tmpdir(), 'qingling-house-'))
  const database = await createTestDatabase()
  const config = { ...readConfig({ QINGLING_DATA: folder, QINGLING_SAMPLE: 'none' }), webDir: resolve(folder, 'none') }
  const secrets = openSecrets(config.keyFile)
  const house = {
    db: database.app,
    owner: database.owner,
    secrets,
    files: openFiles(config.dataDir, secrets.fileKey),
  }

  /** Imports workbooks as a clerk of the county would; answers with the import. */
  async function bring(county: string, paths: readonly string[], actor: Actor = systemActor([county])) {
    const uploads = paths.map((path) => ({ name: path.split('/').at(-1) ?? path, path }))
    const place = await bringLedgers(house, actor, county, uploads)
    await previewBrought(house, place, () => {})
    return place
  }

  async function importCounty(plan: CountyPlan) {
    const paths = [join(folder, `${plan.code}-小区台账.xlsx`), join(folder, `${plan.code}-分户台账.xlsx`)] as const
    await writeEstateLedger(paths[0], plan)
    await writeUnitLedger(paths[1], plan)
    const place = await bring(plan.code, paths)
    await commitImport(house, systemActor([plan.code]), place, '导入台账')
    return { place, paths }
  }

  let app: FastifyInstance | undefined
  /** The application over this house; sample accounts can sign in. */
  async function open() {
    app = await buildApp({ config, database, secrets })
    await app.ready()
    const accounts = await openSampleAccounts(house, (await loadRegions(database.app)).all)
    return { app, accounts }
  }

  const drop = async () => {
    await app?.close()
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...house, database, config, folder, bring, importCounty, open, drop }
}
