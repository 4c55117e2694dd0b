import { sql } from 'kysely'
import { acceptanceNumber, certificateNumber, type NumberMarks, numberInRun } from '#domain/registrations/numbers.ts'
import type { Tx } from '../platform/acts.ts'

type Run = 'acceptance' | 'certificate'

/** Takes the next numbers of a yearly run; the row stays locked until the act is through, so that none is given twice. */
async function takeNumbers(
  tx: Tx,
  countyCode: string,
  { run, year, count, after }: { run: Run; year: number; count: number; after: number },
): Promise<number[]> {
  const { rows } = await sql<{ last: number }>`
    insert into registration_numbers as r (county_code, run, year, last_no) values (${countyCode}, ${run}, ${year}, ${after + count})
    on conflict (county_code, run, year) do update set last_no = r.last_no + ${count}
    returning last_no as last`.execute(tx)
  const last = rows[0]?.last ?? 0
  return Array.from({ length: count }, (_, place) => last - count + 1 + place)
}

/** Acceptance numbers for so many applications, in order. */
export async function takeAcceptanceNumbers(
  tx: Tx,
  countyCode: string,
  { marks, year, count }: { marks: NumberMarks; year: number; count: number },
): Promise<string[]> {
  const numbers = await takeNumbers(tx, countyCode, { run: 'acceptance', year, count, after: 0 })
  return numbers.map((no) => acceptanceNumber(marks, year, no))
}

/**
 * Certificate numbers of the county's own run. The run begins after the highest its records know; one that a ledger has
 * brought since is passed over.
 */
export async function takeCertificateNumbers(
  tx: Tx,
  countyCode: string,
  { marks, year, count }: { marks: NumberMarks; year: number; count: number },
): Promise<string[]> {
  const after = (await hasRun(tx, countyCode, year)) ? 0 : await highestKnown(tx, countyCode, marks, year)
  const taken: string[] = []
  while (taken.length < count) {
    const numbers = await takeNumbers(tx, countyCode, { run: 'certificate', year, count: count - taken.length, after })
    const written = numbers.map((no) => certificateNumber(marks, year, no))
    const used = await certificatesTaken(tx, countyCode, written)
    taken.push(...written.filter((certificate) => !used.has(certificate)))
  }
  return taken
}

async function hasRun(tx: Tx, countyCode: string, year: number): Promise<boolean> {
  const { rows } = await sql`
    select from registration_numbers where county_code = ${countyCode} and run = 'certificate' and year = ${year}`.execute(
    tx,
  )
  return rows.length > 0
}

async function highestKnown(tx: Tx, countyCode: string, marks: NumberMarks, year: number): Promise<number> {
  const like = `${certificateNumber(marks, year, 0).slice(0, -8)}%`
  const { rows } = await sql<{ highest: string | null }>`
    select max(certificate_no) as highest
      from (select certificate_no from units where county_code = ${countyCode} and certificate_no like ${like}
            union all
            select certificate_no from applications where county_code = ${countyCode} and certificate_no like ${like}) as known`.execute(
    tx,
  )
  const highest = rows[0]?.highest
  return (highest && numberInRun(highest, marks, year)) || 0
}

/** Which of these certificate numbers some home, or some application, of the county has. */
export async function certificatesTaken(
  tx: Tx,
  countyCode: string,
  certificates: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ taken: string }>`
    select certificate_no as taken from units
     where county_code = ${countyCode} and certificate_back = any (${certificates.map(backwards)}::text[])
     union all
    select certificate_no from applications where county_code = ${countyCode} and certificate_no = any (${certificates}::text[])`.execute(
    tx,
  )
  return new Set(rows.map(({ taken }) => taken))
}

/** Certificates of homes are looked up from their end, which is where they differ. */
const backwards = (certificate: string) => [...certificate].reverse().join('')
