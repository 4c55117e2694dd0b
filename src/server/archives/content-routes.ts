import type { FastifyReply, FastifyRequest } from 'fastify'
import { archivesEndpoints } from '#contract/archives.ts'
import { read } from '../platform/acts.ts'
import { shownAs } from '../platform/files.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { logOf } from './log.ts'
import { openContent, openThumbnail, type Span } from './opening.ts'
import { readerIn } from './readers.ts'

export function contentRoutes(house: House): void {
  serve(house, archivesEndpoints.archiveContent, async ({ params, query, actor, session, request, reply }) => {
    const reader = readerIn(house, session, params.county)
    const span = (bytes: number) => spanAsked(request, bytes)
    return sent(
      reply,
      query.how,
      await openContent(house, actor, reader, { fileId: params.archived, how: query.how, span }),
    )
  })
  serve(house, archivesEndpoints.archiveThumbnail, async ({ params, actor, session, reply }) => {
    const picture = await openThumbnail(house, actor, readerIn(house, session, params.county), params.archived)
    return reply.header('content-type', 'image/webp').header('cache-control', 'private, no-store').send(picture)
  })
  serve(house, archivesEndpoints.archiveLog, ({ params, actor, session }) =>
    read(house.db, actor, (tx) => logOf(tx, readerIn(house, session, params.county), params.archived)),
  )
}

/** One part of a file, as browsers ask for when they show a large PDF; anything else in the header is not heeded (RFC 9110, 14.2). */
function spanAsked({ headers }: FastifyRequest, bytes: number): Span | null {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? []
  if (from === undefined) return null
  const until = to ? Math.min(Number(to) + 1, bytes) : bytes
  return Number(from) < until ? { from: Number(from), until } : null
}

type Opened = Awaited<ReturnType<typeof openContent>>

function sent(
  reply: FastifyReply,
  how: 'shown' | 'saved',
  { name, mediaType, bytes, span, content }: Opened,
): FastifyReply {
  const way = how === 'shown' ? 'inline' : 'attachment'
  reply
    .header('content-type', how === 'shown' ? shownAs(mediaType) : mediaType)
    .header('content-disposition', `${way}; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, no-store') // the permission is asked each time
    .header('accept-ranges', 'bytes')
    .header('content-length', (span?.until ?? bytes) - (span?.from ?? 0))
  // a page of our own may frame it: that is how the viewer shows a PDF
  reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'")
  if (span) reply.status(206).header('content-range', `bytes ${span.from}-${span.until - 1}/${bytes}`)
  return reply.send(content)
}
