import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { publicNoticesEndpoints } from '#contract/public-notices.ts'
import { refusalOf } from '../../platform/send.ts'
import { callAt } from '../platform/call.ts'

type At = typeof publicNoticesEndpoints
export type Page = 'open' | 'ended'
export type Key = { region: string; notice: string }

const paramsOf = ({ region, notice }: Key) => ({ publicRegion: region, publicNotice: notice })

export const useRegions = () =>
  useQuery({
    queryKey: ['public', 'regions'],
    queryFn: () => callAt<At['publicRegions']>('GET', '/api/public/regions', {}),
  })

export const useNotices = (region: string, show: Page) =>
  useInfiniteQuery({
    queryKey: ['public', 'notices', region, show],
    queryFn: ({ pageParam }) =>
      callAt<At['publicNotices']>('GET', '/api/public/:publicRegion/notices', {
        params: { publicRegion: region },
        query: { show, after: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })

export const useNotice = (key: Key) =>
  useQuery({
    queryKey: ['public', 'notice', key],
    queryFn: () =>
      callAt<At['publicNotice']>('GET', '/api/public/:publicRegion/notices/:publicNotice', { params: paramsOf(key) }),
  })

export const useCampaign = (region: string) =>
  useQuery({
    queryKey: ['public', 'campaign', region],
    queryFn: () =>
      callAt<At['campaignPage']>('GET', '/api/public/:publicRegion/campaign', { params: { publicRegion: region } }),
  })

export const useOwnObjections = () =>
  useQuery({
    queryKey: ['people', 'objections'],
    queryFn: () => callAt<At['ownObjections']>('GET', '/api/public/objections', {}),
  })

export type Objecting = Parameters<typeof callAt<At['object']>>[2]['body']

export const object = (key: Key, body: Objecting) =>
  callAt<At['object']>('POST', '/api/public/:publicRegion/notices/:publicNotice/objections', {
    params: paramsOf(key),
    body,
  })

export const takeBack = (key: Key) =>
  callAt<At['takeObjectionBack']>('POST', '/api/public/:publicRegion/notices/:publicNotice/objections/own/take-back', {
    params: paramsOf(key),
    body: {},
  })

/** Sends one paper as proof of one's own objection. */
export async function sendPaper({ region, notice }: Key, file: File): Promise<void> {
  const form = new FormData()
  form.append('files', file)
  const answer = await fetch(`/api/public/${region}/notices/${notice}/objections/own/papers`, {
    method: 'POST',
    body: form,
  })
  if (!answer.ok) throw await refusalOf(answer)
}
