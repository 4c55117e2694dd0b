import { mkdirSync } from 'node:fs'
import { sql } from 'kysely'
import { type Config, readConfig } from './config.ts'
import { connectDatabase, type Database } from './database.ts'
import { openServer } from './embedded/server.ts'
import { openFiles } from './files.ts'
import { loadRegions } from './http/sessions.ts'
import { migrate } from './migrate.ts'
import { openSecrets } from './secrets.ts'

/** Opens what a command needs: the database of the data folder (joined or started), migrated, with its keys. */
export async function openHouse() {
  const config = readConfig(process.env)
  const ground = await openGround(config, 'command')
  const { database } = ground
  const regions = await loadRegions(database.app)
  /** By name, or by code: `1411` is the city as `141100` is. */
  const regionCode = async (codeOrName: string) => {
    const { rows } = await sql<{ code: string }>`
      select code from regions where level in ('city', 'county') and (code = rpad(${codeOrName}, 6, '0') or name = ${codeOrName})`.execute(
      database.app,
    )
    if (!rows[0]) throw new Error(`没有这个行政区 / no such region: ${codeOrName}`)
    return rows[0].code
  }
  const secrets = openSecrets(config.keyFile)
  return {
    config,
    database,
    db: database.app,
    owner: database.owner,
    secrets,
    files: openFiles(config.dataDir, secrets.fileKey, config.filesAt),
    regions,
    regionCode,
    close: ground.close,
  }
}

/** Starts or joins the database server and brings its schema up to date. */
export async function openGround(
  config: Config,
  as: 'server' | 'command',
): Promise<{ database: Database; close: () => Promise<void> }> {
  mkdirSync(config.dataDir, { recursive: true })
  const server = config.databaseUrl
    ? null
    : await openServer({ dataDir: config.dataDir, as, say: (line) => process.stderr.write(`${line}\n`) })
  const database = connectDatabase(server?.connection ?? { connectionString: config.databaseUrl ?? '' })
  const close = async () => {
    await database.close()
    await server?.stop()
  }
  try {
    await migrate(database.owner)
  } catch (error) {
    await close()
    throw error
  }
  return { database, close }
}
