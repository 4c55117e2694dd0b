import { sql } from 'kysely'
import { paperKinds } from '#domain/archives/paper-kinds.ts'
import { placeWords } from '#domain/registrations/place-words.ts'
import { applicantWords } from '#domain/registrations/prints/applicants.ts'
import type { PrintedApplication, PrintedBatch, PrintingOffice } from '#domain/registrations/prints/facts.ts'
import type { Tx } from '../../platform/acts.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { type WholeApplication, wholeApplications } from '../whole.ts'

/** Applications as papers say them, in the order asked for. `secrets`: opens ID numbers and phones; null leaves the masks. */
export async function printedApplications(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  secrets: Secrets | null,
): Promise<readonly PrintedApplication[]> {
  return (await wholeApplications(tx, countyCode, ids)).map((application) => printed(application, secrets))
}

const opened = (secrets: Secrets | null, cipher: string | null, masked: string | null) =>
  secrets && cipher !== null ? secrets.open(Buffer.from(cipher, 'base64')) : masked

function printed(application: WholeApplication, secrets: Secrets | null): PrintedApplication {
  const { kind, estate, location, nature, parcelCode, organisation, creditCode, homes, parties, papers } = application
  const { applicantKind, countyName, window, ...rest } = application
  return {
    ...rest,
    office: officeOf(countyName, window),
    estate: { name: estate, location, nature, parcelCode },
    homes: homes.map((home) => ({ ...home, place: `${location ?? ''}${placeWords({ estate, ...home })}` })),
    applicant: applicantWords(kind, applicantKind),
    organisation: organisation === null ? null : { name: organisation, creditCode },
    parties: parties.map(({ idCipher, idMasked, phoneCipher, phoneMasked, shareParts, shareWhole, ...party }) => ({
      ...party,
      idNumber: opened(secrets, idCipher, idMasked),
      phone: opened(secrets, phoneCipher, phoneMasked),
      share: shareParts === null ? null : `${shareParts}/${shareWhole}`,
    })),
    papers: papers.map(({ paper, standing, basis }) => ({ title: paperKinds[paper].zh, standing, basis })),
    missing: application.missing.map(paperWords),
  }
}

/** A missing paper is told by its kind or in words. */
const paperWords = (missing: string): string =>
  missing in paperKinds ? paperKinds[missing as keyof typeof paperKinds].zh : missing // `in` has just shown it

const officeOf = (county: string, window: WholeApplication['window'] = null): PrintingOffice => ({
  county,
  window: window?.name ?? `${county}不动产登记窗口`,
  address: window?.address ?? '',
})

/** A batch with every home of it, or undefined where there is none. */
export async function printedBatch(tx: Tx, countyCode: string, batchId: string): Promise<PrintedBatch | undefined> {
  const { rows } = await sql<Omit<PrintedBatch, 'office'> & { countyName: string }>`
    select b.id, r.name as "countyName", b.name, b.act, b.maker_name as maker, to_char(b.made_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "madeOn",
           to_char(b.finished_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "finishedOn",
           (select coalesce(jsonb_agg(jsonb_build_object('place', i.place, 'acceptanceNo', a.acceptance_no, 'certificateNo', a.certificate_no,
                                                         'state', i.state, 'words', i.refusal_words) order by i.item_no), '[]')
              from batch_items as i left join applications as a on a.county_code = i.county_code and a.id = i.application_id
             where i.county_code = b.county_code and i.batch_id = b.id) as items
      from batches as b join regions as r on r.code = b.county_code
     where b.county_code = ${countyCode} and b.id = ${batchId}`.execute(tx)
  const [batch] = rows
  return batch && { ...batch, office: officeOf(batch.countyName) }
}

/** The applications a batch led to, in its order. */
export async function applicationsOfBatch(tx: Tx, countyCode: string, batchId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select application_id as id from batch_items
     where county_code = ${countyCode} and batch_id = ${batchId} and application_id is not null
     group by application_id order by min(item_no)`.execute(tx)
  return rows.map(({ id }) => id)
}
