import type { OfficialDocument } from '#contract/document-shapes.ts'
import { type SheetPiece, type SheetText, sheetOf } from '#domain/documents/sheet.ts'

/** A document as it reads on paper: the same arrangement as the file, drawn simply. */
export function DocumentSheet({ document }: { document: OfficialDocument }) {
  const { kind, content, issuer, number, issuedOn, signer, checkUrl } = document
  const marks =
    number !== null && issuedOn !== null && signer !== null && checkUrl !== null
      ? { issuer, number, issuedOn, signedBy: signer, checkUrl }
      : null
  const sheet = sheetOf(kind, content, marks, issuer)
  return (
    <article className={`sheet sheet-${sheet.form}`} lang="zh">
      {sheet.mark.length > 0 && (
        <header className="sheet-head">
          {sheet.mark.map((line) => (
            <div key={line} className="sheet-mark">
              {line}
            </div>
          ))}
        </header>
      )}
      {sheet.form !== 'plain' && (
        <div className="sheet-number">
          <span>{sheet.number}</span>
          {sheet.signedBy && <span>{sheet.signedBy}</span>}
        </div>
      )}
      <h2 className="sheet-title">
        {sheet.title.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h2>
      {sheet.form === 'plain' && <div className="sheet-number sheet-number-plain">{sheet.number}</div>}
      {sheet.pieces.map((piece, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name and are only drawn
        <Piece key={place} piece={piece} />
      ))}
      {sheet.signOff && (
        <footer className="sheet-sign">
          {sheet.signOff.map(({ text, indent }) => (
            <div key={text} style={{ marginInlineEnd: `${indent}em` }}>
              {text}
            </div>
          ))}
        </footer>
      )}
      {sheet.note && <p style={{ textIndent: '2em' }}>{sheet.note}</p>}
      {(sheet.copies || sheet.printed) && (
        <div className="sheet-record">
          {sheet.copies && <div>{sheet.copies}</div>}
          {sheet.printed && (
            <div className="sheet-printed">
              <span>{sheet.printed.by}</span>
              <span>{sheet.printed.on}</span>
            </div>
          )}
        </div>
      )}
    </article>
  )
}

function Piece({ piece }: { piece: SheetPiece }) {
  if (piece.kind === 'text') return <Text piece={piece} />
  if (piece.kind === 'form')
    return <Rows rows={piece.rows.map(([label, value]) => [label, value])} numbers={[]} heads={null} widths={[3, 9]} />
  return (
    <Rows
      rows={piece.rows}
      heads={piece.columns.map(({ title }) => title)}
      widths={piece.columns.map(({ width }) => width)}
      numbers={piece.columns.map(({ isNumber }) => isNumber ?? false)}
    />
  )
}

function Text({ piece: { level, label, text, firstIndent, indent, linesBefore } }: { piece: SheetText }) {
  return (
    <p
      className={`sheet-level-${level}`}
      style={{
        textIndent: `${firstIndent}em`,
        paddingInlineStart: `${indent}em`,
        ...(linesBefore > 0 && { marginTop: `${linesBefore * 1.8}em` }),
      }}
    >
      {label}
      {text}
    </p>
  )
}

type RowsProps = {
  rows: readonly (readonly string[])[]
  heads: readonly string[] | null
  widths: readonly number[]
  numbers: readonly boolean[]
}

function Rows({ rows, heads, widths, numbers }: RowsProps) {
  const all = widths.reduce((sum, width) => sum + width, 0)
  return (
    <div className="sheet-table">
      <table>
        <colgroup>
          {widths.map((width, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
            <col key={place} style={{ width: `${(width / all) * 100}%` }} />
          ))}
        </colgroup>
        {heads && (
          <thead>
            <tr>
              {heads.map((head, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
                <th key={place}>{head}</th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name and are only drawn
            <tr key={at}>
              {row.map((cell, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its place
                <td key={place} className={numbers[place] ? 'number' : ''}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
