import { problemOf } from '../platform/api.ts'

/** Sends files with the words that belong to them. Throws what the server says against it. */
export async function sendFiles(address: string, files: readonly File[], note: string): Promise<void> {
  const form = new FormData()
  if (note.trim() !== '') form.append('note', note.trim())
  for (const file of files) form.append('files', file, file.name)
  const response = await fetch(address, { method: 'POST', body: form })
  if (!response.ok) throw await problemOf(response)
}
