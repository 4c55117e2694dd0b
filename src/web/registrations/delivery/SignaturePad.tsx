import { Button } from 'antd'
import { type PointerEvent, useRef } from 'react'
import { useText } from '../../platform/text.ts'
import { deliveryWords } from './messages.ts'

const size = { width: 440, height: 160 }

/** A field to sign in with finger, pen or mouse; gives what is drawn as a picture. Always black on white: it is a paper. */
export function SignaturePad({ onDraw }: { onDraw: (drawn: Blob | null) => void }) {
  const text = useText(deliveryWords)
  const canvas = useRef<HTMLCanvasElement>(null)
  const isDown = useRef(false)

  function at({ clientX, clientY, currentTarget }: PointerEvent<HTMLCanvasElement>): [number, number] {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    return [((clientX - left) / width) * size.width, ((clientY - top) / height) * size.height]
  }

  function begin(event: PointerEvent<HTMLCanvasElement>) {
    const pen = event.currentTarget.getContext('2d')
    if (!pen) return
    event.currentTarget.setPointerCapture(event.pointerId)
    isDown.current = true
    pen.lineWidth = 2.5
    pen.lineCap = 'round'
    pen.strokeStyle = '#000'
    pen.beginPath()
    pen.moveTo(...at(event))
  }

  function draw(event: PointerEvent<HTMLCanvasElement>) {
    const pen = event.currentTarget.getContext('2d')
    if (!isDown.current || !pen) return
    pen.lineTo(...at(event))
    pen.stroke()
  }

  function end() {
    if (!isDown.current) return
    isDown.current = false
    canvas.current?.toBlob(onDraw, 'image/png')
  }

  function clear() {
    canvas.current?.getContext('2d')?.clearRect(0, 0, size.width, size.height)
    onDraw(null)
  }

  return (
    <div style={{ marginBottom: 16 }}>
      <canvas
        ref={canvas}
        {...size}
        className="signature-pad"
        aria-label={text.sign}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <div className="signature-foot">
        <span>{text.sign}</span>
        <Button size="small" onClick={clear}>
          {text.clearSignature}
        </Button>
      </div>
    </div>
  )
}
