import { io } from 'socket.io-client'
import { answerKey, queryClient, refresh } from './query-client.ts'
import { meAddress } from '../session/current-account.ts'

/** What the server tells (foundation/server/realtime): no contents, only which answers are stale. */
interface News {
  kind: string
  stale: string[]
}

/** Many pages hear the same news at one moment; they ask again spread over this time, and a busy page not oftener. */
const spread = 1_000
const pauseBetween = 3_000

/** Between `least` and twice that: a thousand pages do not come back in the same second. */
const soon = (least: number): number => least * (1 + Math.random())

let stale = new Set<string>()
let waiting: ReturnType<typeof setTimeout> | undefined
let last = 0

function becomeStale(addresses: string[]): void {
  for (const address of addresses) stale.add(address)
  waiting ??= setTimeout(
    () => {
      waiting = undefined
      last = Date.now()
      const known = [...stale]
      stale = new Set()
      void refresh(...known)
    },
    Math.max(Math.random() * spread, last + pauseBetween - Date.now()),
  )
}

/**
 * Keeps a line to the server open while the page is: what became stale is asked for again, so a mark appears without a
 * reload. WebSocket first, polling where a network does not let it through; silent while there is no line at all.
 */
export function openNewsLine(): void {
  const socket = io({
    path: '/api/realtime',
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    autoConnect: false,
    reconnectionDelay: 2_000,
    reconnectionDelayMax: 60_000,
    randomizationFactor: 0.5,
  })
  let before = false
  socket.on('news', (news: News) => becomeStale(news.stale))
  socket.on('connect', () => {
    // what was told while the line was away is not told again
    if (before) becomeStale(['/api/'])
    before = true
  })
  socket.on('connect_error', ({ message }) => {
    // the shell leads to the sign-in when nobody is signed in any more
    if (message === 'not-signed-in') void queryClient().invalidateQueries({ queryKey: answerKey(meAddress) })
    else if (message === 'try-later') setTimeout(() => navigator.onLine && socket.connect(), soon(15_000))
  })
  // dropped by the server itself, not by the line: the session has ended, and the next try tells so
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), soon(1_000))
  })
  addEventListener('offline', () => socket.disconnect())
  addEventListener('online', () => setTimeout(() => socket.connect(), soon(1_000)))
  if (navigator.onLine) socket.connect()
}
