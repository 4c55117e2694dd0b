import { at, scatter } from './draws.ts'

/** An invented person. Area 141199 does not exist and phones are all 1990000xxxx, so nobody living is meant. */
export type SamplePerson = { name: string; idNumber: string; phone: string }

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const menNames = [...'山川河岳松柏石泉峰原野林森雷阳海江湖涛云']
const womenNames = [...'梅兰竹菊荷莲雪月霞虹露雨花叶桃杏秋春夏冬']

const idArea = '141199'
const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const firstBirthMs = Date.UTC(1945, 0, 1)
const birthDays = Array.from({ length: 12_418 }, (_, day) =>
  new Date(firstBirthMs + day * 86_400_000).toISOString().slice(0, 10).replaceAll('-', ''),
)

/** The last character of an identity card number from its first 17 digits. Source: GB 11643. */
export function idCheckCharacter(first17: string): string {
  let sum = 0
  for (let place = 0; place < 17; place++) sum += (first17.charCodeAt(place) - 48) * at(idWeights, place)
  return at('10X98765432', sum % 11)
}

/** Whether the person of a number is a woman, where nothing else decides it. */
export function isWomanByNumber(number: number): boolean {
  return (scatter(number) & 1) === 1
}

/** The invented person of a number: two numbers never share an identity card number. Numbers below five million. */
export function samplePerson(number: number, isWoman = isWomanByNumber(number)): SamplePerson {
  const bits = scatter(number + 77_777)
  return {
    name: at(surnames, bits % surnames.length) + givenName(bits >>> 6, isWoman ? womenNames : menNames),
    idNumber: idNumberOf(number, isWoman),
    phone: `1990000${String(scatter(bits) % 10_000).padStart(4, '0')}`,
  }
}

function givenName(bits: number, stock: readonly string[]): string {
  const first = at(stock, bits % 20)
  return bits % 9 < 2 ? first : first + at(stock, ((bits >>> 9) + bits) % 20)
}

function idNumberOf(number: number, isWoman: boolean): string {
  // 7919 is coprime to the number of birth days and 73 to 449, so a day and its order never meet twice.
  const day = (number * 7919) % birthDays.length
  const order = (Math.floor(number / birthDays.length) * 73 + day * 31) % 449
  const first17 = `${idArea}${at(birthDays, day)}${String(order * 2 + (isWoman ? 2 : 1)).padStart(3, '0')}`
  return first17 + idCheckCharacter(first17)
}
