/** Why a file cannot be read as a ledger at all. */
export type RefusalKind = 'not_a_spreadsheet' | 'encrypted' | 'empty' | 'too_large' | 'zip_bomb' | 'broken'

/** The file is refused as a whole; the message names it in the clerk's words. */
export class LedgerRefused extends Error {
  override name = 'LedgerRefused'
  readonly kind: RefusalKind

  constructor(kind: RefusalKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
