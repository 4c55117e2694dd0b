import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')

/** Builds the web pages when they are missing or older than what they are built from. */
export async function buildWeb(webDir: string, say: (line: string) => void): Promise<void> {
  const built = join(webDir, 'index.html')
  const sources = ['src/web', 'src/contract', 'src/domain', 'vite.config.ts', 'package-lock.json'].map((place) =>
    join(root, place),
  )
  if (existsSync(built) && sources.every((place) => newest(place) <= statSync(built).mtimeMs)) return
  say('生成网页… / building the web pages')
  const { build } = await import('vite')
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' })
}

function newest(place: string): number {
  const stat = statSync(place)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(place).map((name) => newest(join(place, name))))
}
