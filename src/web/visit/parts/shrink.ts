const longestSide = 1600

/**
 * A photo with its longer side cut down to 1,600 points. Drawn anew it carries neither place nor device. `null`: it is no
 * photo this phone can read.
 */
export async function shrink(file: Blob): Promise<Blob | null> {
  const photo = await createImageBitmap(file).catch(() => null)
  if (!photo) return null
  const scale = Math.min(1, longestSide / Math.max(photo.width, photo.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(photo.width * scale))
  canvas.height = Math.max(1, Math.round(photo.height * scale))
  canvas.getContext('2d')?.drawImage(photo, 0, 0, canvas.width, canvas.height)
  photo.close()
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
}
