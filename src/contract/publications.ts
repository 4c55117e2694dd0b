import { z } from 'zod'
import { publicationStates, publishable } from '#domain/outreach/public/publishing.ts'
import { type Endpoint, IsoDate, pageOf, RegionParams } from './platform/endpoint.ts'
import { PublicContact, PublishedContent, PublishedFigure } from './public-notices.ts'

const reason = z.string().trim().min(2).max(200)
const publicationParams = RegionParams.extend({ publication: z.uuid() })

export const Publication = z
  .object({
    id: z.uuid(),
    state: z.enum(publicationStates),
    figures: z.array(z.enum(publishable)),
    estates: z.array(z.object({ id: z.uuid(), name: z.string() })),
    contacts: z.array(PublicContact),
    words: z.string().nullable(),
    drafter: z.string(),
    draftedOn: IsoDate,
    asOf: IsoDate.nullable(),
    /** Of a draft what would be published now; else what was. */
    content: PublishedContent,
    publishedOn: IsoDate.nullable(),
    publisher: z.string().nullable(),
    endedOn: IsoDate.nullable(),
  })
  .meta({ id: 'Publication' })
export type Publication = z.infer<typeof Publication>

/** What a region may publish and what it does. `asOf`: the day the figures stand at now. */
export const RegionPublication = z
  .object({
    asOf: IsoDate,
    level: z.enum(['city', 'county']),
    figures: z.array(PublishedFigure),
    draft: Publication.nullable(),
    /** Whether the caller drafted it and so may not publish it. */
    isOwnDraft: z.boolean(),
    standing: Publication.nullable(),
  })
  .meta({ id: 'RegionPublication' })
export type RegionPublication = z.infer<typeof RegionPublication>

export const publicationsEndpoints = {
  regionPublication: {
    method: 'GET',
    path: '/api/regions/:region/publication',
    permission: 'outreach.read',
    summary: '公开内容：可公开的指标、草稿和已发布的内容',
    params: RegionParams,
    response: RegionPublication,
  },
  listPublications: {
    method: 'GET',
    path: '/api/regions/:region/publications',
    permission: 'outreach.read',
    summary: '历次公开内容',
    params: RegionParams,
    query: z.object({ after: z.uuid().optional() }),
    response: pageOf(Publication),
  },
  draftPublication: {
    method: 'POST',
    path: '/api/regions/:region/publications',
    permission: 'outreach.arrange',
    summary: '拟公开内容：公开哪些指标、哪些小区、联系电话',
    params: RegionParams,
    body: z.object({
      reason,
      figures: z.array(z.enum(publishable)).min(1).max(publishable.length),
      estateIds: z.array(z.uuid()).max(200).default([]),
      contacts: z.array(PublicContact).min(1).max(10),
      words: z.string().trim().min(2).max(500).nullable().default(null),
    }),
    response: RegionPublication,
  },
  publish: {
    method: 'POST',
    path: '/api/regions/:region/publications/:publication/publish',
    permission: 'documents.sign',
    summary: '发布公开内容（不能是拟稿人）',
    params: publicationParams,
    body: z.object({ reason }),
    response: RegionPublication,
  },
  withdrawPublication: {
    method: 'POST',
    path: '/api/regions/:region/publications/:publication/withdraw',
    permission: 'documents.sign',
    summary: '撤下已发布的公开内容',
    params: publicationParams,
    body: z.object({ reason }),
    response: RegionPublication,
  },
} as const satisfies Record<string, Endpoint>
