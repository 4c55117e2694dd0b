import { create, toBuffer } from 'qrcode'

const errorCorrectionLevel = 'M'

/** The squares of a QR code, row by row: which are dark. */
export function qrSquares(text: string): readonly (readonly boolean[])[] {
  const { modules } = create(text, { errorCorrectionLevel })
  return Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) => modules.get(row, column) === 1),
  )
}

/** The same code as a picture without margin. */
export const qrPicture = (text: string): Promise<Buffer> =>
  toBuffer(text, { type: 'png', errorCorrectionLevel, margin: 0, scale: 6 })
