import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFields } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { Refused } from '../refusals.ts'

type Upload = { name: string; path: string }

/**
 * Takes the files of a request to a folder of their own, removed when `use` is done with them. `wanted`: what they are;
 * `note`: the words sent along under that name.
 */
export async function withUploads<T>(
  request: FastifyRequest,
  wanted: string,
  use: (files: Upload[], note: string | null) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'qingling-upload-'))
  try {
    const files: Upload[] = []
    let note: string | null = null
    for await (const part of request.files()) {
      const path = join(folder, String(files.length))
      await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
      if (part.file.truncated)
        throw new Refused({ kind: 'invalid', code: 'too_large', message: `文件“${part.filename}”超过大小限制` })
      files.push({ name: part.filename, path })
      note = noteIn(part.fields) ?? note
    }
    if (files.length === 0) throw new Refused({ kind: 'invalid', code: 'no_file', message: `请选择${wanted}` })
    return await use(files, note)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function noteIn({ note }: MultipartFields): string | null {
  const field = Array.isArray(note) ? note[0] : note
  const words = field?.type === 'field' && typeof field.value === 'string' ? field.value.trim() : ''
  return words === '' ? null : words.slice(0, 500)
}
