import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { buildApp } from './platform/app.ts'
import { openGround } from './platform/command-house.ts'
import { type Config, readConfig } from './platform/config.ts'
import type { Database } from './platform/database.ts'
import { openFiles } from './platform/files.ts'
import { loadRegions } from './platform/http/sessions.ts'
import { startProgress } from './platform/progress.ts'
import { openSecrets, type Secrets } from './platform/secrets.ts'
import { buildWeb } from './platform/web-build.ts'
import { loadSampleCampaign, openSampleAccounts, type SampleSignIn } from './samples/load.ts'
import { showSampleOutreach } from './samples/outreach.ts'
import { showSampleRegistrations } from './samples/registrations.ts'
import { seatSampleAccounts } from './samples/seats.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Starts the product: database, schema, sample campaign at the first start, web pages, address. */
async function start(): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < 24)
    throw new Error('请用 npm start 启动（需要 Node 24）/ start with npm start: Node 24 is needed')
  const { values } = parseArgs({ options: { sample: { type: 'string' } } })
  const config = readConfig({ ...process.env, ...(values.sample && { QINGLING_SAMPLE: values.sample }) })
  await requireFreePort(config)
  say('启动数据库… / starting the database')
  const { database, close } = await openGround(config, 'server')
  const stopAsked = signalled()
  try {
    const secrets = openSecrets(config.keyFile)
    const signIns = await loadSample(config, database, secrets)
    await buildWeb(config.webDir, say)
    const app = await buildApp({ config, database, secrets })
    await app.listen({ port: config.port, host: config.host })
    const address = app.server.address()
    say(`\n清零 qingling  →  http://localhost:${typeof address === 'object' && address ? address.port : config.port}`)
    if (signIns.length > 0)
      say(
        `\n示例账号 / sample accounts\n${signIns.map(({ login, name, password }) => `  ${login.padEnd(16)} ${password}  ${name}`).join('\n')}`,
      )
    await stopAsked
    await app.close()
  } finally {
    await close()
  }
}

/** Told before the minutes of a first start are spent. */
function requireFreePort({ port, host }: Config): Promise<void> {
  const probe = createServer()
  return new Promise((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`端口 ${port} 已被占用，请用 PORT=… 另选一个 / port ${port} is taken: choose another with PORT=…`)
          : error,
      ),
    )
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

async function loadSample(config: Config, database: Database, secrets: Secrets): Promise<SampleSignIn[]> {
  if (config.sample === 'none') return []
  const house = {
    db: database.app,
    owner: database.owner,
    secrets,
    files: openFiles(config.dataDir, secrets.fileKey, config.filesAt),
  }
  const progress = startProgress('示例数据 / sample campaign')
  await loadSampleCampaign(house, config.sample, (done, all, county) => progress.at(done / all, county))
  progress.end()
  const signIns = await openSampleAccounts(house, (await loadRegions(database.app)).all)
  await seatSampleAccounts(house)
  await showSampleRegistrations(house)
  await showSampleOutreach(house)
  return signIns
}

/** The first signal stops in order, a second one at once. */
function signalled(): Promise<void> {
  const { promise: asked, resolve } = Promise.withResolvers<void>()
  let isAsked = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isAsked) process.exit(1)
      isAsked = true
      resolve()
    })
  }
  return asked
}

start().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    if (process.env.QINGLING_TRACE && error instanceof Error) process.stderr.write(`${error.stack}\n`)
    process.exit(1)
  },
)
