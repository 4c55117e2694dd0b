import { connect } from 'node:net'

const connections = 64
const seconds = 8

export type Load = { perSecond: number; p50: number; p99: number }

/**
 * Requests one address over 64 kept-open connections, each waiting for its answer before the next. Counts the bytes of
 * answers without decoding them: a client that decodes Chinese text costs more than the server it is to measure.
 * Latencies in milliseconds.
 */
export async function load(url: string, headers: Readonly<Record<string, string>>): Promise<Load> {
  const { hostname, port, pathname } = new URL(url)
  const lines = Object.entries({ host: hostname, ...headers }).map(([name, value]) => `${name}: ${value}`)
  const request = `GET ${pathname} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
  const times: number[] = []
  const until = performance.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: connections }, () =>
      keepAsking({ host: hostname, port: Number(port) }, request, until, times),
    ),
  )
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) }
}

function keepAsking(
  place: { host: string; port: number },
  request: string,
  until: number,
  times: number[],
): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect(place)
    let missing = 0 // bytes of the answer still to come
    let asked = 0
    const ask = () => {
      asked = performance.now()
      socket.write(request)
    }
    socket.on('connect', ask)
    socket.on('error', fail)
    socket.on('data', (chunk) => {
      missing = missing === 0 ? answerLength(chunk) - chunk.length : missing - chunk.length
      if (missing > 0) return
      times.push(performance.now() - asked)
      if (performance.now() < until) ask()
      else socket.end(done)
    })
  })
}

/** Bytes of head and body together, told by the head; whatever is not a plain 200 is an error. */
function answerLength(chunk: Buffer): number {
  const end = chunk.indexOf('\r\n\r\n')
  const head = chunk.toString('latin1', 0, end)
  const length = /content-length: (\d+)/i.exec(head)?.[1]
  if (!head.startsWith('HTTP/1.1 200') || length === undefined)
    throw new Error(`not the answer expected: ${head.slice(0, 100)}`)
  return end + 4 + Number(length)
}
