import { test as base } from '@playwright/test'

/** Playwright's `test` with the address of the portal that the global setup started. */
export const test = base.extend({
  baseURL: async ({}, use) => {
    await use(process.env.E2E_ADDRESS)
  },
})
export { expect } from '@playwright/test'
