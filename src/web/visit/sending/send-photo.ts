import type { archivesEndpoints } from '#contract/archives.ts'
import { callAt } from '../../people/platform/call.ts'
import { addressOf, refusalOf } from '../../platform/send.ts'
import { bytesOfPhoto, findPhoto, photoFiled, photoRefused } from '../store/photos.ts'
import type { KeptPhoto } from '../store/shapes.ts'
import type { Store } from '../store/store.ts'

/**
 * Sends what the office has not yet of a photo and has it filed. Begun again with the same id it goes on where the office
 * stopped receiving; one that is filed already is not sent again.
 */
export async function sendPhoto(store: Store, id: string): Promise<void> {
  const photo = await findPhoto(store, id)
  if (!photo) return
  const { upload, refusal } = await begin(photo)
  if (!upload) return photoRefused(store, photo, refusal?.words ?? '')
  if (upload.state !== 'filed') await sendBytes(photo, upload, await bytesOfPhoto(store, id))
  await photoFiled(store, photo)
}

async function begin({ id, countyCode, subject, name, bytes }: KeptPhoto) {
  const file = { id, paper: 'visit_photo' as const, name, bytes }
  const { results } = await callAt<typeof archivesEndpoints.beginUploads>(
    'POST',
    '/api/counties/:county/archive-uploads',
    { params: { county: countyCode }, body: { subject, files: [file] } },
  )
  return results[0] ?? { upload: null, refusal: null }
}

/** A shrunk photo is one part; a cut one goes on from the byte the office holds. */
async function sendBytes(
  { countyCode }: KeptPhoto,
  upload: { id: string; received: number },
  bytes: ArrayBuffer,
): Promise<void> {
  const params = { county: countyCode, upload: upload.id }
  const sha256 = hexOf(await crypto.subtle.digest('SHA-256', bytes))
  if (upload.received < bytes.byteLength) {
    const query = { offset: upload.received, sha256 }
    const response = await fetch(addressOf('/api/counties/:county/archive-uploads/:upload/part', { params, query }), {
      method: 'PUT',
      body: bytes.slice(upload.received),
      headers: { 'content-type': 'application/octet-stream' },
    })
    if (!response.ok) throw await refusalOf(response)
  }
  await callAt<typeof archivesEndpoints.finishUpload>('POST', '/api/counties/:county/archive-uploads/:upload/finish', {
    params,
    body: { sha256 },
  })
}

const hexOf = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
