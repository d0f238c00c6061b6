import type { FullConfig } from '@playwright/test'

import { signEverybodyIn } from './signed-in.ts'
import { startPortal } from './start-portal.ts'

/**
 * One portal for all browser tests. E2E_ADDRESS names a running one instead (while writing tests). The address reaches
 * the tests through `baseURL` (see playwright.config.ts).
 */
export default async function globalSetup(config: FullConfig): Promise<(() => Promise<void>) | void> {
  if (process.env.E2E_ADDRESS) return signEverybodyIn(process.env.E2E_ADDRESS)
  const portal = await startPortal()
  process.env.E2E_ADDRESS = portal.address
  await signEverybodyIn(portal.address)
  if (config.workers > 0) process.stdout.write(`portal for the tests: ${portal.address}\n`)
  return async () => {
    const code = await portal.stop()
    if (code !== 0) throw new Error(`The portal left with ${code}:\n${portal.output().slice(-2000)}`)
  }
}
