import { parseCertificateNumber } from '../../units/codes.ts'
import type { ApplicationStanding } from '../application.ts'
import { refuseMove } from '../moves.ts'
import type { ApplicationKind } from '../states.ts'
import type { ResultFinding } from './findings.ts'
import type { Known, KnownHome } from './known.ts'
import { placeTold, type ResultRow } from './result-row.ts'

/** What is said of one line: the finding, why, and the home and application it is about, where there is one. */
export type JudgedLine = {
  row: ResultRow
  home: KnownHome | null
  application: ApplicationStanding | null
  kind: ApplicationKind
  finding: ResultFinding
  words: string
}

type Said = { finding: ResultFinding; words: string }
const say = (finding: ResultFinding, words: string): Said => ({ finding, words })

/** Judges one line against the records, without looking at the other lines. */
export function judgeLine(row: ResultRow, known: Known): JudgedLine {
  const homes = known.homesOf(row)
  const [home, another] = homes
  if (!home) return { row, home: null, application: null, kind: row.kind ?? 'transfer', ...unknownHome(row) }
  if (another) {
    const places = homes.slice(0, 3).map(({ place }) => place)
    const words = `可能是：${places.join('；')}${homes.length > 3 ? ` 等 ${homes.length} 套` : ''}，请补填不动产单元号`
    return { row, home: null, application: null, kind: row.kind ?? 'transfer', ...say('ambiguous', words) }
  }
  const kind = kindOf(row, home)
  const application = applicationOf(home, kind, row)
  return { row, home, application, kind, ...judge(row, home, application, kind, known) }
}

function unknownHome(row: ResultRow): Said {
  const code = row.unitCode === null ? '' : `，不动产单元号 ${row.unitCode}`
  return say('home_unknown', `台账中没有：${placeTold(row)}${code}`)
}

/** A line that does not say is of a transfer where it brings a certificate or a transfer is under way. */
function kindOf(row: ResultRow, { applications }: KnownHome): ApplicationKind {
  if (row.kind) return row.kind
  return row.certificateNo !== null || applications.some(({ kind }) => kind === 'transfer') ? 'transfer' : 'first'
}

/** The one the line names, else the newest of the kind that was not ended without entry. */
function applicationOf({ applications }: KnownHome, kind: ApplicationKind, row: ResultRow): ApplicationStanding | null {
  const ofKind = applications.filter((candidate) => candidate.kind === kind)
  const named =
    row.acceptanceNo === null ? undefined : ofKind.find(({ acceptanceNo }) => acceptanceNo === row.acceptanceNo)
  return (
    named ??
    ofKind.find(({ state }) => state !== 'not_accepted' && state !== 'withdrawn' && state !== 'refused') ??
    null
  )
}

function judge(
  row: ResultRow,
  home: KnownHome,
  application: ApplicationStanding | null,
  kind: ApplicationKind,
  known: Known,
): Said {
  if (row.isRefused) return say('refused_there', row.why ?? '对方未写明原因')
  const number = kind === 'transfer' ? faultOfNumber(row.certificateNo, known) : null
  if (number !== null) return say('number_malformed', number)
  const order = faultOfDays(row, known)
  if (order !== null) return say('dates_out_of_order', order)
  const ours = entryOf(home, application, kind)
  if (ours) return compared(row, ours, kind)
  if (application === null) return say('not_here', '对方已登簿，本系统没有这套房屋的登记申请')
  const holder = kind === 'transfer' && row.certificateNo !== null ? known.holderOf(row.certificateNo) : null
  if (holder !== null) return say('number_taken', `证号 ${row.certificateNo} 已用于${holder}`)
  return refusedHere(row, application, known) ?? say('to_enter', '')
}

function faultOfNumber(number: string | null, { marks }: Known): string | null {
  if (number === null) return '没有不动产权证号'
  const parts = parseCertificateNumber(number)
  if (!parts) return `“${number}”不是“${marks.provinceMark}（年份）${marks.placeName}不动产权第0000001号”的形式`
  if (parts.isProof) return `“${number}”是登记证明号，不是权证号`
  return parts.place === marks.placeName && parts.province === marks.provinceMark
    ? null
    : `“${number}”不是${marks.placeName}的证号`
}

function faultOfDays({ enteredOn, certifiedOn }: ResultRow, { today }: Known): string | null {
  if (enteredOn === null) return '登簿日期没有填写，或者不是日期'
  if (enteredOn > today) return `登簿日期 ${enteredOn} 晚于今天`
  return certifiedOn !== null && certifiedOn < enteredOn ? `缮证日期 ${certifiedOn} 早于登簿日期 ${enteredOn}` : null
}

/** What we hold as entered: by an application, or from a ledger before there were any. */
function entryOf(home: KnownHome, application: ApplicationStanding | null, kind: ApplicationKind) {
  if (application?.enteredOn) return { on: application.enteredOn, certificateNo: application.certificateNo }
  if (kind === 'first')
    return application === null && home.firstRegisteredOn ? { on: home.firstRegisteredOn, certificateNo: null } : null
  return application === null && home.transferredOn
    ? { on: home.transferredOn, certificateNo: home.certificateNo }
    : null
}

function compared(row: ResultRow, ours: { on: string; certificateNo: string | null }, kind: ApplicationKind): Said {
  if (kind === 'transfer' && ours.certificateNo !== row.certificateNo)
    return say('other_number', `本系统 ${ours.certificateNo ?? '无证号'}，结果文件 ${row.certificateNo}`)
  return ours.on === row.enteredOn
    ? say('agreed', '')
    : say('other_day', `本系统 ${ours.on}，结果文件 ${row.enteredOn}`)
}

/** What our own rules say against an entry that was made there. */
function refusedHere(row: ResultRow, application: ApplicationStanding, { accountId, today }: Known): Said | null {
  const refusal = refuseMove(application, { act: 'enter', on: row.enteredOn ?? today }, { accountId, today })
  if (refusal === null) return null
  const isOfDays = ['date_in_future', 'date_before_last', 'before_first_registration'].includes(refusal.code)
  return say(isOfDays ? 'dates_out_of_order' : 'not_here', `登簿日期 ${row.enteredOn}：${refusal.words}`)
}
