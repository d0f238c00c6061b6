import { currentLocale } from '../i18n/current-locale.ts'

/** What the server puts into the first HTML, so that the first page needs no second journey. */
export interface Boot {
  /** The language its answers are written in. */
  locale: string
  /** Answers of GET addresses, by address; `/api/me` is among them when someone is signed in. */
  queries: Record<string, unknown>
}

let read: Boot | null | undefined

/** The server's first data; null when the page came from the shell kept for use without a line, or in another language than this device's. */
export function boot(): Boot | null {
  if (read !== undefined) return read
  const text = document.getElementById('boot')?.textContent?.trim()
  const written = text && text !== 'null' ? (JSON.parse(text) as Boot) : null
  read = written?.locale === currentLocale() ? written : null
  return read
}
