import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createServer } from 'node:http'
import { pipeline } from 'node:stream/promises'

/** A server that writes what it is sent to the file its parent names, durable, and does nothing else. */
const [path] = await once(process, 'message')
const server = createServer(async (sent, response) => {
  const file = await open(String(path), 'w')
  await pipeline(sent, createWriteStream('', { fd: file.fd, autoClose: false, highWaterMark: 1024 * 1024 }))
  await file.datasync()
  await file.close()
  response.end()
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' && address ? address.port : 0)
})
