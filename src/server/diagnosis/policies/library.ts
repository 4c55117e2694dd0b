import { Pack, type PackFault } from '#contract/packs.ts'
import type { PackFile, PackLine } from '#contract/policy-library.ts'
import { checkPacks } from '#domain/diagnosis/check-packs.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { type PackInForce, packsInForce } from './in-force.ts'
import { shippedPacks } from './shipped.ts'
import { findContent, listVersions, parentOf, type Reader, shippedLine } from './store.ts'

const keyOf = ({ owner, pack, version }: Pick<PackLine, 'owner' | 'pack' | 'version'>) => `${pack} ${owner} ${version}`

/** What holds in a region, its own drafts, and what the counties a city may look at have decided otherwise. */
export async function listPacks(
  tx: Tx,
  region: string,
  counties: readonly string[],
  reader: Reader,
): Promise<PackLine[]> {
  const inForce = (await packsInForce(tx, [region])).get(region) ?? []
  const versions = await listVersions(tx, [...counties, ...(await parentOf(tx, region))], reader)
  const holding = new Set(inForce.map(({ owner, version, content }) => keyOf({ owner, version, pack: content.id })))
  const isShown = (line: PackLine) =>
    holding.has(keyOf(line)) || (counties.includes(line.owner) && ['draft', 'published'].includes(line.status))
  const shipped = inForce.filter(({ owner }) => owner === 'shipped').map(({ content }) => shippedLine(content))
  return [...shipped, ...versions.filter(isShown)].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

export type Wanted = { pack: string; version?: number | undefined; owner?: string | undefined }

/** One version of a pack with all the others, and what it is to be compared with. */
export async function getPack(tx: Tx, region: string, wanted: Wanted, reader: Reader): Promise<PackFile> {
  const inForce = (await packsInForce(tx, [region])).get(region)?.find(({ content }) => content.id === wanted.pack)
  const owners = [region, ...(await parentOf(tx, region)), ...(wanted.owner ? [wanted.owner] : [])]
  const shipped = shippedPacks().find(({ id }) => id === wanted.pack)
  const versions = [
    ...(await listVersions(tx, [...new Set(owners)], reader, wanted.pack)),
    ...(shipped ? [shippedLine(shipped)] : []),
  ]
  const line = choose(versions, wanted, region, inForce)
  const content = line && (await contentOf(tx, line))
  if (!line || !content) throw new Refused({ kind: 'missing', code: 'no_such_pack', message: '没有这个政策包或版本' })
  return { line, content, versions, base: await baseOf(tx, line, versions, inForce) }
}

/** The version asked for; without a number the one in force, and of a pack never published the newest draft. */
function choose(
  versions: readonly PackLine[],
  { version, owner }: Wanted,
  region: string,
  inForce: PackInForce | undefined,
): PackLine | undefined {
  if (version === undefined && owner === undefined && inForce)
    return versions.find((line) => line.owner === inForce.owner && line.version === inForce.version)
  const whose = owner ?? (version === 0 ? 'shipped' : region)
  return versions.find((line) => line.owner === whose && (version === undefined || line.version === version))
}

async function contentOf(tx: Tx, line: PackLine): Promise<Pack | undefined> {
  return line.owner === 'shipped' ? shippedPacks().find(({ id }) => id === line.pack) : findContent(tx, line)
}

/** A draft is held against what is in force; anything else against what its owner had before, or what was shipped. */
async function baseOf(
  tx: Tx,
  line: PackLine,
  versions: readonly PackLine[],
  inForce: PackInForce | undefined,
): Promise<Pack | null> {
  if (line.status === 'draft') return inForce?.content ?? null
  const earlier = versions.find(
    ({ owner, version, status }) =>
      owner === line.owner && version < line.version && (status === 'published' || status === 'superseded'),
  )
  const before = earlier ?? versions.find(({ owner }) => owner === 'shipped' && line.owner !== 'shipped')
  return (before && (await contentOf(tx, before))) ?? null
}

/** Everything wrong with a draft, in itself and beside the other packs in force; of any shape, as an editor has it. */
export async function checkDraft(tx: Tx, region: string, packId: string, content: unknown): Promise<PackFault[]> {
  const parsed = Pack.safeParse(content)
  if (parsed.success) return faultsBeside(tx, region, parsed.data)
  return parsed.error.issues.map(({ path, message }) => ({
    pack: packId,
    rule: ruleAt(content, path),
    path: path.join('.'),
    code: 'bad_shape',
    message,
  }))
}

/** The id of the rule a path leads into, as far as the draft has one there. */
function ruleAt(content: unknown, [list, place]: readonly PropertyKey[]): string | null {
  if (list !== 'rules' || typeof place !== 'number') return null
  const rule = (content as { rules: { id?: unknown }[] }).rules[place] // the path was found in this very content
  return typeof rule?.id === 'string' ? rule.id : null
}

/** The faults of a region's packs with this one among them. */
export async function faultsBeside(tx: Tx, region: string, pack: Pack): Promise<PackFault[]> {
  const others = (await packsInForce(tx, [region])).get(region) ?? []
  return checkPacks([...others.map(({ content }) => content).filter(({ id }) => id !== pack.id), pack])
}
