/** Rounds of PBKDF2-SHA-256 between a password and the key it opens (OWASP Password Storage, 2023). */
const rounds = 600_000
const ivBytes = 12

export type Sealed = ArrayBuffer

/** A key that seals and opens here, and cannot be read out again. */
export const importKey = (raw: ArrayBuffer): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

/** Seals bytes under a key, bound to the place they are kept at: moved elsewhere they do not open. */
export async function sealBytes(key: CryptoKey, place: string, bytes: BufferSource): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
  const closed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encoded(place) }, key, bytes)
  const sealed = new Uint8Array(ivBytes + closed.byteLength)
  sealed.set(iv)
  sealed.set(new Uint8Array(closed), ivBytes)
  return sealed.buffer
}

export function openBytes(key: CryptoKey, place: string, sealed: Sealed): Promise<ArrayBuffer> {
  const iv = sealed.slice(0, ivBytes)
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: encoded(place) }, key, sealed.slice(ivBytes))
}

export const seal = (key: CryptoKey, place: string, content: unknown): Promise<Sealed> =>
  sealBytes(key, place, encoded(JSON.stringify(content)))

/** Opens what `seal` closed at the same place; the caller names the type it sealed there. */
export async function open<T>(key: CryptoKey, place: string, sealed: Sealed): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await openBytes(key, place, sealed))) as T // sealed here from a T
}

/** The key a password opens: the same password and salt give the same key. */
export async function keyOfPassword(password: string, salt: BufferSource): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encoded(password), 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

export const bytesOf = (base64: string): ArrayBuffer =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer

function encoded(words: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(words)
}
