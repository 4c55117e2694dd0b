import type { Bulletin } from './bulletin.ts'
import { type PlainTable, reported } from './bulletin-tables.ts'
import type { CountedSection } from './bulletin-words.ts'
import { type HandInLine, handedFigures } from './hand-in.ts'

/** What units or counties handed in for the period, and where their numbers differ from those counted. */
export function handInSections({ handIns, level }: Pick<Bulletin, 'handIns' | 'level'>): CountedSection[] {
  if (!handIns) return []
  const who = level === 'city' ? '县（市、区）' : '责任单位'
  const accepted = handIns.filter(({ state }) => state === 'accepted')
  const held = accepted.filter(({ figures }) => figures.length > 0)
  return [
    {
      key: 'hand_ins',
      heading: `各${who}报送情况`,
      paragraphs: [stateWords(handIns, who), ...accepted.map(handedWords)],
    },
    ...(held.length === 0
      ? []
      : [
          {
            key: 'handed_figures' as const,
            heading: '报送数与台账数核对',
            paragraphs: [differenceWords(held, who)],
            table: figuresTable(held, who),
          },
        ]),
  ]
}

function stateWords(handIns: readonly HandInLine[], who: string): string {
  if (handIns.length === 0) return `没有应报送的${who}。`
  const list = (words: string, lines: readonly HandInLine[]) =>
    lines.length === 0 ? '' : `；${words}${lines.length}个：${lines.map((line) => line.who).join('、')}`
  const isIn = ({ state }: HandInLine) => state === 'accepted' || state === 'submitted'
  return (
    `应报送的${who}${handIns.length}个，已采纳${handIns.filter(({ state }) => state === 'accepted').length}个` +
    `${list(
      '已报送待采纳',
      handIns.filter(({ state }) => state === 'submitted'),
    )}` +
    `${list(
      '迟报',
      handIns.filter((line) => isIn(line) && line.isLate),
    )}` +
    `${list(
      '未报',
      handIns.filter((line) => !isIn(line)),
    )}。`
  )
}

/** What one of them handed in, in one paragraph: of any length it breaks over pages as text does. */
function handedWords({ who, progress, difficulties, nextPlan }: HandInLine): string {
  const parts = { 进展情况: progress, 困难问题: difficulties, 下步打算: nextPlan }
  const said = Object.entries(parts).filter(([, words]) => words.trim() !== '')
  return `${who}。${said.map(([name, words]) => `${name}：${inOneLine(words)}`).join('')}`
}

const inOneLine = (words: string) =>
  words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (/[。；！？]$/.test(line) ? line : `${line}。`))
    .join('')

const differenceOf = ({ handed, counted }: HandInLine['figures'][number]) =>
  handed === null || counted === null ? null : handed - counted

function differenceWords(lines: readonly HandInLine[], who: string): string {
  const differing = lines.filter(({ figures }) => figures.some((figure) => (differenceOf(figure) ?? 0) !== 0))
  if (differing.length === 0) return `各${who}报送的数与台账数没有差异；没有报送的数记为“未报”。`
  return `报送数与台账数不一致的${who}${differing.length}个：${differing.map(({ who: name }) => name).join('、')}。本报告其他各项以台账数为准。`
}

const figuresTable = (lines: readonly HandInLine[], who: string): PlainTable => ({
  header: [who, '指标', '报送数', '台账数', '差额'],
  shares: [30, 28, 14, 14, 14],
  rows: lines.flatMap(({ who: name, figures }) =>
    figures.map((figure) => [
      name,
      `${handedFigures[figure.name].name}（${handedFigures[figure.name].measure}）`,
      reported(figure.handed),
      reported(figure.counted),
      differenceOf(figure) ?? '—',
    ]),
  ),
})
