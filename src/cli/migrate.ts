import { openHouse } from '#server/platform/command-house.ts'

/** `qingling migrate`: opening the house brings the schema up to date. */
export async function run(): Promise<number> {
  const house = await openHouse()
  await house.close()
  process.stdout.write('数据库结构已是最新 / the schema is up to date\n')
  return 0
}
