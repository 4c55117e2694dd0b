import type { z } from 'zod'
import type { Endpoint } from '#contract/platform/endpoint.ts'
import { addressOf, problemOf } from '../../platform/api.ts'

type Given = {
  params: Record<string, string>
  query?: Record<string, unknown>
  files: readonly File[]
  note?: string | undefined
}

/** Sends files as a form does, with words along with them; what is refused is thrown in the server's words. */
export async function sendFiles<S extends z.ZodType>(
  endpoint: Endpoint & { response: S },
  { params, query, files, note }: Given,
): Promise<z.output<S>> {
  const form = new FormData()
  if (note && note.trim() !== '') form.append('note', note.trim())
  for (const file of files) form.append('files', file, file.name)
  const answer = await fetch(addressOf(endpoint.path, { params, query: query ?? {} }), { method: 'POST', body: form })
  if (!answer.ok) throw await problemOf(answer)
  return endpoint.response.parse(await answer.json())
}
