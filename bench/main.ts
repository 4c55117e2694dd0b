import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const programs = 'start,import,diagnosis,documents,batches,payment-lists,archives,dues,visits,guesses'

/** `npm run bench [-- --json] [-- --only <some of the programs>]`: what the product costs, against the limit, measured in one run. */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: programs },
  },
})
const say = (line: string) => process.stderr.write(`${line}\n`)
const folder = mkdtempSync(join(tmpdir(), 'qingling-bench-'))

try {
  const results: Record<string, unknown> = {
    machine: { cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) },
  }
  if (values.only.includes('start')) Object.assign(results, await benchProduct())
  if (values.only.includes('diagnosis')) {
    const { benchDiagnosis } = await import('./diagnosis.ts')
    results.diagnosis = benchDiagnosis(say)
  }
  if (values.only.includes('documents')) {
    const { benchDocuments } = await import('./documents.ts')
    results.documents = await benchDocuments(say)
  }
  if (values.only.includes('batches')) {
    process.env.QINGLING_DATA = join(folder, 'batches')
    const { benchBatches } = await import('./batches.ts')
    results.batches = await benchBatches(folder, say)
  }
  if (values.only.includes('payment-lists')) {
    process.env.QINGLING_DATA = join(folder, 'payment-lists')
    const { benchPaymentLists } = await import('./payment-lists.ts')
    results.paymentLists = await benchPaymentLists(folder, say)
  }
  if (values.only.includes('archives')) {
    const { benchArchives } = await import('./archives.ts')
    results.archives = await benchArchives(folder, say)
  }
  if (values.only.includes('dues')) {
    process.env.QINGLING_DATA = join(folder, 'dues')
    const { benchDues } = await import('./dues.ts')
    results.dues = await benchDues(say)
  }
  if (values.only.includes('visits')) results.visits = await benchPhones()
  if (values.only.includes('guesses')) results.guesses = await benchCrowd()
  if (values.only.includes('import')) {
    process.env.QINGLING_DATA = join(folder, 'import')
    const { benchImport } = await import('./import.ts')
    results.import = await benchImport(folder, say)
  }
  process.stdout.write(values.json ? `${JSON.stringify(results)}\n` : `${JSON.stringify(results, rounded, 2)}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The visiting officer's phone before the whole sample campaign. */
async function benchPhones() {
  const { startProduct } = await import('./start.ts')
  const { benchVisits } = await import('./visits.ts')
  process.env.QINGLING_DATA = join(folder, 'visits')
  const running = await startProduct(process.env.QINGLING_DATA, 20_000 + (process.pid % 20_000))
  try {
    return await benchVisits(running, say)
  } finally {
    await running.stop()
  }
}

/** Guesses at the owners' door, before the whole sample campaign. */
async function benchCrowd() {
  const { startProduct } = await import('./start.ts')
  const { benchGuesses } = await import('./guesses.ts')
  const data = join(folder, 'guesses')
  process.env.QINGLING_DATA = data
  const running = await startProduct(data, 20_000 + (process.pid % 20_000))
  try {
    return await benchGuesses(running, data, say)
  } finally {
    await running.stop()
  }
}

/** Starts, requests and searches over the whole sample campaign. */
async function benchProduct() {
  const { startProduct } = await import('./start.ts')
  const { benchRequests } = await import('./requests.ts')
  const { benchSearch } = await import('./search.ts')
  const { benchWhatIf } = await import('./what-if.ts')
  const { benchSchedule } = await import('./schedule.ts')
  const { benchReport } = await import('./report.ts')
  const { benchDesk } = await import('./desk.ts')
  const { benchDocumentsBatch } = await import('./documents-batch.ts')
  const data = join(folder, 'product')
  const port = 20_000 + (process.pid % 20_000)
  say('first start, with the sample campaign')
  const first = await startProduct(data, port)
  await first.stop()
  say('second start')
  const running = await startProduct(data, port)
  try {
    process.env.QINGLING_DATA = data
    const requests = await benchRequests(running, say)
    say('search')
    const search = await benchSearch()
    say('what-if')
    const whatIf = await benchWhatIf()
    say('schedule')
    const schedule = await benchSchedule()
    say('report of the city')
    const report = await benchReport()
    say('desk over 100,000 tasks')
    const desk = await benchDesk(running)
    say('200 letters signed in one act')
    const documentsBatch = await benchDocumentsBatch(running)
    return {
      start: { firstMs: first.ms, secondMs: running.ms },
      requests,
      search,
      whatIf,
      schedule,
      report,
      desk,
      documentsBatch,
    }
  } finally {
    await running.stop()
  }
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 100) / 100 : value
}
