import { useEffect, useId, useState } from 'react'
import { Say } from '../../people/platform/parts.tsx'
import { madeKey } from '../../platform/made-key.ts'
import { useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'
import { checkStorage, isFull } from '../storage.ts'
import { bytesOfPhoto, keepPhoto, photosOf, removePhoto } from '../store/photos.ts'
import { type KeptPhoto, signatureName } from '../store/shapes.ts'
import type { Store } from '../store/store.ts'
import { useLocal } from '../told.ts'
import { shrink } from './shrink.ts'

type PhotosProps = {
  store: Store
  recordId: string
  countyCode: string
  subject: KeptPhoto['subject']
  /** A photo lies on the phone now; what it belongs to must be kept too. */
  onKept: () => void
}

/** Photos of a record: each is kept on the phone as soon as it is taken. */
export function Photos({ store, recordId, countyCode, subject, onKept }: PhotosProps) {
  const text = useText(visitWords)
  const id = useId()
  const photos = (useLocal(store, photosOf, recordId) ?? []).filter(({ name }) => name !== signatureName)
  const [wrong, setWrong] = useState<readonly string[]>([])

  async function add(files: readonly File[]) {
    const noPhotos: string[] = []
    for (const file of files) {
      const small = await shrink(file)
      if (!small) noPhotos.push(file.name)
      if (small) await keepPhoto(store, { id: madeKey(), recordId, countyCode, subject, name: nameOf(file) }, small)
      if (small) onKept()
    }
    setWrong(noPhotos)
    await checkStorage()
  }

  return (
    <div className="field">
      <label htmlFor={id}>{text.takePhoto}</label>
      <p id={`${id}-hint`}>{text.photoHint}</p>
      <div className="file">
        <input
          id={id}
          type="file"
          accept="image/*"
          multiple
          aria-describedby={`${id}-hint`}
          onChange={async ({ target }) => {
            try {
              await add([...(target.files ?? [])])
            } catch (error) {
              if (!isFull(error)) throw error
            }
            target.value = ''
          }}
        />
        <span aria-hidden>{text.openCamera}</span>
      </div>
      {wrong.length > 0 && (
        <Say tone="bad">
          {text.notAPhoto} {wrong.join('、')}
        </Say>
      )}
      <ul className="photos">
        {photos.map((photo, at) => (
          <li key={photo.id}>
            <Thumbnail store={store} id={photo.id} alt={text.photoAlt(at + 1)} />
            <button type="button" onClick={() => void removePhoto(store, photo)}>
              {text.removePhoto}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A camera calls every photo `image.jpg`; names from elsewhere are kept, with the kind they have now. */
const nameOf = ({ name }: File) => `${name.replace(/\.\w+$/, '').slice(0, 100) || 'photo'}.jpg`

function Thumbnail({ store, id, alt }: { store: Store; id: string; alt: string }) {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    let made: string | undefined
    void bytesOfPhoto(store, id).then((bytes) => {
      made = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }))
      setAddress(made)
    })
    return () => {
      if (made) URL.revokeObjectURL(made)
    }
  }, [store, id])
  return address ? <img src={address} alt={alt} /> : null
}
