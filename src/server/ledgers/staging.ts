import { hash } from 'node:crypto'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { estateKey } from '#domain/estates/names.ts'
import type { Finding } from '#domain/ledgers/findings.ts'
import type { OwnerEntry, UnitRow } from '#domain/ledgers/rows.ts'
import { maskIdNumber, maskPhone } from '#domain/units/masks.ts'
import { obstacleOf } from '#domain/units/obstacles.ts'
import type { Secrets } from '../platform/secrets.ts'

const unitColumns = `county_code, import_id, table_no, row_no, is_rejected, serial, estate_key, building, entrance, room, floor, floors_total,
  unit_code, use, structure, area_m2, inner_area_m2, shared_area_m2, co_ownership, contract_no, price_fen, has_invoice, deed_tax_fen,
  maintenance_fund_fen, first_registered_on, transferred_on, certificate_no, is_mailed, open_reason, obstacle, obstacle_on, liaison, remark,
  owners_digest`
const ownerColumns = `county_code, import_id, table_no, row_no, owner_no, name, id_kind, id_cipher, id_digest, id_masked, phone_cipher, phone_digest, phone_masked`
const findingColumns = `county_code, import_id, finding_no, file_no, sheet, cell, row_no, kind, severity, message, suggestion, related_cells`

type Field = string | number | boolean | Buffer | null | undefined

/**
 * Streams rows into the staging tables. COPY is refused under row-level security, so the three streams run as the
 * owner of the tables; every line carries the county the caller was admitted to.
 */
export class Staging {
  readonly #place: string
  readonly #streams: { client: pg.PoolClient; stream: Writable; text: string }[]
  readonly #secrets: Secrets
  #findings = 0

  private constructor(
    place: string,
    streams: { client: pg.PoolClient; stream: Writable; text: string }[],
    secrets: Secrets,
  ) {
    this.#place = place
    this.#streams = streams
    this.#secrets = secrets
  }

  static async open(
    owner: pg.Pool,
    { countyCode, importId }: { countyCode: string; importId: string },
    secrets: Secrets,
  ): Promise<Staging> {
    const tables = [
      `staged_units (${unitColumns})`,
      `staged_owners (${ownerColumns})`,
      `import_findings (${findingColumns})`,
    ]
    const streams = await Promise.all(
      tables.map(async (table) => {
        const client = await owner.connect()
        const stream = client.query(copyFrom(`copy ${table} from stdin`))
        stream.on('error', () => {}) // surfaces in close(), which awaits the stream's end
        return { client, stream, text: '' }
      }),
    )
    return new Staging(`${countyCode}\t${importId}`, streams, secrets)
  }

  /** Stages one unit row; `reportedOn` is the day its reason for not transferring was stated. */
  unit(
    tableNo: number,
    rowNo: number,
    row: UnitRow,
    { isRejected, reportedOn }: { isRejected: boolean; reportedOn: string },
  ): void {
    const reason = row.transferredOn === null ? row.openReason : null
    this.#line(0, [
      tableNo,
      rowNo,
      isRejected,
      row.serial,
      row.estate === null ? null : estateKey(row.estate),
      row.building,
      row.entrance ?? '',
      row.room,
      row.floor,
      row.floorsTotal,
      row.unitCode,
      row.use,
      row.structure,
      row.areaM2,
      row.innerAreaM2,
      row.sharedAreaM2,
      row.coOwnership,
      row.contractNo,
      row.priceFen,
      row.hasInvoice,
      row.deedTaxFen,
      row.maintenanceFundFen,
      row.firstRegisteredOn,
      row.transferredOn,
      row.certificateNo,
      row.isMailed,
      reason,
      reason === null ? null : obstacleOf(reason),
      reason === null ? null : reportedOn,
      row.liaison,
      row.remark,
      this.#owners(tableNo, rowNo, row.owners),
    ])
  }

  /** Stages the owners of a row and returns the digest by which a later ledger's owners are told from these. */
  #owners(tableNo: number, rowNo: number, owners: readonly OwnerEntry[]): Buffer | null {
    if (owners.length === 0) return null
    let identity = ''
    for (const [place, owner] of owners.entries()) {
      const id = owner.idNumber
      const phone = owner.phone
      const idDigest = id === null ? null : this.#secrets.digest('id', id)
      const phoneDigest = phone === null ? null : this.#secrets.digest('phone', phone)
      this.#line(1, [
        tableNo,
        rowNo,
        place + 1,
        owner.name ?? '',
        owner.idKind,
        id === null ? null : this.#secrets.seal(id),
        idDigest,
        id === null ? null : maskIdNumber(id),
        phone === null ? null : this.#secrets.seal(phone),
        phoneDigest,
        phone === null ? null : maskPhone(phone),
      ])
      identity += `${owner.name ?? ''}|${owner.idKind ?? ''}|${idDigest?.toString('hex') ?? ''}|${phoneDigest?.toString('hex') ?? ''};`
    }
    return hash('sha256', identity, 'buffer')
  }

  finding(fileNo: number, finding: Finding, rowNo: number | null): void {
    this.#findings += 1
    const related = `{${finding.relatedCells.map((cell) => `"${cell}"`).join(',')}}`
    this.#line(2, [
      this.#findings,
      fileNo,
      finding.sheet || null,
      finding.cell,
      rowNo,
      finding.kind,
      finding.severity,
      finding.message,
      finding.suggestion ?? null,
      related,
    ])
  }

  /** Stages doubts that are not about one row. */
  findingsOf(fileNo: number, findings: readonly Finding[]): void {
    for (const finding of findings) this.finding(fileNo, finding, null)
  }

  #line(stream: 0 | 1 | 2, fields: readonly Field[]): void {
    const target = this.#streams[stream]
    if (!target) return
    let line = this.#place
    for (const field of fields) line += `\t${copyText(field)}`
    target.text += `${line}\n`
  }

  /** Hands what has gathered to the database, waiting where it is slower than we are. */
  async flush(): Promise<void> {
    for (const target of this.#streams) {
      if (target.text === '') continue
      const { stream, text } = target
      target.text = ''
      if (stream.destroyed) continue
      if (!stream.write(text)) await once(stream, 'drain')
    }
  }

  /** Ends the streams; from here on the staged rows can be read. */
  async close(): Promise<void> {
    await this.flush()
    await this.#each(async ({ stream }) => {
      stream.end()
      await finished(stream)
    })
  }

  /** Gives up: what was staged so far is left to be removed with its import. */
  async abandon(cause: Error): Promise<void> {
    await this.#each(async ({ stream }) => {
      stream.destroy(cause)
    })
  }

  async #each(end: (target: { stream: Writable }) => Promise<void>): Promise<void> {
    const ends = await Promise.allSettled(this.#streams.map(end))
    const failed = ends.find((settled) => settled.status === 'rejected')
    for (const { client } of this.#streams) client.release(failed !== undefined)
    if (failed) throw failed.reason
  }
}

const special = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** One field in the text format of COPY. */
function copyText(field: Field): string {
  if (field === null || field === undefined) return '\\N'
  if (typeof field === 'string')
    return special.test(field) ? field.replaceAll(/[\\\t\n\r]/g, (char) => escapes[char] ?? char) : field
  if (typeof field === 'number') return String(field)
  if (typeof field === 'boolean') return field ? 't' : 'f'
  return `\\\\x${field.toString('hex')}`
}
