import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const manifest: unknown = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../package.json'), 'utf8'))

/** The version of the product that runs, as its package says. */
export const release = (manifest as { version: string }).version // npm refuses a package without one
