import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'

/** `npm test`: static checks, unit and database tests, then the product in a real browser. `npm run e2e`: the browser alone. */
const root = resolve(import.meta.dirname, '..')
const browser = process.env.CHROMIUM ?? '/usr/bin/chromium'
const fonts = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'

const steps = {
  programs: { words: 'Chromium, fonts, poppler', run: installPrograms },
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

/** Debian's own browser, Chinese fonts, and the tools that measure printed pages. */
const programs = [
  { path: browser, packages: ['chromium'] },
  { path: fonts, packages: ['fonts-noto-cjk'] },
  { path: '/usr/bin/pdftotext', packages: ['poppler-utils'] },
]

/** Installs what is missing; without the right to, says so. Where LibreOffice is, documents are measured as it prints them too. */
function installPrograms(): boolean {
  const missing = programs.filter(({ path }) => !existsSync(path)).flatMap(({ packages }) => packages)
  if (missing.length === 0) return true
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    process.stderr.write(
      `Missing here: apt-get install ${missing.join(' ')} (or set CHROMIUM to a browser). The browser tests need Chromium and Chinese fonts.\n`,
    )
    return existsSync(browser)
  }
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  return (
    run('apt-get', ['update', '-qq'], quiet) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet)
  )
}

function runBrowser(): boolean {
  rmSync(resolve(root, 'test-results'), { recursive: true, force: true })
  return run('npx', ['playwright', 'test', '-c', 'e2e/playwright.config.ts'], { CHROMIUM: browser })
}

const asked = process.argv[2]
const chosen = asked === 'e2e' ? (['programs', 'e2e'] as const) : (['programs', 'check', 'unit', 'e2e'] as const)
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
