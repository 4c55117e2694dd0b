import { type PointerEvent, useId, useRef, useState } from 'react'
import { Actions } from '../../people/platform/parts.tsx'
import { madeKey } from '../../platform/made-key.ts'
import { useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'
import { isFull } from '../storage.ts'
import { keepPhoto, photosOf, removePhoto } from '../store/photos.ts'
import { type KeptPhoto, signatureName } from '../store/shapes.ts'
import type { Store } from '../store/store.ts'
import { useLocal } from '../told.ts'

const [width, height] = [640, 240]

type SignatureProps = {
  store: Store
  recordId: string
  countyCode: string
  subject: KeptPhoto['subject']
  error: string | undefined
  onKept: () => void
}

/** A box in which an owner signs with a finger; what is signed is kept as a picture with the record. */
export function Signature({ store, recordId, countyCode, subject, error, onKept }: SignatureProps) {
  const text = useText(visitWords)
  const id = useId()
  const pad = useRef<HTMLCanvasElement>(null)
  const [isDrawn, setDrawn] = useState(false)
  const kept = (useLocal(store, photosOf, recordId) ?? []).find(({ name }) => name === signatureName)

  function wipe() {
    pad.current?.getContext('2d')?.clearRect(0, 0, width, height)
    setDrawn(false)
    if (kept) void removePhoto(store, kept)
  }

  async function keep() {
    const picture = await new Promise<Blob | null>((done) => pad.current?.toBlob(done, 'image/png'))
    if (!picture) return
    try {
      await keepPhoto(store, { id: madeKey(), recordId, countyCode, subject, name: signatureName }, picture)
      onKept()
    } catch (failure) {
      if (!isFull(failure)) throw failure
    }
  }

  return (
    <fieldset className="field" aria-describedby={error ? `${id}-error` : `${id}-hint`}>
      <legend>{text.signature}</legend>
      <p id={`${id}-hint`}>{kept ? text.signatureKept : text.signatureHint}</p>
      {!kept && (
        <canvas
          ref={pad}
          className="signature"
          width={width}
          height={height}
          role="img"
          aria-label={text.signatureHint}
          tabIndex={-1}
          {...(error && { 'data-invalid': 'yes' })}
          onPointerDown={(event) => {
            draw(event)
            setDrawn(true)
          }}
          onPointerMove={draw}
        />
      )}
      <Actions>
        <button
          type="button"
          aria-invalid={error !== undefined}
          disabled={!isDrawn && !error}
          hidden={Boolean(kept)}
          onClick={() => void keep()}
        >
          {text.signatureKeep}
        </button>
        <button type="button" disabled={!isDrawn && !kept} onClick={wipe}>
          {text.signatureClear}
        </button>
      </Actions>
      {error && (
        <p id={`${id}-error`} className="wrong">
          {error}
        </p>
      )}
    </fieldset>
  )
}

/** Ink where the finger is, from where it was. */
function draw({
  nativeEvent: { offsetX, offsetY },
  currentTarget,
  buttons,
  type,
  pointerId,
}: PointerEvent<HTMLCanvasElement>) {
  const ink = currentTarget.getContext('2d')
  if (!ink || buttons === 0) return
  const [x, y] = [(offsetX * width) / currentTarget.clientWidth, (offsetY * height) / currentTarget.clientHeight]
  if (type === 'pointerdown') {
    currentTarget.setPointerCapture(pointerId)
    Object.assign(ink, { lineWidth: 4, lineCap: 'round', lineJoin: 'round' })
    ink.beginPath()
    ink.moveTo(x, y)
  }
  ink.lineTo(x, y)
  ink.stroke()
}
