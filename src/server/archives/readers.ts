import { type RawBuilder, sql } from 'kysely'
import { seesWholeArchive } from '#domain/archives/reading.ts'
import type { House } from '../platform/http/house.ts'
import type { Session } from '../platform/http/sessions.ts'
import { officeToday } from '../platform/office-day.ts'

/** Who asks for papers of one county: all of them are his to see, or only his own and those shared with his unit. */
export type Reader = { accountId: string; countyCode: string; seesAll: boolean }

export function readerIn({ sessions }: Pick<House, 'sessions'>, session: Session, countyCode: string): Reader {
  const here = session.roles.filter(({ region }) => sessions.countiesOf(region).includes(countyCode))
  return { accountId: session.accountId, countyCode, seesAll: seesWholeArchive(here) }
}

/** The units an account works for: its person's, or the one it was opened for where it is nobody's. */
const unitsOf = (accountId: string) => sql`
  select p.county_code, p.organisation_id from people as p where p.account_id = ${accountId} and p.left_on is null
  union
  select a.county_code, a.organisation_id from accounts as a
   where a.id = ${accountId} and a.organisation_id is not null
     and not exists (select from people as p where p.account_id = a.id and p.left_on is null)`

/** Sharing that holds now with a unit the account works for. */
export const sharingWith = (accountId: string, today = officeToday()) => sql`
  select s.* from archive_shares as s join (${unitsOf(accountId)}) as mine using (county_code, organisation_id)
   where s.withdrawn_on is null and s.until_on >= ${today}`

/** That the reader may see a file `f`; asked anew each time. A paper withdrawn is seen by none but those who see all. */
export const visibleTo = ({ accountId, seesAll }: Reader): RawBuilder<boolean> =>
  seesAll
    ? sql`true`
    : sql`(f.added_by = ${accountId}::uuid or f.withdrawn_on is null and exists (
             select from (${sharingWith(accountId)}) as s where s.county_code = f.county_code and s.file_id = f.id))`
