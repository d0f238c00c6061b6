import { useRef } from 'react'
import { asProblem } from '../../../../foundation/web/api/api-problem.ts'
import { deviceStore } from '../../../../foundation/web/api/device-store.ts'
import { sendWhenOnline } from '../../../../foundation/web/api/send-when-online.ts'
import { act } from '../../../../foundation/web/api/use-act.ts'
import { currentAccount } from '../../../../foundation/web/session/current-account.ts'
import { useMay } from '../../../../foundation/web/session/me.ts'
import { onSignOut } from '../../../../foundation/web/session/on-sign-out.ts'
import type { BlockUseInput } from '../contract.ts'

interface WaitingUse {
  itemId: string
  body: BlockUseInput
}

const store = deviceStore<WaitingUse>('portal-block-uses')
/** The server holds uses closer than half an hour for one; a page left open all day tells again. */
const sameWork = 30 * 60_000

async function send(key: string, { itemId, body }: WaitingUse): Promise<boolean> {
  try {
    await act('post', '/api/items/{itemId}/block-uses', { path: { itemId }, body })
  } catch (failure) {
    const { isOffline, status } = asProblem(failure)
    if (isOffline || status === 401 || status === 429 || status >= 500) return false
  }
  await store.remove(key)
  return true
}

async function sendWaiting(): Promise<boolean> {
  if (!currentAccount()) return false
  const waiting = (await store.list()).toSorted(([, left], [, right]) => (left.body.at < right.body.at ? -1 : 1))
  for (const [key, one] of waiting) if (!(await send(key, one))) return true
  return false
}

/** Uses that wait go out when the line is back and when the portal is opened; sign-out asks about them and wipes them. */
export function startWaitingUses(): void {
  onSignOut(store)
  sendWhenOnline(sendWaiting, 6_000)
}

/**
 * Gives what a block without a result of its own calls when its reader works with it: kept on the device, then told to the
 * server. Teachers who look at their own lesson tell nothing.
 */
export function useBlockUse(of: { itemId: string; offeringId: string; kind: BlockUseInput['kind']; title: string }): () => void {
  const may = useMay()
  const last = useRef(0)
  const counts = of.title.trim() !== '' && may('check.answer', { offeringId: of.offeringId })
  return () => {
    const now = Date.now()
    if (!counts || now - last.current < sameWork) return
    last.current = now
    const key = `${of.itemId} ${of.kind} ${now}`
    const use: WaitingUse = { itemId: of.itemId, body: { kind: of.kind, title: of.title.trim(), at: new Date(now).toISOString() } }
    void store.put(key, use).then(() => send(key, use))
  }
}
