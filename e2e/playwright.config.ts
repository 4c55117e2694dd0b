import { defineConfig } from '@playwright/test'

/** The product in Debian's Chromium: two journeys side by side, each before a sample campaign of its own; what is timed comes after. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './start-product.ts',
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env.CI ? 'line' : 'list',
  projects: [
    { name: 'journeys', grepInvert: /@timed/ },
    { name: 'timed', grep: /@timed/, dependencies: ['journeys'] },
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Asia/Shanghai',
    locale: 'zh-CN',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
  },
})
