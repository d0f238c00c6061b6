import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{foundation,domains,portal,testing,scripts}/**/*.test.{ts,tsx}'],
    globalSetup: ['./testing/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
