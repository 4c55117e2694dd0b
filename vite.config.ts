import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown } from 'vite'

const outDir = resolve(import.meta.dirname, 'dist/web')

/** Beside every page and program its bytes made small once, so that a slow line carries a quarter of them; smallest what phones load. */
const squeeze: Plugin = {
  name: 'squeeze',
  apply: 'build',
  writeBundle: (_, bundle) => {
    const onPhones = reachedFrom(bundle, ['people.html', 'visit.html'])
    for (const name of Object.keys(bundle).filter((name) => /\.(js|css|html)$/.test(name))) {
      const path = resolve(outDir, name)
      const bytes = readFileSync(path)
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
      if (onPhones.has(name)) writeFileSync(`${path}.br`, brotliCompressSync(bytes))
    }
  },
}

/** Pages with all they load, at once or later. */
function reachedFrom(bundle: Rolldown.OutputBundle, pages: readonly string[]): ReadonlySet<string> {
  const reached = new Set(pages)
  for (const name of reached) {
    const part = bundle[name]
    if (part?.type === 'chunk')
      for (const next of [...part.imports, ...part.dynamicImports, ...(part.viteMetadata?.importedCss ?? [])])
        reached.add(next)
    if (part?.type === 'asset' && name.endsWith('.html'))
      for (const [next] of String(part.source).matchAll(/assets\/[\w.-]+/g)) reached.add(next)
  }
  return reached
}

export default defineConfig(({ command }) => {
  if (command === 'build') process.env.NODE_ENV = 'production' // whoever starts the product first, a test too: pages are built for use
  return {
    root: resolve(import.meta.dirname, 'src/web'),
    plugins: [react(), squeeze],
    build: {
      outDir,
      emptyOutDir: true,
      chunkSizeWarningLimit: 1500,
      rolldownOptions: {
        input: ['index.html', 'people.html', 'visit.html'].map((page) => resolve(import.meta.dirname, 'src/web', page)),
      },
    },
    server: { proxy: { '/api': `http://localhost:${process.env.PORT ?? 3000}` } },
  }
})
