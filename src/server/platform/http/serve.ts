import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Endpoint } from '#contract/platform/endpoint.ts'
import type { Actor } from '../acts.ts'
import type { House } from './house.ts'
import type { OutsideSession } from './outside-sessions.ts'
import type { Session } from './sessions.ts'

type Shape<T> = T extends z.ZodType ? z.output<T> : undefined

/** What a handler is given: the parts of the request the contract names, already checked, and who asks. */
export type Call<E extends Endpoint> = {
  params: Shape<E['params']>
  query: Shape<E['query']>
  body: Shape<E['body']>
  /** The caller within the regions this permission reaches, narrowed to the path. Empty regions on open endpoints. */
  actor: Actor
  session: Session
  /** Who asks on endpoints for owners and visitors. */
  outside: OutsideSession
  request: FastifyRequest
  reply: FastifyReply
}

type Answer<E extends Endpoint> = E['response'] extends z.ZodType ? z.input<E['response']> : unknown

/** Registers an endpoint of the contract. What it does not allow is answered as if it did not exist. */
export function serve<E extends Endpoint>(
  house: House,
  endpoint: E,
  handler: (call: Call<E>) => Promise<Answer<E> | FastifyReply>,
  limits: { rateLimit?: { max: number; timeWindow: string } } = {},
): void {
  const { method, path, permission, params, query, body, response } = endpoint
  const isJson = 'safeParse' in response
  house.fastify.route({
    method,
    url: path,
    config: { permission, ...limits },
    schema: {
      summary: endpoint.summary,
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body }),
      ...(isJson && { response: { 200: response } }),
    },
    handler: async (request, reply) => {
      const answer = await handler({
        // the compiler of the schema has checked these three
        params: request.params as Shape<E['params']>,
        query: request.query as Shape<E['query']>,
        body: request.body as Shape<E['body']>,
        actor: request.actor,
        session: request.session,
        outside: request.outside,
        request,
        reply,
      })
      return answer
    },
  })
}
