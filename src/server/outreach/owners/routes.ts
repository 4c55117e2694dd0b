import type { FastifyReply, FastifyRequest } from 'fastify'
import { ownersEndpoints } from '#contract/owners.ts'
import { codeRule } from '#domain/outreach/owners/tries.ts'
import { read, systemActor, transact } from '../../platform/acts.ts'
import { SignedOut } from '../../platform/http/guard.ts'
import type { House } from '../../platform/http/house.ts'
import { type OutsideSession, outsideCookie } from '../../platform/http/outside-sessions.ts'
import { serve } from '../../platform/http/serve.ts'
import { loadRegions } from '../../platform/http/sessions.ts'
import { type AskedCode, askOwnerCode, askVisitorCode, enterCode } from './codes.ts'
import { openFront } from './front.ts'
import { ownHome, ownHomeLines } from './home.ts'
import { ownHomeOf } from './own-home.ts'
import { openCodeSender } from './send-code.ts'
import { clearPast } from './tries.ts'

/** Codes, sessions and homes of people without an account. */
export async function ownersRoutes(house: House): Promise<void> {
  const { db, outsideSessions } = house
  const everyone = systemActor((await loadRegions(db)).all)
  const send = openCodeSender(house)
  const myTurn = openFront()
  const answer = (asked: AskedCode) => {
    send(asked)
    return { code: asked.id, minutes: codeRule.minutes, digits: codeRule.digits }
  }
  await transact(db, everyone, clearPast)

  serve(house, ownersEndpoints.askOwnerCode, async ({ body, request }) => {
    await myTurn('owner-codes', request.ip)
    return answer(await askOwnerCode(house, everyone, { ...body, ip: request.ip }))
  })
  serve(house, ownersEndpoints.askVisitorCode, async ({ body, request }) => {
    await myTurn('visitor-codes', request.ip)
    return answer(await askVisitorCode(house, everyone, { ...body, ip: request.ip }))
  })
  serve(house, ownersEndpoints.enterCode, async ({ body, request, reply }) => {
    await myTurn('session', request.ip)
    const token = await outsideSessions.start(await enterCode(house, everyone, { ...body, ip: request.ip }))
    const session = await outsideSessions.find(token)
    if (!session) throw new SignedOut()
    setCookie(request, reply, token)
    return meOf(session)
  })
  serve(house, ownersEndpoints.outsideMe, async ({ outside }) => meOf(outside))
  serve(house, ownersEndpoints.leave, async ({ outside, reply }) => {
    await outsideSessions.end(outside.tokenHash)
    reply.clearCookie(outsideCookie, { path: '/' })
    return null
  })
  serve(house, ownersEndpoints.ownHomes, ({ outside, actor }) =>
    read(db, actor, (tx) => ownHomeLines(tx, outside.homes)),
  )
  serve(house, ownersEndpoints.ownHome, ({ outside, actor, params }) => {
    const home = ownHomeOf(outside, params.ownHome)
    return read(db, actor, (tx) => ownHome(tx, home))
  })
}

const meOf = ({ kind, name, phoneShown, expiresAt, homes }: OutsideSession) => ({
  ...{ kind, name, phoneShown },
  expiresAt: expiresAt.toISOString(),
  homes: homes.length,
})

function setCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(outsideCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
  })
}
