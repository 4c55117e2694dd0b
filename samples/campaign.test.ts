import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { OwnerEntry, UnitRow } from '#domain/ledgers/rows.ts'
import { obstacleOf } from '#domain/units/obstacles.ts'
import { sampleAccounts } from './accounts.ts'
import { dayNumber, isOvertimeDay, isWorkingDay } from './calendar.ts'
import { type SampleCounty, sampleCounties } from './campaign.ts'
import { bodyCheckCharacter, creditCheckCharacter } from './companies.ts'
import { sampleResponsibleUnits } from './organisations.ts'
import { idCheckCharacter } from './people.ts'

const city = sampleCounties('city')
const rows = new Map(city.map((county) => [county.code, [...county.units()]]))
const allRows = [...rows.values()].flat()
const allEstates = city.flatMap(({ estates }) => estates)

const transferredBy = (units: readonly UnitRow[], day: string) =>
  units.filter(({ transferredOn }) => transferredOn !== null && transferredOn <= day).length
const registeredBy = (units: readonly UnitRow[], day: string) =>
  units.filter(({ firstRegisteredOn }) => (firstRegisteredOn ?? '9') <= day).length
const rowsOf = (code: string) => rows.get(code) ?? []
const unitsPerCategory = ({ estates }: SampleCounty) => {
  const counted = new Map<string | null, number>()
  for (const { category, units } of estates) counted.set(category, (counted.get(category) ?? 0) + (units ?? 0))
  return counted
}

test('the city has the thirteen counties of GB/T 2260 in the order of their codes', () => {
  expect(city.map(({ code, name }) => code + name)).toEqual([
    '141102离石区',
    '141121文水县',
    '141122交城县',
    '141123兴县',
    '141124临县',
    '141125柳林县',
    '141126石楼县',
    '141127岚县',
    '141128方山县',
    '141129中阳县',
    '141130交口县',
    '141181孝义市',
    '141182汾阳市',
  ])
})

test('the city’s rows count to the published figures', () => {
  expect(allEstates).toHaveLength(1614)
  expect(allRows).toHaveLength(219_200)
  expect(registeredBy(allRows, '2022-04-15')).toBe(219_200)
  expect(transferredBy(allRows, '2022-09-30')).toBe(218_700)
})

test('汾阳市 counts to the published figures', () => {
  const units = rowsOf('141182')

  expect(countyOf('141182').estates).toHaveLength(95)
  expect(units).toHaveLength(9006)
  expect(registeredBy(units, '2022-04-14')).toBeLessThan(9006)
  expect(registeredBy(units, '2022-04-15')).toBe(9006)
  expect(transferredBy(units, '2022-09-30')).toBe(8566)
  expect(transferredBy(units, '2022-11-30')).toBe(8649)
})

test('only 汾阳市 transfers homes after 2022-09-30', () => {
  const late = city.filter(
    ({ code }) => transferredBy(rowsOf(code), '2022-09-30') < transferredBy(rowsOf(code), '9999-12-31'),
  )

  expect(late.map(({ name }) => name)).toEqual(['汾阳市'])
})

test('交口县 counts to the published figures', () => {
  const counted = unitsPerCategory(countyOf('141130'))

  expect(countyOf('141130').estates).toHaveLength(71)
  expect(counted.get('legacy')).toBe(2543)
  expect(counted.get('new_build')).toBe(739)
  expect(rowsOf('141130')).toHaveLength(3282)
  expect(transferredBy(rowsOf('141130'), '2022-09-30')).toBe(3282)
})

test('方山县 keeps all four categories and has 13 responsible units', () => {
  expect([...unitsPerCategory(countyOf('141128')).keys()].sort()).toEqual([
    'legacy',
    'new_build',
    'new_district',
    'shantytown',
  ])
  expect(sampleResponsibleUnits().filter(({ county }) => county === '141128')).toHaveLength(13)
})

test('the two largest counties are 离石区 and 孝义市', () => {
  const bySize = [...city].sort((one, other) => rowsOf(other.code).length - rowsOf(one.code).length)

  expect(bySize.slice(0, 2).map(({ name }) => name)).toEqual(['离石区', '孝义市'])
})

test('what an estate says of its units is what its rows count to', () => {
  for (const county of city) {
    const units = Map.groupBy(rowsOf(county.code), ({ estate }) => estate)
    expect(units.size).toBe(county.estates.length)
    for (const estate of county.estates) {
      const own = units.get(estate.name) ?? []
      const open = own.filter(({ isTransferred }) => !isTransferred).length
      const area = own.reduce((sum, { areaM2 }) => sum + Math.round((areaM2 ?? 0) * 100), 0)
      expect({
        units: estate.units,
        transferred: estate.transferredUnits,
        open: estate.openUnits,
        area: Math.round((estate.areaM2 ?? 0) * 100),
        buildings: estate.buildings,
        floors: estate.maxFloors,
        registeredOn: estate.firstRegisteredOn,
        lastOn: estate.lastTransferredOn,
      }).toEqual({
        units: own.length,
        transferred: own.length - open,
        open,
        area,
        buildings: new Set(own.map(({ building }) => building)).size,
        floors: Math.max(...own.map(({ floorsTotal }) => floorsTotal ?? 0)),
        registeredOn: latest(own.map(({ firstRegisteredOn }) => firstRegisteredOn)),
        lastOn: latest(own.map(({ transferredOn }) => transferredOn)),
      })
    }
  }
})

test('every day is one on which the office is open, and the transfer follows the first registration', () => {
  for (const [code, units] of rows) {
    const isOpen = code === '141182' ? isOvertimeDay : isWorkingDay
    for (const { firstRegisteredOn, transferredOn } of units) {
      if (firstRegisteredOn === null || !isWorkingDay(dayNumber(firstRegisteredOn)))
        throw new Error(`${code} ${firstRegisteredOn}`)
      if (transferredOn === null) continue
      if (transferredOn <= firstRegisteredOn || !isOpen(dayNumber(transferredOn)))
        throw new Error(`${code} ${transferredOn}`)
    }
  }
})

test('汾阳市 transfers homes on weekends too', () => {
  const weekend = rowsOf('141182').filter(
    ({ transferredOn }) => transferredOn !== null && !isWorkingDay(dayNumber(transferredOn)),
  )

  expect(weekend.length).toBeGreaterThan(200)
})

test('first registration gathers speed up to mid-April 2022', () => {
  const byDays = ['2021-08-31', '2021-12-31', '2022-04-15'].map((day) => registeredBy(allRows, day))
  const [summer = 0, winter = 0, spring = 0] = byDays

  expect(summer).toBeLessThan(winter - summer)
  expect(winter - summer).toBeLessThan(spring - winter)
})

test('an open unit has a reason and a transferred one a certificate, never both', () => {
  const lacking = allRows.filter(({ isTransferred, transferredOn, certificateNo, openReason }) =>
    isTransferred ? !transferredOn || !certificateNo || openReason : transferredOn || certificateNo || !openReason,
  )

  expect(lacking).toEqual([])
})

test('every reason given is one whose obstacle is known', () => {
  const reasons = new Set(allRows.flatMap(({ openReason }) => openReason ?? []))

  expect(reasons.size).toBe(8)
  expect([...reasons].filter((reason) => obstacleOf(reason) === 'other')).toEqual([])
})

test('certificates are numbered per county and year in the order of their days', () => {
  for (const county of city) {
    const printed = [
      ...rowsOf(county.code).map(({ certificateNo, transferredOn }) => [certificateNo, transferredOn] as const),
      ...county.estates.map(
        ({ firstCertificateNo, firstRegisteredOn }) => [firstCertificateNo, firstRegisteredOn] as const,
      ),
    ].filter((pair): pair is readonly [string, string] => pair[0] !== null && pair[1] !== null)
    const inOrder = printed.toSorted(([one], [other]) => (one < other ? -1 : 1))

    expect(new Set(printed.map(([number]) => number)).size).toBe(printed.length)
    expect(
      printed.filter(([number, day]) => !number.startsWith(`晋（${day.slice(0, 4)}）${county.name}不动产权第`)),
    ).toEqual([])
    expect(inOrder.map(([, day]) => day)).toEqual(printed.map(([, day]) => day).toSorted())
  }
})

test('unit codes have 28 characters, begin with the estate’s parcel and never repeat', () => {
  for (const county of city) {
    const parcels = new Map(county.estates.map(({ name, parcelCode }) => [name, parcelCode]))
    const wrong = rowsOf(county.code).filter(
      ({ unitCode, estate }) =>
        !/^\d{12}GB\d{5}F\d{8}$/.test(unitCode ?? '') || unitCode?.slice(0, 19) !== parcels.get(estate),
    )
    expect(wrong).toEqual([])
    expect(new Set(parcels.values()).size).toBe(county.estates.length)
  }
  expect(new Set(allRows.map(({ unitCode }) => unitCode)).size).toBe(allRows.length)
})

test('no two units share a place, and every place is possible', () => {
  const places = allRows.map(
    ({ unitCode, building, entrance, room }) => `${unitCode?.slice(0, 19)}/${building}/${entrance}/${room}`,
  )
  const impossible = allRows.filter(
    ({ floor, floorsTotal, areaM2, innerAreaM2 }) =>
      (floor ?? 99) > (floorsTotal ?? 0) || (innerAreaM2 ?? 999) >= (areaM2 ?? 0) || (innerAreaM2 ?? 0) <= 10,
  )

  expect(new Set(places).size).toBe(allRows.length)
  expect(impossible).toEqual([])
})

test('buildings are of the kinds a city has', () => {
  const floors = allRows.map(({ floorsTotal }) => floorsTotal ?? 0)
  const entrances = new Set(allRows.map(({ entrance }) => entrance))

  expect(floors.reduce((least, count) => Math.min(least, count))).toBe(4)
  expect(floors.reduce((most, count) => Math.max(most, count))).toBe(33)
  expect([...entrances].sort()).toEqual(['1', '2', '3', '4'])
  expect(allEstates.every(({ buildings }) => buildings !== null && buildings >= 1 && buildings <= 8)).toBe(true)
  for (const use of ['住宅', '商业', '车库']) expect(allRows.some((row) => row.use === use)).toBe(true)
  expect(allRows.some(({ remark }) => remark?.startsWith('跃层'))).toBe(true)
})

test('owners are of an area that does not exist, with right check characters and one name per number', () => {
  const names = new Map<string, string>()
  for (const owner of allRows.flatMap(({ owners }) => owners)) {
    const number = owner.idNumber ?? ''
    if (!isInvented(owner) || (names.get(number) ?? owner.name) !== owner.name) throw new Error(JSON.stringify(owner))
    names.set(number, owner.name ?? '')
  }

  const joint = allRows.filter(({ owners }) => owners.length === 2).length
  expect(joint / allRows.length).toBeCloseTo(0.12, 1)
  expect(allRows.every(({ owners, coOwnership }) => (owners.length === 1) === (coOwnership === 'sole'))).toBe(true)
})

test('a developer has one code of its own with right check characters', () => {
  const codes = new Map(allEstates.map(({ developer, developerCode }) => [developer, developerCode ?? '']))

  expect(allEstates.filter(({ developer, developerCode }) => codes.get(developer) !== developerCode)).toEqual([])
  expect(new Set(codes.values()).size).toBe(codes.size)
  expect([...codes.values()].filter((code) => !isCreditCode(code))).toEqual([])
})

test('a paper that is missing is among the estate’s problems, and each problem has its treatment', () => {
  const parts = (words: string | null) => words?.split('；').length ?? 0
  const missing = ({ planning, fire, acceptance, civilDefence }: (typeof allEstates)[number]) =>
    [planning, fire, acceptance, civilDefence].filter((paper) => paper === false).length

  expect(allEstates.filter((estate) => parts(estate.problems) < missing(estate))).toEqual([])
  expect(allEstates.filter(({ problems, treatment }) => parts(problems) !== parts(treatment))).toEqual([])
  expect(allEstates.filter((estate) => missing(estate) !== Object.keys(estate.paperWords).length)).toEqual([])
})

test('the surveyed land is the approved land and its excess', () => {
  const cents = (area: number | null) => Math.round((area ?? 0) * 100)

  expect(
    allEstates.filter(
      ({ approvedLandM2, surveyedLandM2, excessLandM2 }) =>
        cents(approvedLandM2) + cents(excessLandM2) !== cents(surveyedLandM2),
    ),
  ).toEqual([])
  expect(allEstates.some(({ excessLandM2 }) => (excessLandM2 ?? 0) > 0)).toBe(true)
})

test('estates stand in the townships of their county', () => {
  for (const { estates, townships } of city)
    expect(estates.every(({ township }) => township !== null && townships.includes(township))).toBe(true)
})

test('the campaign is the same on every run, and 交口县 alone is the same as within the city', () => {
  const digest = (county: SampleCounty) =>
    createHash('sha256')
      .update(JSON.stringify([county.estates, [...county.units()]]))
      .digest('hex')
  const alone = sampleCounties('county')

  expect(alone.map(({ code }) => code)).toEqual(['141130'])
  expect(alone.map(digest)).toEqual([digest(countyOf('141130'))])
  expect(sampleCounties('city').map(digest)).toEqual(city.map(digest))
})

test('a sample account has plain login, a role and a region of the city', () => {
  const regions = new Set(['141100', ...city.map(({ code }) => code)])

  expect(new Set(sampleAccounts.map(({ login }) => login)).size).toBe(sampleAccounts.length)
  expect(sampleAccounts.every(({ login }) => /^[a-z][a-z-]+$/.test(login))).toBe(true)
  expect(
    sampleAccounts.every(({ roles }) => roles.length > 0 && roles.every(({ region }) => regions.has(region))),
  ).toBe(true)
})

function countyOf(code: string): SampleCounty {
  const county = city.find((one) => one.code === code)
  if (!county) throw new Error(`no county ${code}`)
  return county
}

function latest(days: readonly (string | null)[]): string | null {
  return days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null)
}

function isInvented({ idKind, idNumber, phone }: OwnerEntry): boolean {
  if (!/^1990000\d{4}$/.test(phone ?? '') || idNumber === null) return false
  if (idKind === 'business') return isCreditCode(idNumber)
  return /^141199\d{11}[\dX]$/.test(idNumber) && idCheckCharacter(idNumber.slice(0, 17)) === idNumber[17]
}

function isCreditCode(code: string): boolean {
  return (
    /^91141199MA[0-9A-Z]{8}$/.test(code) &&
    bodyCheckCharacter(code.slice(8, 16)) === code[16] &&
    creditCheckCharacter(code.slice(0, 17)) === code[17]
  )
}
