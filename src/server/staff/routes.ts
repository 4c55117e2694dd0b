import type { FastifyReply } from 'fastify'
import { sql } from 'kysely'
import { staffEndpoints } from '#contract/staff.ts'
import { read, systemActor } from '../platform/acts.ts'
import { SignedOut, sessionCookie } from '../platform/http/guard.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { loadRegions } from '../platform/http/sessions.ts'
import { createAccount, disableAccount, enableAccount, resetPassword, setRoles, signOutEverywhere } from './actions.ts'
import { changePassword, meOf, signIn } from './sign-in.ts'
import { listAccounts } from './store.ts'

export async function staffRoutes(house: House): Promise<void> {
  const { db, sessions } = house
  const everyone = systemActor((await loadRegions(db)).all)

  serve(
    house,
    staffEndpoints.signIn,
    async ({ body, request, reply }) => {
      const accountId = await signIn(db, everyone, body.login, body.password)
      const token = await sessions.start(accountId, request.headers['user-agent'] ?? null)
      const session = await sessions.find(token)
      if (!session) throw new SignedOut()
      setCookie(reply, token, request.protocol === 'https')
      return meOf(session, sessions)
    },
    { rateLimit: { max: 30, timeWindow: '1 minute' } },
  )
  serve(house, staffEndpoints.me, async ({ session }) => meOf(session, sessions))
  serve(house, staffEndpoints.signOut, async ({ session, reply }) => {
    await sessions.end(session.tokenHash)
    reply.clearCookie(sessionCookie, { path: '/' })
    return null
  })
  serve(house, staffEndpoints.changePassword, async ({ session, body }) => {
    await changePassword(db, everyone, session, body.current, body.password)
    return null
  })

  serve(house, staffEndpoints.listAccounts, ({ params, actor }) =>
    read(db, actor, (tx) => listAccounts(tx, params.county)),
  )
  serve(house, staffEndpoints.createAccount, ({ params, body, actor, session }) =>
    createAccount(db, reach(house, session, actor), params.county, body),
  )
  serve(house, staffEndpoints.setRoles, ({ params, body, actor, session }) =>
    setRoles(db, reach(house, session, actor), params.county, params.account, body.roles, body.reason),
  )
  serve(house, staffEndpoints.disableAccount, ({ params, body, actor }) =>
    disableAccount(db, actor, params.county, params.account, body.reason),
  )
  serve(house, staffEndpoints.enableAccount, ({ params, body, actor }) =>
    enableAccount(db, actor, params.county, params.account, body.reason),
  )
  serve(house, staffEndpoints.resetPassword, ({ params, body, actor }) =>
    resetPassword(db, actor, params.county, params.account, body.password, body.reason),
  )
  serve(house, staffEndpoints.revokeSessions, ({ params, body, actor }) =>
    signOutEverywhere(db, actor, params.county, params.account, body.reason),
  )
  serve(house, staffEndpoints.listOrganisations, ({ params, actor }) =>
    read(db, actor, async (tx) => {
      const { rows } = await sql<{
        id: string
        countyCode: string
        kind: string
        name: string
        uscc: string | null
        contact: string | null
      }>`
        select id, county_code as "countyCode", kind, name, uscc, contact from organisations
         where county_code = ${params.county} order by kind, name`.execute(tx)
      return rows
    }),
  )
}

/** A manager may give roles for every region he manages staff in, not only for the account's own. */
function reach(
  { sessions }: House,
  session: Parameters<House['sessions']['regionsFor']>[0],
  actor: { accountId: string; name: string },
) {
  return { ...actor, counties: sessions.regionsFor(session, 'staff.manage') }
}

function setCookie(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(sessionCookie, token, { path: '/', httpOnly: true, sameSite: 'lax', secure })
}
