/** What a domain keeps on the device for the person who works here. */
export interface KeptOnDevice {
  /** How many pieces are not on the server yet and would be lost. */
  unsent: () => Promise<number>
  /** Removes everything of this account from the device. */
  wipe: () => Promise<void>
}

const kept: KeptOnDevice[] = []

/** Registers what is kept on the device; called at the top of a domain's `web/pages.tsx`, so that it is known on every page. */
export function onSignOut(one: KeptOnDevice): void {
  kept.push(one)
}

/** How many pieces of work would be lost by leaving now. A store that cannot be read has nothing to lose. */
export async function countUnsent(): Promise<number> {
  const counts = await Promise.all(kept.map((one) => one.unsent().catch(() => 0)))
  return counts.reduce((sum, one) => sum + one, 0)
}

/** Removes all of it; one store's fault does not keep the others. */
export async function wipeKept(): Promise<void> {
  await Promise.all(kept.map((one) => one.wipe().catch(() => undefined)))
}
