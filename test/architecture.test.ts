import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  .toString()
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)))
const sources = files
  .filter((path) => /^(src|samples|bench|db|test|e2e)\/.*\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

type Source = { path: string; text: string }

/** What a file imports: paths within the project, and packages by their names. */
function importsOf({ path, text }: Source): string[] {
  return [
    ...text.matchAll(/^(?:import|export)\s[\w*{},\s]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm),
  ].map(([, named, whole, lazy]) => {
    const name = named ?? whole ?? lazy ?? ''
    if (name.startsWith('.')) return normalize(join(dirname(path), name))
    return name.startsWith('#samples/') ? name.slice(1) : name.replace(/^#/, 'src/')
  })
}

const isTest = ({ path }: Source) => /\.test\.ts$|made-files\.ts$/.test(path)
const production = sources.filter((source) => source.path.startsWith('src/') && !isTest(source))
const layerOf = (path: string) => path.match(/^src\/(\w+)\//)?.[1]
const sliceOf = (path: string) => path.match(/^src\/\w+\/(\w+)\//)?.[1]

/** Which layer may import which; packages and Node are ruled below. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  contract: ['contract', 'domain'],
  server: ['server', 'contract', 'domain'],
  web: ['web', 'contract', 'domain'],
  cli: ['cli', 'server', 'contract', 'domain'],
}

function wrongLayers(source: Source): string[] {
  const layer = layerOf(source.path) ?? ''
  return importsOf(source).filter((name) => name.startsWith('src/') && !allowed[layer]?.includes(layerOf(name) ?? ''))
}

test('layers import only what lies below them', () => {
  expect(production.flatMap((source) => wrongLayers(source).map((name) => `${source.path} → ${name}`))).toEqual([])
  expect(wrongLayers({ path: 'src/domain/a/b.ts', text: "import { x } from '#server/x.ts'" })).toHaveLength(1)
})

function impurities({ path, text }: Source): string[] {
  const packages = importsOf({ path, text }).filter((name) => !name.startsWith('src/'))
  const clocks = text.match(/Date\.now|new Date\(\)|Math\.random|process\.|fetch\(/g) ?? []
  return [...packages, ...clocks]
}

test('the domain is pure: no package, no Node, no clock, no chance', () => {
  const domain = production.filter(({ path }) => layerOf(path) === 'domain')
  expect(domain.flatMap((source) => impurities(source).map((what) => `${source.path}: ${what}`))).toEqual([])
  expect(impurities({ path: 'src/domain/a/b.ts', text: "import fs from 'node:fs'; Date.now()" })).toHaveLength(2)
})

test('the contract knows zod and nothing else', () => {
  const contract = production.filter(({ path }) => layerOf(path) === 'contract')
  const packages = contract.flatMap(importsOf).filter((name) => !name.startsWith('src/') && name !== 'zod')
  expect(packages).toEqual([])
})

/** Reaching into another slice otherwise than through its actions. The platform composes the slices in its app. */
function wrongDoors(source: Source): string[] {
  const slice = sliceOf(source.path)
  if (slice === 'platform' && /app\.ts$/.test(source.path)) return []
  return importsOf(source).filter((name) => {
    const other = name.startsWith('src/server/') ? sliceOf(name) : undefined
    return other !== undefined && other !== slice && other !== 'platform' && !name.endsWith(`/${other}/actions.ts`)
  })
}

test('slices of the server meet only through their actions', () => {
  const server = production.filter(({ path }) => layerOf(path) === 'server' && sliceOf(path) !== undefined)
  const breaches = server.flatMap((source) => wrongDoors(source).map((name) => `${source.path} → ${name}`))
  // the loader of the sample campaign plays a reading ledger and speaks its events
  expect(
    breaches.filter((breach) => !breach.startsWith('src/server/samples/load.ts → src/server/ledgers/reading/')),
  ).toEqual([])
  expect(wrongDoors({ path: 'src/server/units/a.ts', text: "import { x } from '../estates/store.ts'" })).toHaveLength(1)
})

test('a file stays readable in one sitting', () => {
  const isFree = (source: Source) => isTest(source) || /words\.ts$|messages\.ts$/.test(source.path)
  const long = [...production, ...sources.filter(({ path }) => path.startsWith('samples/'))]
    .filter((source) => !isFree(source) && source.text.split('\n').length > 301)
    .map(({ path }) => path)
  expect(long).toEqual([])
})

test('names say what a thing is', () => {
  const empty = /(^|\/)(utils?|helpers?|common|misc|managers?|handlers?|data|info|base|index)(\.|\/)/
  expect(sources.map(({ path }) => path).filter((path) => empty.test(path))).toEqual([])
  expect(empty.test('src/server/platform/utils.ts')).toBe(true)
})

test('nothing is left for later, and nothing tells of the machine it was written on', () => {
  const texts = files.filter(
    (path) => /\.(tsx?|md|json|sql|css|html|sh)$/.test(path) && path !== 'test/architecture.test.ts',
  )
  const left = /\b(TODO|FIXME|HACK|XXX)\b|\/work\/|\/home\/\w|\/root\//
  const found = texts.filter(
    (path) => path !== 'package-lock.json' && left.test(readFileSync(join(root, path), 'utf8')),
  )
  expect(found).toEqual([])
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const hosts = [...lock.matchAll(/"resolved": "https?:\/\/([^/"]+)/g)].map(([, host]) => host)
  expect(new Set(hosts.filter((host) => host !== 'registry.npmjs.org'))).toEqual(new Set())
})

/** Chinese words belong into the message tables, where their English stands beside them. */
function wordsInPages({ text }: Source): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  return code.match(/[\u4e00-\u9fff]+/g) ?? []
}

test('pages take their words from the message tables', () => {
  const pages = production.filter(({ path }) => layerOf(path) === 'web' && !/messages\.ts$|words\.ts$/.test(path))
  const crumbs = pages.flatMap((source) => wordsInPages(source).map((word) => `${source.path}: ${word}`))
  expect(crumbs).toEqual([])
  expect(wordsInPages({ path: 'a.tsx', text: '<p>小区</p>' })).toHaveLength(1)
})
