import { z } from 'zod'
import { type PaperKind, paperCodes } from '#domain/archives/paper-kinds.ts'
import { paperStandings, subjectKinds } from '#domain/archives/papers.ts'
import { IsoDate } from './platform/endpoint.ts'

const count = z.number().int()
export const PaperCode = z.enum(paperCodes as readonly [PaperKind, ...PaperKind[]]) // the list of codes is never empty
export const SubjectKind = z.enum(subjectKinds)
export const Subject = z.object({ kind: SubjectKind, id: z.uuid() })
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const Withdrawal = z.object({ on: IsoDate, by: z.string(), reason: z.string() })

export const ArchiveFile = z
  .object({
    id: z.uuid(),
    subject: Subject,
    paper: PaperCode,
    name: z.string(),
    mediaType: z.string(),
    bytes: count,
    sha256: Sha256,
    hasThumbnail: z.boolean(),
    adderName: z.string(),
    addedOn: IsoDate,
    shares: count.meta({ description: '现在与几个单位共享' }),
    withdrawn: Withdrawal.nullable(),
    mayWithdraw: z.boolean().meta({ description: '这个人现在能否撤回' }),
  })
  .meta({ id: 'ArchiveFile' })
export type ArchiveFile = z.infer<typeof ArchiveFile>

export const AskedPaper = z.object({
  paper: PaperCode,
  standing: z.enum(paperStandings),
  basis: z.string().nullable(),
  fileIds: z.array(z.uuid()),
})

/** A subject as the tree shows it. */
export const ArchiveNode = z
  .object({
    subject: Subject,
    name: z.string(),
    files: count,
    asked: count.meta({ description: '应有几种材料' }),
    missing: z.array(PaperCode).meta({ description: '还缺的材料' }),
  })
  .meta({ id: 'ArchiveNode' })
export type ArchiveNode = z.infer<typeof ArchiveNode>

export const ArchiveUpload = z
  .object({
    id: z.uuid(),
    subject: Subject,
    paper: PaperCode,
    name: z.string(),
    bytes: count,
    received: count.meta({ description: '已收到并落盘的字节' }),
    state: z.enum(['receiving', 'filed', 'refused', 'given_up']),
    fileId: z.uuid().nullable(),
  })
  .meta({ id: 'ArchiveUpload' })
export type ArchiveUpload = z.infer<typeof ArchiveUpload>

export const ArchiveShare = z
  .object({
    id: z.uuid(),
    file: z.object({
      id: z.uuid(),
      paper: PaperCode,
      name: z.string(),
      mediaType: z.string(),
      bytes: count,
      hasThumbnail: z.boolean(),
    }),
    estate: z.object({ id: z.uuid(), name: z.string() }),
    organisation: z.object({ id: z.uuid(), name: z.string() }),
    purpose: z.string(),
    sharedOn: IsoDate,
    untilOn: IsoDate,
    sharerName: z.string(),
    withdrawnOn: IsoDate.nullable(),
    openings: count,
  })
  .meta({ id: 'ArchiveShare' })
export type ArchiveShare = z.infer<typeof ArchiveShare>

export const Opening = z.object({
  at: z.iso.datetime(),
  by: z.string(),
  how: z.enum(['shown', 'saved']),
  organisation: z.string().nullable(),
})

export const ArchiveRetention = z.object({
  paper: PaperCode,
  years: count.nullable(),
  basis: z.string(),
  isOwn: z.boolean(),
})
