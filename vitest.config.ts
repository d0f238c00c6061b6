import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{foundation,domains,portal,testing,scripts}/**/*.test.{ts,tsx}'],
    globalSetup: ['./testing/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Every file of a worker shares its modules: loading them anew for each took half of the time. Portals and databases
    // are each file's own (testing/).
    pool: 'threads',
    isolate: false,
  },
})
