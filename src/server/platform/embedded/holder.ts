import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Who runs the server of a data folder: the product itself, which others may join, or a command that soon ends. */
export type Holder = { pid: number; as: 'server' | 'command' }

const file = (dataDir: string) => join(dataDir, 'holder.json')

export function readHolder(dataDir: string): Holder | null {
  if (!existsSync(file(dataDir))) return null
  try {
    const holder = JSON.parse(readFileSync(file(dataDir), 'utf8')) as Holder // written by writeHolder below
    return isAlive(holder.pid) ? holder : null
  } catch {
    return null // torn by a crash while it was written: nobody holds it
  }
}

export function writeHolder(dataDir: string, as: Holder['as']): void {
  writeFileSync(file(dataDir), JSON.stringify({ pid: process.pid, as }))
}

export function dropHolder(dataDir: string): void {
  rmSync(file(dataDir), { force: true })
}

/** Whether a process still runs; a zombie that only waits to be reaped does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' // it lives, but is not ours
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** The running PostgreSQL of a cluster, if its lock file names one that lives and is one. */
export function findPostmaster(clusterDir: string): number | null {
  const lock = join(clusterDir, 'postmaster.pid')
  if (!existsSync(lock)) return null
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null
  try {
    return /postgres/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ? pid : null
  } catch {
    return null
  }
}
