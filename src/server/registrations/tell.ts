import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'

/** Browsers that show applications of this county look again. */
export const tellApplications = (tx: Tx, countyCode: string) =>
  sql`select pg_notify('applications', ${countyCode})`.execute(tx)
