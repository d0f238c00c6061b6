import { defineConfig } from '@playwright/test'

import { chromiumOptions } from './chromium.ts'

/**
 * Browser tests. One portal with the demonstration university serves all of them (global-setup.ts); a test that
 * changes something uses persons that no other test uses.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  globalSetup: './global-setup.ts',
  fullyParallel: false,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON ?? '../test-results/playwright.json' }]],
  use: {
    // Set by the global setup before the workers, which read this file again, are started.
    baseURL: process.env.E2E_ADDRESS,
    browserName: 'chromium',
    launchOptions: chromiumOptions(),
    locale: 'ru-RU',
    timezoneId: 'Asia/Bishkek',
    viewport: { width: 1440, height: 900 },
    // A trace costs as much as the test itself; the picture of a failure and its page's outline are kept without one.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
})
