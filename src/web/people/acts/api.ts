import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ownerActsEndpoints } from '#contract/owner-acts.ts'
import type { Endpoint } from '#contract/platform/endpoint.ts'
import { type AnyInput, addressOf, type Out, refusalOf, send } from '../../platform/send.ts'
import { callAt } from '../platform/call.ts'

export type Acts = typeof ownerActsEndpoints

type Read = 'ownerPapers' | 'ownerAuthorisations' | 'ownerDelivery' | 'ownerAppointments' | 'ownerWish' | 'ownerCases'

/** One of the lists about a home, kept under its path. */
export const useOwn = <Name extends Read>(path: Acts[Name]['path'], unitId: string) =>
  useQuery({
    queryKey: [path, unitId],
    queryFn: () => callAt<Acts[Name]>('GET', path, { params: { ownHome: unitId } } as never), // every one of these takes this alone
  })

/** Keeps what an act answered as the list it belongs to, and lets the home be read anew. */
export function useKeep(path: string, unitId: string) {
  const queries = useQueryClient()
  return (answer?: unknown) => {
    if (answer !== undefined) queries.setQueryData([path, unitId], answer)
    else void queries.invalidateQueries({ queryKey: [path, unitId] })
    void queries.invalidateQueries({ queryKey: ['people', 'homes', unitId] })
  }
}

/** Sends one file as a browser's form does. */
export async function sendFile<E extends Endpoint>(
  path: E['path'],
  params: Record<string, string>,
  file: File,
): Promise<Out<E['response']>> {
  const body = new FormData()
  body.append('file', file)
  const response = await fetch(addressOf(path, { params }), { method: 'POST', body })
  if (!response.ok) throw await refusalOf(response)
  return (await response.json()) as Out<E['response']> // the server serialises by the same schema
}

/** Brings a file the server makes onto this phone. */
export async function bringFile(path: string, input: AnyInput, name: string): Promise<void> {
  const response = await send({ method: 'POST', path }, input)
  if (!response.ok) throw await refusalOf(response)
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
