import { expect, it, vi } from 'vitest'
import { countUnsent, onSignOut, wipeKept } from './on-sign-out.ts'

it('adds up what is unsent everywhere, and one broken store hinders neither the question nor the wiping', async () => {
  const wiped = vi.fn(async () => undefined)
  expect(await countUnsent()).toBe(0)
  onSignOut({ unsent: () => Promise.reject(new Error('closed')), wipe: () => Promise.reject(new Error('closed')) })
  onSignOut({ unsent: async () => 2, wipe: wiped })
  onSignOut({ unsent: async () => 1, wipe: wiped })
  expect(await countUnsent()).toBe(3)
  await wipeKept()
  expect(wiped).toHaveBeenCalledTimes(2)
})
