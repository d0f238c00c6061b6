import { forgetOthers } from '../api/kept-answers.ts'

const ownerKey = 'portal-device-of'
/** The service worker's store of pictures (portal/web/sw.ts). */
const pictures = 'pictures'

/** Removes the pictures that the service worker kept. */
export async function forgetPictures(): Promise<void> {
  try {
    await caches.delete(pictures)
  } catch {
    // a device without storage has kept none
  }
}

/**
 * Called when it is known who works here. A session may have expired without a sign-out: what another person had opened
 * is removed then. Their unsent work stays, under their account, for when they come back.
 */
export function ownDevice(account: string): void {
  try {
    if (localStorage.getItem(ownerKey) === account) return
    localStorage.setItem(ownerKey, account)
  } catch {
    return
  }
  void forgetPictures()
  void forgetOthers(account)
}
