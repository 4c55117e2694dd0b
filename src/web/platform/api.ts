import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Endpoint, Problem } from '#contract/platform/endpoint.ts'

/** A refusal of the server, with its code and words. */
export class ProblemError extends Error {
  readonly status: number
  readonly problem: Problem
  constructor(status: number, problem: Problem) {
    super(problem.message)
    this.status = status
    this.problem = problem
  }
}

type In<T> = T extends z.ZodType ? z.input<T> : undefined
type Out<T> = T extends z.ZodType ? z.output<T> : never

/** What a call needs: just the parts its endpoint names. */
export type Input<E extends Endpoint> = (E extends { params: infer P } ? { params: In<P> } : unknown) &
  (E extends { query: infer Q } ? { query?: In<Q> } : unknown) &
  (E extends { body: infer B } ? { body: In<B> } : unknown)

type AnyInput = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }

/** Address of an endpoint with its path and query filled in. */
export function addressOf(path: string, { params, query }: AnyInput): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params?.[name])))
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '')
  return pairs.length === 0
    ? filled
    : `${filled}?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`
}

/** Calls an endpoint of the contract. Throws ProblemError when the server says no. */
export async function call<E extends Endpoint>(endpoint: E, input: Input<E>): Promise<Out<E['response']>> {
  const given = input as AnyInput // the endpoint's own parts, seen without their types
  const response = await fetch(addressOf(endpoint.path, given), {
    method: endpoint.method,
    ...(given.body !== undefined && {
      body: JSON.stringify(given.body),
      headers: { 'content-type': 'application/json' },
    }),
  })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as Out<E['response']> // the server serialises by the same schema
}

export async function problemOf(response: Response): Promise<ProblemError> {
  const problem = await response.json().catch(() => ({ code: 'unreachable', message: response.statusText }))
  if (response.status === 401 && !location.pathname.startsWith('/sign-in')) {
    location.assign(`/sign-in?back=${encodeURIComponent(location.pathname + location.search)}`)
  }
  return new ProblemError(response.status, problem as Problem) // every refusal has this shape
}

/** A cached reading of an endpoint. */
export function endpointQuery<E extends Endpoint>(endpoint: E, input: Input<E>) {
  return queryOptions({ queryKey: [endpoint.path, input], queryFn: () => call(endpoint, input) })
}

/** Fetches a file and hands it to the browser under its own name. */
export async function download(endpoint: Endpoint, input: AnyInput, name: string): Promise<void> {
  const response = await fetch(addressOf(endpoint.path, input), {
    method: endpoint.method,
    ...(input.body !== undefined && {
      body: JSON.stringify(input.body),
      headers: { 'content-type': 'application/json' },
    }),
  })
  if (!response.ok) throw await problemOf(response)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
