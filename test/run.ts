import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'

/** `npm test`: static checks, unit and database tests, then the product in a real browser. `npm run e2e`: the browser alone. */
const root = resolve(import.meta.dirname, '..')
const browser = process.env.CHROMIUM ?? '/usr/bin/chromium'
const fonts = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'

const steps = {
  browser: { words: 'Chromium', run: installBrowser },
  check: { words: 'types, style, unused code', run: () => npm('check') },
  unit: { words: 'rules, database, commands', run: () => npm('test:unit') },
  e2e: { words: 'the product in a browser', run: runBrowser },
} as const

function npm(script: string): boolean {
  return run('npm', ['run', '-s', script])
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  if (error) process.stderr.write(`${command}: ${error.message}\n`)
  return status === 0
}

/** Debian's own browser and Chinese fonts; without the right to install them, says what is missing. */
function installBrowser(): boolean {
  if (existsSync(browser) && existsSync(fonts)) return true
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    process.stderr.write(
      `The browser tests need Chromium and Chinese fonts: apt-get install chromium fonts-noto-cjk (or set CHROMIUM to a browser)\n`,
    )
    return existsSync(browser)
  }
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  return (
    run('apt-get', ['update', '-qq'], quiet) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], quiet)
  )
}

function runBrowser(): boolean {
  rmSync(resolve(root, 'test-results'), { recursive: true, force: true })
  return run('npx', ['playwright', 'test', '-c', 'e2e/playwright.config.ts'], { CHROMIUM: browser })
}

const asked = process.argv[2]
const chosen = asked === 'e2e' ? (['browser', 'e2e'] as const) : (['browser', 'check', 'unit', 'e2e'] as const)
const begun = Date.now()
for (const step of chosen) {
  const { words, run: take } = steps[step]
  process.stdout.write(`\n── ${step}: ${words}\n`)
  if (!take()) {
    process.stderr.write(`\n✗ ${step} failed\n`)
    process.exit(1)
  }
}
process.stdout.write(`\n✓ ${chosen.join(', ')} passed in ${Math.round((Date.now() - begun) / 1000)} s\n`)
