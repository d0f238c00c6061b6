import { currentAccount } from '../../foundation/web/session/current-account.ts'

/** How long the first page is left alone: its own files and the service worker's go first. */
const patience = 8_000

/** Opens the line of news for who is signed in, once the page has been read for a while and the browser is idle. */
export function listenForNews(): void {
  const begin = async (): Promise<void> => {
    if (!currentAccount()) return
    const line = await import('../../foundation/web/api/news-line.ts').catch(() => null)
    line?.openNewsLine()
  }
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1_000))
  setTimeout(() => idle(() => void begin()), patience)
}
