import { sql } from 'kysely'
import { read, systemActor, transact } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { commitImport, type Progress, previewBrought } from './actions.ts'
import type { Import } from './checks.ts'
import { listUnderWay, moveImport } from './store.ts'

export const readJob = 'ledgers.read'
export const commitJob = 'ledgers.commit'

/** How often a browser is told how far an import has come. */
const tellEveryMs = 400

/** Reads and takes over imports outside of requests, and takes up again what a crash broke off. */
export async function startLedgerJobs(house: House): Promise<void> {
  const door = { ...house, owner: house.database.owner }
  await house.queue.work(readJob, async ({ countyCode = '', importId = '' }) => {
    const place = { countyCode, importId }
    await previewBrought(door, place, teller(house, place))
    await tell(house, place, 'previewed', 1)
  })
  await house.queue.work(
    commitJob,
    async ({ countyCode = '', importId = '', accountId = '', name = '', reason = '' }) => {
      const place = { countyCode, importId }
      await tell(house, place, 'committing', 0)
      await commitImport(door, { accountId, name, counties: [countyCode] }, place, reason)
      await tell(house, place, 'committed', 1)
    },
  )
  await takeUpAgain(house)
}

/** After a crash the staging tables are empty: what was being read, or was not yet decided, is read again. */
async function takeUpAgain(house: House): Promise<void> {
  const everywhere = systemActor(house.sessions.countiesOf('141100'))
  const broken = await read(house.db, everywhere, listUnderWay)
  await transact(house.db, everywhere, async (tx) => {
    for (const place of broken) {
      if (place.status === 'committing') await moveImport(tx, place, ['committing'], 'reading')
      await house.queue.send(tx, readJob, { countyCode: place.countyCode, importId: place.importId })
    }
  })
}

function teller(house: House, place: Import): Progress {
  let told = 0
  return (step, fraction) => {
    if (Date.now() - told < tellEveryMs) return
    told = Date.now()
    void tell(house, place, step, fraction)
  }
}

async function tell(house: House, { countyCode, importId }: Import, step: string, fraction: number): Promise<void> {
  await sql`select pg_notify('imports', ${JSON.stringify({ county: countyCode, import: importId, step, progress: fraction })})`.execute(
    house.db,
  )
}
