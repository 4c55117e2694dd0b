import { expect } from 'vitest'
import { officeToday } from '#server/platform/office-day.ts'
import { callerOf } from '../caller.ts'
import { fenyang } from '../made-house.ts'
import { days, makeWindow } from './made-window.ts'

export const today = officeToday()
export const dayAfter = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)

export type MadeHall = Awaited<ReturnType<typeof makeHall>>

/** A window with a hall around it: places, sessions and certificates, all asked for over HTTP. */
export async function makeHall({ homes = 12, certified = 0 } = {}) {
  const made = await makeWindow({ homes })
  const caller = callerOf(await made.house.open())
  const county = `/api/counties/${fenyang}`

  /** Asks as somebody and expects it to be done. */
  async function ask(method: string, path: string, body?: object, login = 'fenyang-window') {
    const answer = await caller.send(login, method, `${county}${path}`, body)
    expect([path, answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([path, 200, ''])
    return answer.json()
  }

  /** Asks as somebody and expects a refusal; gives its status and code. */
  async function refused(method: string, path: string, body?: object, login = 'fenyang-window') {
    const { statusCode, json } = await caller.send(login, method, `${county}${path}`, body)
    return [statusCode, json().code]
  }

  /** Puts the owner of an account on the list of people, by its name. */
  async function addPerson(login: string, name: string): Promise<string> {
    const person = { reason: '登记人员', name, organisationId: null, phone: null, login }
    const { people } = await ask('POST', '/responsibility/people', person, 'fenyang-clerk')
    return people.find((one: { name: string }) => one.name === name).id
  }
  const clerkId = await addPerson('fenyang-window', '示例汾阳窗口')

  const place = (given: object = {}) => ({
    reason: '设立登记场所',
    kind: 'temporary_point',
    name: '晨光小区临时登记点',
    address: '晨光小区物业一层',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    opensAt: '08:30',
    closesAt: '17:30',
    slotMinutes: 30,
    slotCapacity: 2,
    counters: 2,
    openedOn: today,
    ...given,
  })

  /** Transfers of the first homes of 晨光小区 up to their printed certificates. */
  async function certify(many: number): Promise<string[]> {
    const list = made.registered.unitIds.slice(0, many).map((unitId, at) => made.transferOf(unitId, {}, at + 1))
    const ids = (await made.submit(list)).map(({ id }) => id ?? '')
    await made.bringTo(ids, 'transfer', 'entered')
    await made.move(ids, { act: 'certify', on: days.entered })
    return ids
  }
  const applicationIds = certified > 0 ? await certify(certified) : []

  /** A place with one session today, at which the window clerk is. */
  async function openToday(given: object = {}): Promise<{ placeId: string; sessionId: string }> {
    const { id: placeId } = await ask('POST', '/registration-places', place({ staff: [clerkId], ...given }))
    const plan = { reason: '按计划开放', from: today, until: today, worksDaysOff: true }
    const { results } = await ask('POST', `/registration-places/${placeId}/sessions`, plan)
    expect(results).toEqual([{ id: today, ok: true, message: null }])
    const [{ id: sessionId }] = await ask('GET', `/sessions?from=${today}&until=${today}&place=${placeId}`)
    return { placeId, sessionId }
  }

  const drop = () => made.house.drop()
  return { ...made, caller, ask, refused, addPerson, clerkId, place, openToday, applicationIds, drop }
}
