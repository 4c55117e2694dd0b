import { isIPv6 } from 'node:net'
import type { Secrets } from '../../platform/secrets.ts'

/** Where a request comes from, as a digest: of the newer addresses the network, for one line has them by the million. */
export const addressDigest = (secrets: Secrets, ip: string): Buffer => secrets.digest('address', networkOf(ip))

function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped || !isIPv6(ip)) return mapped ?? ip
  const [head = '', tail] = ip.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const filled =
    tail === undefined
      ? groups(head)
      : [...groups(head), ...Array<string>(8 - groups(head).length - groups(tail).length).fill('0'), ...groups(tail)]
  return filled.slice(0, 4).join(':')
}
