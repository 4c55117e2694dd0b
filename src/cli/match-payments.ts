import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { PaymentList, PaymentListRow } from '#contract/payment-lists.ts'
import { type DueKind, dueKindNames } from '#domain/dues/kinds.ts'
import { rowOutcomeNames, rowOutcomes, wordsOfReason } from '#domain/dues/list-findings.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { bookList } from '#server/dues/lists/book.ts'
import { bringList, tryList } from '#server/dues/lists/bring.ts'
import type { ListPlace } from '#server/dues/lists/candidates.ts'
import { getList, listRows } from '#server/dues/lists/views.ts'
import { type Actor, read, systemActor, type Tx } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'

type House = Awaited<ReturnType<typeof openHouse>>

const perPage = 5000

/**
 * `qingling match-payments FILE --region COUNTY [--kind KIND] [--commit] [--reason WORDS] [--json]`: what becomes of each line of a
 * payment list, with sums that come to the list's; with `--commit` it is booked. Doubtful lines are told and do not make it fail.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      region: { type: 'string' },
      kind: { type: 'string' },
      commit: { type: 'boolean', default: false },
      reason: { type: 'string', default: '命令行导入缴款清单' },
      json: { type: 'boolean', default: false },
    },
  })
  const [path, another] = positionals
  if (!path || another || !values.region)
    throw new Error('用法 / usage: qingling match-payments FILE --region COUNTY [--kind KIND] [--commit] [--json]')
  if (!existsSync(path)) throw new Error(`没有这个文件 / no such file: ${path}`)
  const kind = kindOf(values.kind)
  const house = await openHouse()
  try {
    const countyCode = await house.regionCode(values.region)
    const actor = systemActor([countyCode])
    const file = { name: basename(path), path: resolve(path), kind }
    const { list, lines } = values.commit
      ? await booked(house, actor, countyCode, file, values.reason)
      : await tryList(house, actor, countyCode, file, found)
    process.stdout.write(values.json ? `${JSON.stringify({ ...list, lines })}\n` : wordsOf(list, lines, values.commit))
    return 0
  } finally {
    await house.close()
  }
}

type Found = { list: PaymentList; lines: readonly PaymentListRow[] }

async function booked(
  house: House,
  actor: Actor,
  countyCode: string,
  file: Parameters<typeof bringList>[3],
  reason: string,
): Promise<Found> {
  const { id } = await bringList(house, actor, countyCode, file)
  const place = { countyCode, listId: id }
  await bookList(house.db, actor, place, reason)
  return read(house.db, actor, (tx) => found(tx, place))
}

/** The list, and every line that did not simply pay its due. */
async function found(tx: Tx, place: ListPlace): Promise<Found> {
  const lines: PaymentListRow[] = []
  for (const outcome of ['held', 'doubtful', 'refused'] as const) {
    let after: string | undefined
    do {
      const page = await listRows(tx, place, { outcome, after, limit: perPage })
      lines.push(...page.rows)
      after = page.next ?? undefined
    } while (after)
  }
  return { list: await getList(tx, place), lines }
}

function kindOf(name: string | undefined): DueKind | null {
  const kind = dueKindNames.find((known) => known === name)
  if (name !== undefined && !kind) throw new Error(`没有这种税费 / no such kind: ${name}（${dueKindNames.join(' ')}）`)
  return kind ?? null
}

function wordsOf(list: PaymentList, lines: readonly PaymentListRow[], isBooked: boolean): string {
  const { name, rows, totalFen, statedFen, unreadable, before } = list
  const outcomes = rowOutcomeNames.map(
    (outcome) =>
      `  ${rowOutcomes[outcome].title}\t${list.counts[outcome] ?? 0} 行\t${yuanOf(list.fen[outcome] ?? 0)} 元\n`,
  )
  const told = lines.map(({ sheet, sheetRow, outcome, why, detail, cell, payer, fen }) =>
    [
      `${sheet} 第 ${sheetRow} 行${cell ? ` ${cell}` : ''}`,
      payer ?? '',
      fen === null ? '' : yuanOf(fen),
      rowOutcomes[outcome].title,
      wordsOfReason(why, detail),
    ].join('\t'),
  )
  return [
    `${name}：${rows} 行，${yuanOf(totalFen)} 元，${isBooked ? '已入账' : '只比对，没有写入'}\n`,
    ...outcomes,
    unreadable > 0 ? `其中 ${unreadable} 行没有可读的金额，不在合计内\n` : '',
    statedFen !== null && statedFen !== totalFen ? `清单自列合计 ${yuanOf(statedFen)} 元，与各行之和不符\n` : '',
    before ? `同一个文件已于 ${before} 导入过\n` : '',
    ...told.map((line) => `${line}\n`),
  ].join('')
}
