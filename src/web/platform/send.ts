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
export type Out<T> = T extends z.ZodType ? z.output<T> : never

/** What a call needs: just the parts its endpoint names. */
export type Input<E extends Endpoint> = (E extends { params: infer P } ? { params: In<P> } : unknown) &
  (E extends { query: infer Q } ? { query?: In<Q> } : unknown) &
  (E extends { body: infer B } ? { body: In<B> } : unknown)

export type AnyInput = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }

/** Address of an endpoint with its path and query filled in. */
export function addressOf(path: string, { params, query }: AnyInput): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params?.[name])))
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '')
  return pairs.length === 0
    ? filled
    : `${filled}?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`
}

/** Sends what an endpoint is given and brings its answer; what is refused comes back with its status. */
export function send(endpoint: Pick<Endpoint, 'method' | 'path'>, input: AnyInput): Promise<Response> {
  return fetch(addressOf(endpoint.path, input), {
    method: endpoint.method,
    ...(input.body !== undefined && {
      body: JSON.stringify(input.body),
      headers: { 'content-type': 'application/json' },
    }),
  })
}

/** What the server said against it. */
export async function refusalOf(response: Response): Promise<ProblemError> {
  const problem = await response.json().catch(() => ({ code: 'unreachable', message: response.statusText }))
  return new ProblemError(response.status, problem as Problem) // every refusal has this shape
}
