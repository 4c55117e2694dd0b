import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig(({ command }) => {
  if (command === 'build') process.env.NODE_ENV = 'production' // whoever starts the product first, a test too: pages are built for use
  return {
    root: resolve(import.meta.dirname, 'src/web'),
    plugins: [react()],
    build: {
      outDir: resolve(import.meta.dirname, 'dist/web'),
      emptyOutDir: true,
      chunkSizeWarningLimit: 1500,
      rolldownOptions: {
        input: ['index.html', 'people.html', 'visit.html'].map((page) => resolve(import.meta.dirname, 'src/web', page)),
      },
    },
    server: { proxy: { '/api': `http://localhost:${process.env.PORT ?? 3000}` } },
  }
})
