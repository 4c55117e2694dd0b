import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Connection } from '../database.ts'
import { findBinaries } from './binaries.ts'
import { dropHolder, findPostmaster, type Holder, isAlive, readHolder, writeHolder } from './holder.ts'
import { findRunAs, type RunAs, spawnAs } from './run-as.ts'

export type EmbeddedServer = { connection: Connection; startedByUs: boolean; stop(): Promise<void> }

/** The data folder cannot be used; the message is for whoever started us. */
class DataDirRefused extends Error {}

/** Sized for an office PC with two cores; durability stays on. */
const settings = {
  listen_addresses: '',
  shared_buffers: '256MB',
  work_mem: '32MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  max_connections: '100',
  jit: 'off',
  random_page_cost: '1.1',
  log_min_messages: 'warning',
} as const

/**
 * Opens the PostgreSQL server of a data folder: starts it, or joins the one the running product holds. A command waits
 * for another command to end; what a crash left behind is cleared away.
 */
export async function openServer({
  dataDir,
  as,
  say,
}: {
  dataDir: string
  as: Holder['as']
  say: (line: string) => void
}): Promise<EmbeddedServer> {
  const clusterDir = join(dataDir, 'pg')
  const bin = findBinaries()
  const runAs = prepareFolders(dataDir, clusterDir, bin)
  const socketDir = socketFolder(clusterDir, runAs)
  const connection: Connection = { host: socketDir, user: 'postgres', database: 'qingling' }

  if (await joinable(dataDir, clusterDir, as, say)) return { connection, startedByUs: false, stop: async () => {} }
  writeHolder(dataDir, as)
  if (!existsSync(join(clusterDir, 'PG_VERSION'))) await createCluster(bin, clusterDir, runAs)
  const server = await startServer(bin, { dataDir, clusterDir, socketDir, runAs })
  await createDatabase(connection)
  return {
    connection,
    startedByUs: true,
    stop: async () => {
      await stopServer(server)
      dropHolder(dataDir)
    },
  }
}

function prepareFolders(dataDir: string, clusterDir: string, bin: string): RunAs {
  try {
    mkdirSync(dataDir, { recursive: true })
    const runAs = findRunAs([dataDir, bin])
    mkdirSync(clusterDir, { recursive: true, mode: 0o700 })
    chmodSync(clusterDir, 0o700)
    own(clusterDir, runAs)
    return runAs
  } catch (error) {
    throw new DataDirRefused(
      `数据文件夹 ${dataDir} 不能使用 / the data folder cannot be used: ${(error as Error).message}`,
      { cause: error },
    )
  }
}

function own(folder: string, runAs: RunAs): void {
  if (runAs.as === 'service') chownSync(folder, runAs.uid, runAs.gid)
}

/** Beside the cluster, unless that path is longer than a socket's may be (107 bytes). */
function socketFolder(clusterDir: string, runAs: RunAs): string {
  if (Buffer.byteLength(join(clusterDir, '.s.PGSQL.5432')) <= 107) return clusterDir
  const dir = join(tmpdir(), `qingling-${createHash('sha256').update(clusterDir).digest('hex').slice(0, 12)}`)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  own(dir, runAs)
  return dir
}

/** Whether to join a server that already runs here. Returns false once the folder is free. */
async function joinable(
  dataDir: string,
  clusterDir: string,
  as: Holder['as'],
  say: (line: string) => void,
): Promise<boolean> {
  for (let waited = 0; ; waited += 1) {
    const holder = readHolder(dataDir)
    if (holder?.as === 'server' && holder.pid !== process.pid) {
      if (as === 'command' && findPostmaster(clusterDir)) return true
      if (as === 'server') {
        throw new DataDirRefused(
          `数据文件夹 ${dataDir} 正由另一个 qingling（进程 ${holder.pid}）使用 / the data folder is in use by another qingling (process ${holder.pid})`,
        )
      }
    }
    const postmaster = findPostmaster(clusterDir)
    if (!postmaster && (!holder || holder.pid === process.pid)) return false
    if (postmaster && !holder) process.kill(postmaster, 'SIGINT') // left behind by a crash: nobody holds it any more
    if (waited % 25 === 5) say('数据文件夹正被另一个命令使用，等待其结束… / waiting for another command to finish…')
    await pause(200)
  }
}

async function createCluster(bin: string, clusterDir: string, runAs: RunAs): Promise<void> {
  // lc-ctype must not be C: pg_trgm would see no letters in Chinese text
  const flags = [
    '-D',
    clusterDir,
    '-U',
    'postgres',
    '-A',
    'trust',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--lc-collate=C',
    '--lc-ctype=C.UTF-8',
    '--lc-messages=C',
  ]
  const initdb = spawnAs(runAs, join(bin, 'initdb'), flags, { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  initdb.stderr?.on('data', (text) => {
    complaint += text
  })
  const [code] = await once(initdb, 'close')
  if (code !== 0)
    throw new DataDirRefused(`不能建立数据库 / cannot create the database in ${clusterDir}: ${complaint.trim()}`)
}

type Start = { dataDir: string; clusterDir: string; socketDir: string; runAs: RunAs }

/** Starts the server and waits until it answers. Just after a crash the kernel may hold the old one for some seconds. */
async function startServer(bin: string, start: Start): Promise<ChildProcess> {
  const logFile = join(start.dataDir, 'postgres.log')
  for (let attempt = 0; ; attempt += 1) {
    const log = openSync(logFile, 'a')
    const args = [
      '-D',
      start.clusterDir,
      '-k',
      start.socketDir,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]
    const server = spawnAs(start.runAs, join(bin, 'postgres'), args, { stdio: ['ignore', log, log] })
    closeSync(log)
    if (await answers(server, start.socketDir)) return server
    const isStillLocked = /lock file|already in use/i.test(lastLines(logFile))
    if (!isStillLocked || attempt >= 15)
      throw new DataDirRefused(`数据库没有启动，见 ${logFile} / the database did not start: ${lastLines(logFile)}`)
    await pause(1000)
  }
}

async function answers(server: ChildProcess, socketDir: string): Promise<boolean> {
  while (server.exitCode === null && server.signalCode === null) {
    const client = new pg.Client({ host: socketDir, user: 'postgres', database: 'postgres' })
    client.on('error', () => {}) // a refused connection is told by connect()
    const isUp = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => {}) // it may never have been open
    if (isUp) return true
    await pause(30)
  }
  return false
}

const lastLines = (file: string) => readFileSync(file, 'utf8').trim().split('\n').slice(-3).join(' | ')

async function createDatabase(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  const { rowCount } = await client.query("select from pg_database where datname = 'qingling'")
  if (rowCount === 0) await client.query('create database qingling')
  await client.end()
}

/** Stops at once: open transactions roll back, everything committed is on disk. */
async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.kill('SIGINT')
  const stillThere = await Promise.race([gone.then(() => false), pause(10_000, true, { ref: false })])
  if (stillThere && server.pid && isAlive(server.pid)) server.kill('SIGQUIT')
  await gone
}
