import { useQuery } from '@tanstack/react-query'
import type { ownersEndpoints } from '#contract/owners.ts'
import { ProblemError } from '../../platform/send.ts'
import { callAt } from '../platform/call.ts'

type At = typeof ownersEndpoints

export const askOwnerCode = (body: { name: string; idNumber: string }) =>
  callAt<At['askOwnerCode']>('POST', '/api/people/owner-codes', { body })

export const askVisitorCode = (body: { name: string; phone: string }) =>
  callAt<At['askVisitorCode']>('POST', '/api/people/visitor-codes', { body })

export const enterCode = (body: { code: string; digits: string }) =>
  callAt<At['enterCode']>('POST', '/api/people/session', { body })

export const leave = () => callAt<At['leave']>('DELETE', '/api/people/session', {})

/** Who is signed in on this phone; null: nobody. */
export const useMe = () =>
  useQuery({
    queryKey: ['people', 'me'],
    queryFn: () => callAt<At['outsideMe']>('GET', '/api/people/session', {}).catch(nobodyWhereSignedOut),
  })

function nobodyWhereSignedOut(error: unknown): null {
  if (error instanceof ProblemError && error.status === 401) return null
  throw error
}

export const useOwnHomes = () =>
  useQuery({
    queryKey: ['people', 'homes'],
    queryFn: () => callAt<At['ownHomes']>('GET', '/api/owner/homes', {}),
  })

export const useOwnHome = (unitId: string) =>
  useQuery({
    queryKey: ['people', 'homes', unitId],
    queryFn: () => callAt<At['ownHome']>('GET', '/api/owner/homes/:ownHome', { params: { ownHome: unitId } }),
  })
