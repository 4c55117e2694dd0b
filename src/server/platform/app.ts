import { existsSync } from 'node:fs'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import staticFiles from '@fastify/static'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { archivesRoutes } from '../archives/routes.ts'
import { auditRoutes } from '../audit/routes.ts'
import { campaignRoutes } from '../campaign/routes.ts'
import { diagnosisRoutes } from '../diagnosis/routes.ts'
import { documentsRoutes } from '../documents/routes.ts'
import { documentTemplatesRoutes } from '../documents/templates/routes.ts'
import { duesRoutes } from '../dues/routes.ts'
import { estatesRoutes } from '../estates/routes.ts'
import { ledgersRoutes } from '../ledgers/routes.ts'
import { meetingsRoutes } from '../meetings/routes.ts'
import { outreachRoutes } from '../outreach/routes.ts'
import { regionsRoutes } from '../regions/routes.ts'
import { deliveryRoutes } from '../registrations/delivery/routes.ts'
import { firstRegistrationsRoutes } from '../registrations/first/routes.ts'
import { handOverRoutes } from '../registrations/hand-over/routes.ts'
import { jointRoutes } from '../registrations/joint/routes.ts'
import { placesRoutes } from '../registrations/places/routes.ts'
import { registrationPrintsRoutes } from '../registrations/prints/routes.ts'
import { registrationsRoutes } from '../registrations/routes.ts'
import { transfersRoutes } from '../registrations/transfer/routes.ts'
import { reportsRoutes } from '../reports/routes.ts'
import { scheduleRoutes } from '../schedule/routes.ts'
import { responsibilityRoutes } from '../staff/responsibility-routes.ts'
import { staffRoutes } from '../staff/routes.ts'
import { supervisionRoutes } from '../supervision/routes.ts'
import { surveysRoutes } from '../surveys/routes.ts'
import { tasksRoutes } from '../tasks/routes.ts'
import { restrictionsRoutes } from '../units/restriction-routes.ts'
import { unitsRoutes } from '../units/routes.ts'
import type { Config } from './config.ts'
import type { Database } from './database.ts'
import { openFiles } from './files.ts'
import { answerErrors } from './http/errors.ts'
import { guardRequests, requireDeclaredPermissions } from './http/guard.ts'
import type { House } from './http/house.ts'
import { listen } from './http/listen.ts'
import { openOutsideSessions } from './http/outside-sessions.ts'
import { loadRegions, openSessions } from './http/sessions.ts'
import { openQueue } from './queue.ts'
import { release } from './release.ts'
import type { Secrets } from './secrets.ts'

export type Grounds = { config: Config; database: Database; secrets: Secrets }

/** Builds the application with everything it serves; the caller decides whether and where it listens. */
export async function buildApp({ config, database, secrets }: Grounds): Promise<FastifyInstance> {
  const fastify = Fastify({
    logger: { level: process.env.LOG_LEVEL ?? 'warn', redact: ['req.headers.cookie'] },
    trustProxy: config.databaseUrl !== null,
    bodyLimit: 1024 * 1024,
    forceCloseConnections: true,
  })
  fastify.setValidatorCompiler(validatorCompiler)
  fastify.setSerializerCompiler(serializerCompiler)
  fastify.decorate('routes', requireDeclaredPermissions(fastify))
  answerErrors(fastify)
  await addPlugins(fastify, config)

  const live = await listen(database.connection)
  const sessions = await openSessions(database.app, live, config.sessionIdleMinutes)
  const outsideSessions = openOutsideSessions(database.app, (await loadRegions(database.app)).all)
  const queue = await openQueue(database.owner)
  fastify.addHook('onClose', async () => {
    await queue.close()
    await live.close()
  })
  guardRequests(fastify, sessions, outsideSessions)
  const files = openFiles(config.dataDir, secrets.fileKey, config.filesAt)
  const house: House = {
    fastify,
    config,
    database,
    db: database.app,
    secrets,
    files,
    live,
    sessions,
    outsideSessions,
    queue,
  }
  for (const routes of [
    staffRoutes,
    regionsRoutes,
    auditRoutes,
    reportsRoutes,
    estatesRoutes,
    unitsRoutes,
    restrictionsRoutes,
    duesRoutes,
    ledgersRoutes,
    diagnosisRoutes,
    tasksRoutes,
    scheduleRoutes,
    meetingsRoutes,
    responsibilityRoutes,
    campaignRoutes,
    supervisionRoutes,
    documentsRoutes,
    documentTemplatesRoutes,
    handOverRoutes,
    registrationsRoutes,
    archivesRoutes,
    firstRegistrationsRoutes,
    transfersRoutes,
    placesRoutes,
    deliveryRoutes,
    jointRoutes,
    registrationPrintsRoutes,
    surveysRoutes,
    outreachRoutes,
  ])
    await routes(house)
  await serveWeb(fastify, config)
  return fastify
}

async function addPlugins(fastify: FastifyInstance, config: Config): Promise<void> {
  await fastify.register(cookie)
  await fastify.register(rateLimit, { global: false })
  await fastify.register(multipart, { limits: { fileSize: config.uploadLimitBytes, files: 20, fields: 5 } })
  // what the API answers is never a page: two fixed headers say so, at no cost per request
  fastify.addHook('onRequest', async ({ url }, reply) => {
    if (url.startsWith('/api/')) reply.headers(ofNoPage)
  })
  await fastify.register(swagger, {
    openapi: { info: { title: '清零 qingling', version: release } },
    transform: jsonSchemaTransform,
  })
  fastify.get('/api/openapi.json', { config: { permission: 'open' }, schema: { hide: true } }, () => fastify.swagger())
  fastify.get('/health', { config: { permission: 'open' }, schema: { hide: true } }, () => ({ status: 'ok' }))
}

const ofNoPage = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

/** The built web client; every path that is neither a file nor the API is the client's own. */
async function serveWeb(fastify: FastifyInstance, { webDir }: Config): Promise<void> {
  if (!existsSync(webDir)) return
  await fastify.register(async (web) => {
    web.addHook('onRoute', (route) => {
      route.config = { ...route.config, permission: 'open' }
    })
    await web.register(helmet, {
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"], // antd writes its tokens into style elements
          imgSrc: ["'self'", 'data:', 'blob:'],
          upgradeInsecureRequests: null, // an office without certificates serves plain http inside its own network
        },
      },
      strictTransportSecurity: false,
    })
    await web.register(staticFiles, {
      root: webDir,
      wildcard: false,
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
      setHeaders: keepPageFresh,
    })
    web.get('/*', { schema: { hide: true } }, (request, reply) => {
      if (/^\/(api|assets)\//.test(request.url)) return reply.callNotFound()
      return reply.sendFile(pageOf(request.url))
    })
  })
}

/** Three programs live side by side: that of the offices, the light one of owners and the public, the visiting officer's. */
function pageOf(url: string): string {
  if (/^\/people(\/|\?|$)/.test(url)) return 'people.html'
  return /^\/visit(\/|\?|$)/.test(url) ? 'visit.html' : 'index.html'
}

function keepPageFresh(reply: FastifyReply, path: string): void {
  if (/(\.html|visit-worker\.js)(\.gz|\.br)?$/.test(path)) reply.header('cache-control', 'no-cache')
}
