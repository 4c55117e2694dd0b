import { queryOptions } from '@tanstack/react-query'
import type { Endpoint } from '#contract/platform/endpoint.ts'
import { type AnyInput, type Input, type Out, type ProblemError, refusalOf, send } from './send.ts'

export { addressOf, type Input, ProblemError } from './send.ts'

/** Calls an endpoint of the contract. Throws ProblemError when the server says no. */
export async function call<E extends Endpoint>(endpoint: E, input: Input<E>): Promise<Out<E['response']>> {
  const response = await send(endpoint, input as AnyInput) // the endpoint's own parts, seen without their types
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as Out<E['response']> // the server serialises by the same schema
}

/** What the server said against it; who is signed out is led to the sign-in and back. */
export async function problemOf(response: Response): Promise<ProblemError> {
  if (response.status === 401 && !location.pathname.startsWith('/sign-in')) {
    location.assign(`/sign-in?back=${encodeURIComponent(location.pathname + location.search)}`)
  }
  return refusalOf(response)
}

/** A cached reading of an endpoint. */
export function endpointQuery<E extends Endpoint>(endpoint: E, input: Input<E>) {
  return queryOptions({ queryKey: [endpoint.path, input], queryFn: () => call(endpoint, input) })
}

/** Fetches a file and hands it to the browser under its own name. */
export async function download(endpoint: Endpoint, input: AnyInput, name: string): Promise<void> {
  const response = await send(endpoint, input)
  if (!response.ok) throw await problemOf(response)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
