import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { Refused } from '../refusals.ts'

type Upload = { name: string; path: string }

/**
 * Takes the files of a request to a folder of their own, removed when `use` is done with them. `wanted`: what they are,
 * null where there need be none; `note`: the words sent along under that name.
 */
export async function withUploads<T>(
  request: FastifyRequest,
  wanted: string | null,
  use: (files: Upload[], note: string | null) => Promise<T>,
  noteLength = 500,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'qingling-upload-'))
  try {
    const files: Upload[] = []
    let note: string | null = null
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        if (part.fieldname === 'note') note = noteOf(part.value, noteLength)
        continue
      }
      const path = join(folder, String(files.length))
      await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
      if (part.file.truncated)
        throw new Refused({ kind: 'invalid', code: 'too_large', message: `文件“${part.filename}”超过大小限制` })
      files.push({ name: part.filename, path })
    }
    if (files.length === 0 && wanted !== null)
      throw new Refused({ kind: 'invalid', code: 'no_file', message: `请选择${wanted}` })
    return await use(files, note)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function noteOf(value: unknown, longest: number): string | null {
  const words = typeof value === 'string' ? value.trim() : ''
  return words === '' ? null : words.slice(0, longest)
}
