/** The command line: a second door to the same actions, with its own name in the history. */
const commands: Readonly<
  Record<string, { words: string; load: () => Promise<{ run: (args: string[]) => Promise<number> }> }>
> = {
  import: { words: '导入台账 / bring ledgers', load: () => import('./import.ts') },
  export: { words: '导出台账 / export a list', load: () => import('./export.ts') },
  'import-results': {
    words: '登记结果回收对账 / take results of registrations',
    load: () => import('./import-results.ts'),
  },
  'match-payments': {
    words: '缴款清单比对入账 / match a payment list',
    load: () => import('./match-payments.ts'),
  },
  figures: { words: '指标 / figures', load: () => import('./figures.ts') },
  dues: { words: '批量测算应缴税费 / what every home would owe', load: () => import('./dues.ts') },
  diagnose: { words: '诊断 / diagnose estates', load: () => import('./diagnose.ts') },
  whatif: { words: '推演 / try another policy', load: () => import('./whatif.ts') },
  report: { words: '日报告、周清单、旬调度、月通报 / report of a period', load: () => import('./report.ts') },
  tasks: { words: '未销号任务 / open tasks', load: () => import('./tasks.ts') },
  schedule: { words: '倒排工期 / backward schedule', load: () => import('./schedule.ts') },
  verify: { words: '核对操作链与指标 / prove history and figures', load: () => import('./verify.ts') },
  staff: { words: '账号 / accounts', load: () => import('./staff.ts') },
  migrate: { words: '升级数据库结构 / bring the schema up to date', load: () => import('./migrate.ts') },
}

const usage = `用法 / usage: qingling <command> [--json]\n\n${Object.entries(commands)
  .map(([name, { words }]) => `  ${name.padEnd(16)}${words}`)
  .join('\n')}\n`

async function main([name, ...args]: string[]): Promise<number> {
  const command = name === undefined ? undefined : commands[name]
  if (!command) {
    process[name === '--help' || name === 'help' ? 'stdout' : 'stderr'].write(usage)
    return name === '--help' || name === 'help' ? 0 : 1
  }
  const { run } = await command.load()
  return run(args)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(process.argv.includes('--json') ? `${JSON.stringify({ error: message })}\n` : `${message}\n`)
  if (process.env.QINGLING_TRACE) process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`)
  process.exitCode = 1
}
