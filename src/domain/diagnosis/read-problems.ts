import { type ProblemWording, wordingsOn } from './problem-words.ts'
import type { FactValue } from './values.ts'

/** A problem a text names: the fact it would be, and the words that say so. */
export type NamedProblem = { fact: string; value: FactValue; phrase: string }

const lack =
  /缺失|缺少|缺|没有|没|尚未|未(?!来)|无(?!需|须|误)|不全|不齐|不完善|不完整|不规范|不合格|不符|不清|不足|丢失|遗失|待办|待补|补办|补签|补开|完善|追认|正在办理|办理中|在办/
const owe =
  /(?<![无不未]|没有|不存在)(?:欠缴|拖欠|欠)|未(?:按期|足额|全部|及时)?(?:缴|交|付|补缴|结清)|追缴|缓缴|暂缓|补缴|补交|催缴/
const settled =
  /已(?:经|全部|全额|足额|依法|按期|于.{0,12}?|由.{0,12}?|如期|统一|逐户)?(?:缴|交清|交纳|付清|结清|补|办(?!公)|取得|完成|解决|通过|消除|整改|拆除|解封|解除|化解|处理|处置|齐全|完善|备案|验收|核实|出具|开具|签订|签|开票|追缴到位|收缴|入库|分割|变更|批准|确认|测绘|调查|建立|具备|提供|到位|销号|注销抵押)|(?:缴清|交清|结清|解除|齐全|完备|到位|合格|通过)(?:$|[）)])/
/** Words that say a thing is absent, asked, supposed or not required: nothing is told by what follows. */
const supposed =
  /是否|有无|待核|待查|核查|排查|如有|如存在|若有|若存在|防止|避免|杜绝|严禁|禁止|无[需须]|不需|不必|免于|免办|依法免|(?<!已)不存在|未发现|未见|没有发现|不涉及|未涉及|无问题/
const noBefore = /(?:无|未(?:被|办理?|设立|设定|设)?|没有|非|不(?:属于|是|涉及)?|没)(?:任何|发生|出现)?$/

/** Words from which a part of a list that has none of its own takes its sense: 消防、规划均未办理. */
const predicate = new RegExp(`${settled.source}|${owe.source}|${lack.source}`)

/** The problems a text names, in its own order, each fact once. Who says that something is done names no problem. */
export function problemsIn(text: string, day: string): NamedProblem[] {
  const wordings = wordingsOn(day)
  const found = clausesOf(text).flatMap((clause) =>
    partsOf(clause).flatMap(({ said, meant }) =>
      problemsOfPart(meant, wordings).map((problem) => ({ ...problem, phrase: said === meant ? said : clause })),
    ),
  )
  return found.filter(({ fact }, place) => found.findIndex((other) => other.fact === fact) === place)
}

function problemsOfPart(part: string, wordings: readonly ProblemWording[]): Omit<NamedProblem, 'phrase'>[] {
  if (supposed.test(part) || isSettled(part)) return []
  return wordings.filter((wording) => says(part, wording)).map(({ fact, value }) => ({ fact, value }))
}

function says(part: string, { words, sense, unless }: ProblemWording): boolean {
  const match = words.exec(part)
  if (!match || unless?.test(part)) return false
  if (sense === 'be') return !noBefore.test(part.slice(0, match.index))
  return (sense === 'lack' ? lack : owe).test(part)
}

/** 已缴清, 齐全: done – but 未缴清 and 不齐全 are not. */
function isSettled(part: string): boolean {
  const match = settled.exec(part)
  return match !== null && !/[未不没]$|尚未.{0,4}$|没有$/.test(part.slice(0, match.index))
}

/** Sentences and clauses, without the numbers counties put before them (1. ①（一）). */
function clausesOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s\u3000]+/g, ' ')
    .replaceAll(/(?:^|(?<=[;。,、\n ]))(?:\(?[0-9一二三四五六七八九十]{1,2}[).、]|[①-⑩])\s*(?![0-9])/g, ';')
    .split(/[;。,!?\n]|但是?|(?<!不)仅仅?(?=已)/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
}

type Part = { said: string; meant: string }

/** The parts of a list within a clause, each with the predicate it shares. */
function partsOf(clause: string): Part[] {
  const parts = clause.split(/[、/]|以及|和|(?<!涉)及|与/).filter((part) => part.trim() !== '')
  return parts.map((part, place) => {
    if (predicate.test(part)) return { said: part, meant: part }
    const before = sharedBefore(parts.slice(0, place))
    if (before !== null) return { said: part, meant: before + part }
    const after = sharedAfter(parts.slice(place + 1))
    return { said: part, meant: after === null ? part : part + after }
  })
}

/** 欠缴土地出让金及相关税费: the predicate of an earlier part that stands before its thing. */
function sharedBefore(parts: readonly string[]): string | null {
  for (const part of parts.toReversed()) {
    const match = predicate.exec(part)
    if (match) return part.length - match.index - match[0].length >= 2 ? match[0] : null
  }
  return null
}

/** 消防、规划均未办理: the predicate of a later part that ends it. */
function sharedAfter(parts: readonly string[]): string | null {
  for (const part of parts) {
    const match = predicate.exec(part)
    if (match) return part.slice(match.index)
  }
  return null
}
