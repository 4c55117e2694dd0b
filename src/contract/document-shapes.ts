import { z } from 'zod'
import { mostTableRows } from '#domain/documents/content.ts'
import { documentKindNames } from '#domain/documents/kinds.ts'
import { type DocumentMove, documentMoveNames, documentStates } from '#domain/documents/moves.ts'
import { IsoDate, RegionCode } from './platform/endpoint.ts'

const count = z.number().int()
const Named = z.object({ id: z.uuid(), name: z.string() })
export const DocumentKindName = z.enum(documentKindNames)
const Move = z.enum(documentMoveNames as [DocumentMove, ...DocumentMove[]]) // the table of moves is not empty

const cell = z.string().max(2000)

const Block = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    text: z.string().max(200),
  }),
  z.object({ kind: z.literal('paragraph'), text: z.string().max(10_000) }),
  z.object({
    kind: z.literal('table'),
    columns: z
      .array(
        z.object({ title: z.string().max(60), width: z.number().positive(), isNumber: z.boolean().exactOptional() }),
      )
      .min(1)
      .max(20),
    rows: z.array(z.array(cell).max(20)).max(mostTableRows),
  }),
  z.object({ kind: z.literal('fields'), rows: z.array(z.tuple([z.string().max(60), cell])).max(100) }),
])

const lines = z.array(z.string().trim().max(200)).max(50)

/** What a document says. A draft may still be without a title or a text; what is handed in may not. */
export const DocumentText = z
  .object({
    title: z.string().trim().max(200),
    addressee: z.string().trim().max(500),
    blocks: z.array(Block).max(500),
    attachments: lines,
    copiesTo: lines,
    contact: z.string().trim().max(200),
  })
  .meta({ id: 'DocumentText' })

/** A line of the list. `issuer`: by name; `isLate`: the day of its answer has passed; `moves`: what the caller may do with it now. */
export const DocumentLine = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    kind: DocumentKindName,
    title: z.string(),
    number: z.string().nullable(),
    state: z.enum(documentStates),
    issuer: z.string(),
    recipient: Named.nullable(),
    drafter: z.string(),
    draftedOn: IsoDate,
    issuedOn: IsoDate.nullable(),
    servedOn: IsoDate.nullable(),
    answerBy: IsoDate.nullable(),
    isLate: z.boolean(),
    revision: count,
    moves: z.array(Move),
  })
  .meta({ id: 'DocumentLine' })
export type DocumentLine = z.infer<typeof DocumentLine>

const Service = z.object({
  no: count,
  way: z.enum(['paper', 'product']),
  servedOn: IsoDate,
  servedBy: z.string(),
  /** Who took the paper; null: served inside the product. */
  receiver: z.string().nullable(),
  receipt: z.string().nullable(),
  readAt: z.iso.datetime().nullable(),
  readBy: z.string().nullable(),
})

const Answer = z.object({
  no: count,
  words: z.string(),
  answeredBy: z.string(),
  answeredOn: IsoDate,
  decision: z.enum(['accepted', 'returned']).nullable(),
  decidedBy: z.string().nullable(),
  decidedOn: IsoDate.nullable(),
  decisionReason: z.string().nullable(),
  files: z.array(z.object({ no: count, name: z.string(), bytes: count })),
})

const Past = z.object({
  actNo: count,
  at: z.iso.datetime(),
  actor: z.string(),
  kind: z.string(),
  reason: z.string(),
})

const Other = z.object({ id: z.uuid(), title: z.string(), number: z.string().nullable() })

export const OfficialDocument = DocumentLine.extend({
  content: DocumentText,
  issuerShortName: z.string(),
  subject: z
    .object({
      kind: z.enum(['task', 'estate', 'meeting', 'resolution', 'bulletin', 'inspection', 'ladder']),
      id: z.uuid(),
    })
    .nullable(),
  answerDays: count.nullable(),
  withdraws: Other.nullable(),
  withdrawnBy: Other.nullable(),
  signer: z.string().nullable(),
  checkUrl: z.string().nullable(),
  /** SHA-256 of the content as it was issued, hexadecimal. */
  contentHash: z.string().nullable(),
  /** Typefaces named in the file, first to last of the fall-back chain; null: not laid out yet. */
  fonts: z.array(z.string()).nullable(),
  services: z.array(Service),
  answers: z.array(Answer),
  history: z.array(Past),
}).meta({ id: 'OfficialDocument' })
export type OfficialDocument = z.infer<typeof OfficialDocument>

/** Each document of a batch has its own answer. `fields`: parts of the draft that are still empty. */
export const DocumentResults = z
  .object({
    done: count,
    refused: count,
    results: z.array(
      z.object({
        id: z.uuid(),
        title: z.string().nullable(),
        number: z.string().nullable(),
        ok: z.boolean(),
        code: z.string().nullable(),
        message: z.string().nullable(),
        fields: z.array(z.object({ field: z.string(), message: z.string() })),
      }),
    ),
    /** Where the files of what was signed off together are laid out; null: not more than one was. */
    batchId: z.uuid().nullable(),
  })
  .meta({ id: 'DocumentResults' })
export type DocumentResults = z.infer<typeof DocumentResults>

export const DocumentBatch = z
  .object({
    id: z.uuid(),
    total: count,
    done: count,
    isFinished: z.boolean(),
    failure: z.string().nullable(),
  })
  .meta({ id: 'DocumentBatch' })
export type DocumentBatch = z.infer<typeof DocumentBatch>

/** An issuer of a county and how its numbers begin. `isDefault`: follows from the region's name, nobody has said otherwise. */
export const DocumentIssuer = z
  .object({
    countyCode: RegionCode,
    organisationId: z.uuid().nullable(),
    name: z.string(),
    shortName: z.string(),
    isDefault: z.boolean(),
  })
  .meta({ id: 'DocumentIssuer' })
export type DocumentIssuer = z.infer<typeof DocumentIssuer>

/** What the public page tells, and nothing else. */
export const PublicDocument = z
  .object({
    standing: z.enum(['genuine', 'withdrawn']),
    kind: DocumentKindName,
    number: z.string(),
    issuedOn: IsoDate,
    issuer: z.string(),
  })
  .meta({ id: 'PublicDocument' })
export type PublicDocument = z.infer<typeof PublicDocument>
