import { once } from 'node:events'
import Fastify from 'fastify'

/** A Fastify route that does nothing but answer the bytes its parent sends: the limit of what the server could do. */
const [text] = await once(process, 'message')
const bytes = Buffer.from(text as string) // the parent sends a string
const bare = Fastify()
bare.get('/', (_, reply) => reply.header('content-type', 'application/json; charset=utf-8').send(bytes))
const address = await bare.listen({ port: 0, host: '127.0.0.1' })
process.send?.(Number(new URL(address).port))
