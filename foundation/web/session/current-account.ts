/** Where the API tells who is signed in. */
export const meAddress = '/api/me'

const rememberedKey = 'portal-account'

let account: string | null | undefined

/** The id of the account whose answers are kept on this device; it is known without a line too. */
export function currentAccount(): string | null {
  if (account === undefined) {
    try {
      account = localStorage.getItem(rememberedKey)
    } catch {
      account = null
    }
  }
  return account
}

/**
 * Another tab may sign out, or sign in as somebody else, while this one is open: nothing of the former person may stay on
 * its screen, and nothing that comes now may be kept under their name. The page begins anew.
 */
export function leaveWithAccount(): void {
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === rememberedKey && account && newValue !== account) location.assign('/')
  })
}

/** Tells who works here now; null after sign-out. */
export function setCurrentAccount(id: string | null): void {
  account = id
  try {
    if (id) localStorage.setItem(rememberedKey, id)
    else localStorage.removeItem(rememberedKey)
  } catch {
    // a device without storage forgets, and that is all
  }
}
