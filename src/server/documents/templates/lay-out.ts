import { sql } from 'kysely'
import type { DocumentContent, DocumentMarks } from '#domain/documents/content.ts'
import type { DocumentKind } from '#domain/documents/kinds.ts'
import { missingPlaceholders } from '#domain/documents/placeholders.ts'
import { type Db, read, systemActor } from '../../platform/acts.ts'
import { documentDocx, type LaidOut } from '../../platform/documents/document-docx.ts'
import { bytesOfKept, type Files } from '../../platform/files.ts'
import { fillTemplate } from './fill-template.ts'
import { fontsOf } from './read-template.ts'

type Own = { kind: DocumentKind; sha256: Buffer | null; paths: readonly string[] | null }

/** Lays out Word files of a county: with its own template of the kind, or as shipped where it has none. */
export type WordPrinter = (
  kind: DocumentKind,
  content: DocumentContent,
  marks: DocumentMarks | null,
  draftIssuer?: string,
) => Promise<LaidOut>

/**
 * The printer of a county, with its templates as they are now. A paper that says what its template has no place for is laid
 * out as shipped, so that nothing it says is lost.
 */
export async function printerOf({ db, files }: { db: Db; files: Files }, countyCode: string): Promise<WordPrinter> {
  const { rows } = await read(db, systemActor([countyCode]), (tx) =>
    sql<Own>`
      select distinct on (kind) kind, sha256, placeholders as paths from document_templates
       where county_code = ${countyCode} order by kind, version desc`.execute(tx),
  )
  const bytes = new Map<DocumentKind, Promise<Buffer>>()
  return async (kind, content, marks, draftIssuer = '') => {
    const { sha256, paths } = rows.find((row) => row.kind === kind) ?? {}
    if (!sha256 || !paths || missingPlaceholders(paths, kind, content).length > 0)
      return documentDocx(kind, content, marks, draftIssuer)
    const template = bytes.get(kind) ?? bytesOfKept(files, sha256)
    bytes.set(kind, template)
    const filled = await fillTemplate(await template, kind, content, marks, draftIssuer)
    return { bytes: filled, fonts: fontsOf(filled) }
  }
}
