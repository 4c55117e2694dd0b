import { readFile, stat } from 'node:fs/promises'
import { sql } from 'kysely'
import type { DocumentTemplate, TemplateReading } from '#contract/document-templates.ts'
import { exampleContents } from '#domain/documents/example-words.ts'
import { type DocumentKind, documentKindNames } from '#domain/documents/kinds.ts'
import { allPaths } from '#domain/documents/placeholders.ts'
import { faultWords, type TemplateFault } from '#domain/documents/template-faults.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../../platform/acts.ts'
import type { Files } from '../../platform/files.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { readTemplate } from './read-template.ts'

export type TemplatePlace = { countyCode: string; kind: DocumentKind }
type Upload = { name: string; path: string }

type VersionRow = { kind: DocumentKind; version: number; name: string | null; keeper: string; keptOn: string }

/** Every kind of document with its versions, newest first. */
export async function listTemplates(tx: Tx, countyCode: string): Promise<DocumentTemplate[]> {
  const { rows } = await sql<VersionRow>`
    select kind, version, name, keeper_name as keeper, kept_on::text as "keptOn" from document_templates
     where county_code = ${countyCode} order by kind, version desc`.execute(tx)
  return documentKindNames.map((kind) => {
    const versions = rows.filter((row) => row.kind === kind).map(({ kind: _, ...version }) => version)
    return { kind, name: versions[0]?.name ?? null, versions }
  })
}

async function getTemplate(tx: Tx, { countyCode, kind }: TemplatePlace): Promise<DocumentTemplate> {
  const template = (await listTemplates(tx, countyCode)).find((each) => each.kind === kind)
  if (!template) throw new Error(`no kind ${kind}`)
  return template
}

/** The kept file of one version. */
export async function getVersion(
  tx: Tx,
  { countyCode, kind, version }: TemplatePlace & { version: number },
): Promise<{ name: string; sha256: Buffer }> {
  const { rows } = await sql<{ name: string; sha256: Buffer }>`
    select name, sha256 from document_templates
     where county_code = ${countyCode} and kind = ${kind} and version = ${version} and sha256 is not null`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_template', message: '没有这个版本的模板' })
  return rows[0]
}

const largestBytes = 10 * 1024 * 1024

/** The bytes of an uploaded template and its placeholders; whatever is wrong with it is refused, each fault at its place. */
export async function acceptTemplate(
  kind: DocumentKind,
  uploads: readonly Upload[],
): Promise<{ upload: Upload; bytes: Buffer; paths: readonly string[] }> {
  const [upload, ...more] = uploads
  if (!upload || more.length > 0)
    throw new Refused({ kind: 'invalid', code: 'one_template', message: '请一次选择一个模板文件' })
  if ((await stat(upload.path)).size > largestBytes)
    throw new Refused({ kind: 'invalid', code: 'too_large', message: `模板“${upload.name}”超过 10 MB` })
  const bytes = await readFile(upload.path)
  const { paths, faults } = readTemplate(bytes, kind, exampleContents[kind])
  if (faults.length > 0) throw refusalOf(upload.name, faults)
  return { upload, bytes, paths }
}

const refusalOf = (name: string, faults: readonly TemplateFault[]) =>
  new Refused({
    kind: 'invalid',
    code: 'template_faults',
    message: `模板“${name}”有 ${faults.length} 处问题：${faults.map(faultWords).join('；')}`,
    faults,
  })

export const readingOf = (paths: readonly string[]): TemplateReading => ({
  used: [...paths],
  unused: allPaths.filter((path) => !paths.includes(path)),
})

/** Keeps a template that holds; documents of its kind are laid out with it from now on. */
export async function keepTemplate(
  { db, files }: { db: Db; files: Files },
  actor: Actor,
  place: TemplatePlace,
  { uploads, reason }: { uploads: readonly Upload[]; reason: string },
): Promise<DocumentTemplate> {
  const { upload, paths } = await acceptTemplate(place.kind, uploads)
  const { sha256, bytes } = await files.keep(upload.path)
  return addVersion(db, actor, place, {
    act: 'document_template_kept',
    reason,
    file: { name: upload.name, sha256: sha256.toString('hex'), bytes, paths },
  })
}

/** From now on the layout that comes with the release; earlier versions stay to be looked at. */
export const retireTemplate = (db: Db, actor: Actor, place: TemplatePlace, reason: string): Promise<DocumentTemplate> =>
  addVersion(db, actor, place, { act: 'document_template_retired', reason, file: null })

type NewVersion = {
  act: string
  reason: string
  file: { name: string; sha256: string; bytes: number; paths: readonly string[] } | null
}

async function addVersion(db: Db, actor: Actor, place: TemplatePlace, { act, reason, file }: NewVersion) {
  const { countyCode, kind } = place
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    if (file === null && (await getTemplate(tx, place)).name === null)
      throw new Refused({ kind: 'conflict', code: 'no_own_template', message: '本县没有启用自己的模板' })
    const { rows } = await sql<{ id: string; change: Record<string, unknown> }>`
      insert into document_templates as t (county_code, kind, version, name, sha256, bytes, placeholders, kept_by, keeper_name, kept_on)
      select ${countyCode}, ${kind}, coalesce(max(version), 0) + 1, ${file?.name ?? null}, decode(${file?.sha256 ?? null}, 'hex'),
             ${file?.bytes ?? null}::bigint, ${file ? JSON.stringify(file.paths) : null}::jsonb, ${actor.accountId}::uuid, ${actor.name},
             ${officeToday()}::date
        from document_templates where county_code = ${countyCode} and kind = ${kind}
      returning id, to_jsonb(t) - '{county_code,id}'::text[] as change`.execute(tx)
    const changed = rows.map(({ id, change }) => ({ subjectKind: 'document_template' as const, subjectId: id, change }))
    await recordAct(tx, { countyCode, kind: act, actor, reason, payload: { kind }, rows: changed })
    return getTemplate(tx, place)
  })
}
