import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * PostgreSQL refuses to run as root. `ourselves`: we are not root. `service`: as a system user of its own. `mapped`: as
 * root seen under another number in a user namespace, for folders that only root may enter, such as a project below /root.
 */
export type RunAs = { as: 'ourselves' } | { as: 'service'; uid: number; gid: number } | { as: 'mapped' }

const serviceUsers = ['postgres', 'qingling']

/** Chooses how to run on these folders; throws when root may enter them but no other user can be made to. */
export function findRunAs(folders: readonly string[]): RunAs {
  if (process.getuid?.() !== 0) return { as: 'ourselves' }
  if (folders.every(othersMayEnter)) return { as: 'service', ...(findUser() ?? makeUser()) }
  if (works('unshare', ['--user', '--map-user=1000', '--map-group=1000', 'true'])) return { as: 'mapped' }
  throw new Error(
    `PostgreSQL 不能以 root 运行，而其他用户进不了 ${folders.join('、')}；请把项目和数据放到 /opt 或 /srv 之类的文件夹 / PostgreSQL cannot run as root and no other user may enter these folders: move the project`,
  )
}

function othersMayEnter(folder: string): boolean {
  const may = (statSync(folder).mode & 0o001) !== 0
  return may && (dirname(folder) === folder || othersMayEnter(dirname(folder)))
}

function findUser(): { uid: number; gid: number } | undefined {
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const line = serviceUsers
    .map((name) => lines.find((fields) => fields[0] === name))
    .find((found) => found !== undefined)
  return line && { uid: Number(line[2]), gid: Number(line[3]) }
}

function makeUser(): { uid: number; gid: number } {
  works('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'qingling'])
  return findUser() ?? { uid: 65_534, gid: 65_534 } // nobody, where no user can be made
}

/**
 * Starts a PostgreSQL program. Through setpriv, where the machine has it, the program also dies with us: a kill -9
 * leaves no orphan behind.
 */
export function spawnAs(runAs: RunAs, program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const bound = hasSetpriv() ? ['setpriv', '--pdeathsig', 'INT'] : []
  const asService =
    runAs.as === 'service' && bound.length > 0 ? [`--reuid=${runAs.uid}`, `--regid=${runAs.gid}`, '--clear-groups'] : []
  const mapped = runAs.as === 'mapped' ? ['unshare', '--user', '--map-user=1000', '--map-group=1000'] : []
  const line = [...mapped, ...bound, ...asService, program, ...args]
  const user = runAs.as === 'service' && bound.length === 0 ? { uid: runAs.uid, gid: runAs.gid } : {}
  return spawn(line[0] ?? program, line.slice(1), {
    ...options,
    ...user,
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
  })
}

let setprivFound: boolean | undefined

function hasSetpriv(): boolean {
  setprivFound ??= works('setpriv', ['--pdeathsig', 'INT', 'true'])
  return setprivFound
}

function works(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false // not on this machine, or not allowed here
  }
}
