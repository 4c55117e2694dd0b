import type { Endpoint } from '#contract/platform/endpoint.ts'
import { type AnyInput, type Input, type Out, refusalOf, send } from '../../platform/send.ts'

/**
 * Calls an endpoint by its method and path, known to the compiler alone: the shapes of the contract are not loaded, so
 * that an owner's page stays small. Throws ProblemError when the server says no.
 *
 *     callAt<typeof ownersEndpoints.ownHomes>('GET', '/api/owner/homes', {})
 */
export async function callAt<E extends Endpoint>(
  method: E['method'],
  path: E['path'],
  input: Input<E>,
): Promise<Out<E['response']>> {
  const response = await send({ method, path }, input as AnyInput) // the endpoint's own parts, seen without their types
  if (!response.ok) throw await refusalOf(response)
  return (await response.json()) as Out<E['response']> // the server serialises by the same schema
}
