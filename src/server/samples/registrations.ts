import { sql } from 'kysely'
import { type SampleDesk, sampleDesks } from '#samples/registrations.ts'
import { type Actor, type Db, read, systemActor } from '../platform/acts.ts'
import type { Secrets } from '../platform/secrets.ts'
import { holdsSample } from './load.ts'
import { type DeskHouse, sampleReason } from './registration-desk.ts'
import { lastStep, recordSampleDues } from './registration-dues.ts'
import { commissionSampleSurveys, recordSampleRestrictions } from './registration-ground.ts'
import { openSampleJoint } from './registration-joint.ts'
import { openSamplePlaces } from './registration-places.ts'
import { handInSampleTransfers } from './registration-transfers.ts'

/**
 * Shows the work of registration under way in counties of the sample: restrictions, transfers at their desks, places with
 * appointments, surveys, dues. Every step is an act as people make it, once; none enters a home, so that the figures stay. A
 * first start broken off goes on where it stopped. Comes after the accounts are there.
 */
export async function showSampleRegistrations(house: { db: Db; secrets: Secrets }): Promise<void> {
  for (const desk of sampleDesks) if (await holdsSample(house.db, desk.code)) await showDesk(house, desk) // a few counties
}

async function showDesk({ db, secrets }: { db: Db; secrets: Secrets }, desk: SampleDesk): Promise<void> {
  const told = await reasonsTold(db, desk.code)
  if (told.has(lastStep)) return
  const accounts = await accountsOf(db, desk)
  const house: DeskHouse = {
    db,
    secrets,
    desk,
    actors: { window: accounts(desk.window), tax: accounts(desk.tax), fund: accounts(desk.fund) },
    once: async (reason, act) => {
      if (!told.has(reason)) await act(reason)
    },
  }
  await recordSampleRestrictions(house)
  await handInSampleTransfers(house)
  await openSamplePlaces(house)
  await openSampleJoint(house)
  if (desk.surveyor) await commissionSampleSurveys(house, accounts(desk.surveyor).accountId)
  await recordSampleDues(house)
}

async function reasonsTold(db: Db, countyCode: string): Promise<ReadonlySet<string>> {
  const { rows } = await read(db, systemActor([countyCode]), (tx) =>
    sql<{ reason: string }>`
      select distinct reason from acts where county_code = ${countyCode} and starts_with(reason, ${sampleReason('')})`.execute(
      tx,
    ),
  )
  return new Set(rows.map(({ reason }) => reason))
}

async function accountsOf(db: Db, desk: SampleDesk): Promise<(login: string) => Actor> {
  const logins = [desk.window, desk.tax, desk.fund, ...(desk.surveyor ? [desk.surveyor] : [])]
  const { rows } = await read(db, systemActor([desk.code]), (tx) =>
    sql<{ login: string; id: string; name: string }>`
      select login, id, name from accounts where login = any (${logins}::text[])`.execute(tx),
  )
  return (login) => {
    const account = rows.find((candidate) => candidate.login === login)
    if (!account) throw new Error(`there is no sample account ${login}`)
    return { accountId: account.id, name: account.name, counties: [desk.code] }
  }
}
