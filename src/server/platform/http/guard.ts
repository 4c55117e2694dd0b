import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { Endpoint } from '#contract/platform/endpoint.ts'
import { permissions } from '#domain/staff/permissions.ts'
import { type Actor, outsideActor } from '../acts.ts'
import { Refused } from '../refusals.ts'
import { type OutsideSession, type OutsideSessions, outsideCookie } from './outside-sessions.ts'
import type { Session, Sessions } from './sessions.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: Endpoint['permission']
  }
  interface FastifyInstance {
    /** Every route that is served, as it was declared. */
    routes: readonly RouteOptions[]
  }
  interface FastifyRequest {
    session: Session
    /** Who asks on endpoints for owners and visitors. */
    outside: OutsideSession
    actor: Actor
  }
}

export const sessionCookie = 'qingling_session'

const declared: readonly string[] = [...permissions, 'signed_in', 'owner', 'visitor', 'open']

/** Deny by default: the app does not start while a route does not say who may use it. Gives the list of all routes. */
export function requireDeclaredPermissions(fastify: FastifyInstance): readonly RouteOptions[] {
  const routes: RouteOptions[] = []
  fastify.addHook('onRoute', (route) => void routes.push(route))
  fastify.addHook('onReady', async () => {
    const undeclared = routes
      .filter(({ config }) => !config?.permission || !declared.includes(config.permission))
      .map(({ method, url }) => `${method} ${url}`)
    if (undeclared.length > 0) throw new Error(`routes without a declared permission: ${undeclared.join(', ')}`)
  })
  return routes
}

/**
 * Lets a request through with its session and the regions its permission reaches, narrowed to the county or region in
 * the path. What lies outside is answered as if it did not exist.
 */
export function guardRequests(fastify: FastifyInstance, sessions: Sessions, outside: OutsideSessions): void {
  fastify.decorateRequest('session', null as unknown as Session) // set below before any handler that declares a permission runs
  fastify.decorateRequest('outside', null as unknown as OutsideSession) // as above
  fastify.decorateRequest('actor', null as unknown as Actor)
  fastify.addHook('onRequest', async (request) => {
    const permission = request.routeOptions.config.permission
    if (isChanging(request) && !isSameOrigin(request))
      throw new Refused({ kind: 'forbidden', code: 'other_origin', message: '请求来自其他网站' })
    if (permission === undefined || permission === 'open') return
    if (permission === 'owner' || permission === 'visitor') return admitOutside(request, outside, permission)
    const token = request.cookies[sessionCookie]
    const session = token ? await sessions.find(token) : null
    if (!session) throw new SignedOut()
    request.session = session
    request.actor = admit(sessions, session, permission, request.params as { county?: string; region?: string }) // names of the contract's paths
    if (session.mustChangePassword && permission !== 'signed_in') {
      throw new Refused({ kind: 'forbidden', code: 'password_must_change', message: '请先修改密码' })
    }
  })
}

/** An owner's requests reach the counties of his own homes and no other; a visitor's reach none. */
async function admitOutside(
  request: FastifyRequest,
  sessions: OutsideSessions,
  permission: 'owner' | 'visitor',
): Promise<void> {
  const token = request.cookies[outsideCookie]
  const found = token ? await sessions.find(token) : null
  if (!found || (permission === 'owner' && found.kind !== 'owner')) throw new SignedOut()
  request.outside = found
  request.actor = outsideActor(found.name, [...new Set(found.homes.map(({ countyCode }) => countyCode))])
}

/** No session, or one that has ended. */
export class SignedOut extends Error {}

function admit(
  sessions: Sessions,
  session: Session,
  permission: Exclude<Endpoint['permission'], 'open' | 'owner' | 'visitor'>,
  { county, region }: { county?: string; region?: string },
): Actor {
  const who = { accountId: session.accountId, name: session.name }
  if (permission === 'signed_in')
    return { ...who, counties: session.roles.flatMap((grant) => sessions.countiesOf(grant.region)) }
  const allowed = sessions.regionsFor(session, permission)
  const place = county ?? region
  if (place === undefined ? allowed.length === 0 : !allowed.includes(place))
    throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
  if (place === undefined) return { ...who, counties: allowed }
  const reach = county ? [county] : sessions.countiesOf(place)
  return { ...who, counties: reach.filter((code) => allowed.includes(code)) }
}

const isChanging = ({ method }: FastifyRequest) => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'

/** Browsers say where a request comes from; one from another site is not the user's own wish. */
function isSameOrigin(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = request.headers.origin
  return origin === undefined || new URL(origin).host === request.headers.host
}
