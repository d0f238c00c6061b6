import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { createAdapter } from '@socket.io/postgres-adapter'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { Server } from 'socket.io'
import type { Portal } from '../context.ts'
import { recentNews, type RecentNews } from './recent-news.ts'

/** A nudge to open pages: what became stale. Pages ask the API for it again, so permissions stay in one place. */
export interface News {
  /** e.g. `grade.changed` */
  kind: string
  /** API addresses (or their beginnings) whose answers are stale now. */
  stale: string[]
}

/** What realtime must know of sign-in; the sessions give it. */
export interface Listeners {
  /** The person and session of a cookie; null for nobody. */
  whoIs: (headers: { cookie?: string }) => Promise<{ personId: string; sessionId: string } | null>
  /** Which of these sessions are still good. */
  stillGood: (sessionIds: string[]) => Promise<Set<string>>
}

export interface Realtime {
  /**
   * Tells the open pages of these persons, on whatever process they hang. Nothing is kept for those who are away, except
   * half a minute for a page that is just being opened.
   */
  tell: (personIds: string[], news: News) => void
  /** Lets pages connect to this HTTP server under `/api/realtime`. */
  attach: (server: HttpServer, listeners: Listeners) => void
  /** Drops the pages that hang on this process, so that its HTTP server can close; they come back elsewhere. */
  detach: () => void
  /** Looks now, as is done every minute, whether the sessions of connected pages are still good. */
  dropEnded: () => Promise<void>
  close: () => Promise<void>
}

const path = '/api/realtime'
const looksEvery = 60_000
/** Pages of one person at a time on one process: more is a fault or an attack. */
const pagesAtMost = 40
/** The adapter's channel of the only namespace. */
const channel = 'socket.io#/'
/** A notification of PostgreSQL holds 8000 bytes. */
const personsInOne = 100

/**
 * Opens realtime over socket.io; processes reach each other through PostgreSQL, so a worker can tell a page of another
 * process. Nothing is connected where no page can: workers and commands only tell.
 */
export function openRealtime(base: Pick<Portal, 'database' | 'log' | 'config'>): Realtime {
  let opened: { io: Server; closePool: () => Promise<void> } | null = null
  let stillGood: Listeners['stillGood'] | null = null
  let looking: NodeJS.Timeout | undefined
  const dropEnded = async () => {
    const sockets = [...(opened?.io.sockets.sockets.values() ?? [])]
    if (sockets.length === 0 || !stillGood) return
    const good = await stillGood([...new Set(sockets.map((socket) => sessionOf(socket)))])
    for (const socket of sockets) if (!good.has(sessionOf(socket))) socket.disconnect(true)
  }
  return {
    tell(personIds, news) {
      for (let from = 0; from < personIds.length; from += personsInOne) {
        const told = notification(personIds.slice(from, from + personsInOne), news)
        base.database.write
          .execute(sql`SELECT pg_notify(${channel}, ${told})`)
          .catch((error: unknown) => base.log.warn({ err: error }, 'news were not told'))
      }
    },
    attach(server, listeners) {
      opened = connect(base)
      const { io } = opened
      const recent = hearRecent(io)
      io.on('connection', (socket) => {
        const room = roomOf((socket.data as { person?: string }).person ?? '')
        for (const news of recent.of(room)) socket.emit('news', news)
      })
      stillGood = listeners.stillGood
      io.use((socket, next) => {
        const { cookie } = socket.handshake.headers
        listeners.whoIs(cookie ? { cookie } : {}).then(
          (known) => {
            if (!known) return next(new Error('not-signed-in'))
            const room = roomOf(known.personId)
            if ((io.sockets.adapter.rooms.get(room)?.size ?? 0) >= pagesAtMost) return next(new Error('too-many-pages'))
            Object.assign(socket.data as object, { session: known.sessionId, person: known.personId })
            void socket.join(room)
            next()
          },
          (error: Error) => {
            base.log.warn({ err: error }, 'realtime: who is it')
            next(new Error('try-later'))
          },
        )
      })
      io.attach(server)
      looking = setInterval(() => {
        dropEnded().catch((error: unknown) => base.log.warn({ err: error }, 'realtime: ended sessions'))
      }, looksEvery)
      looking.unref()
    },
    detach() {
      clearInterval(looking)
      opened?.io.engine.close()
    },
    dropEnded,
    async close() {
      clearInterval(looking)
      await opened?.io.close()
      await opened?.closePool()
    },
  }
}

/**
 * News in the form in which the adapter's processes tell each other (its kind 3 is a broadcast). Who only tells, a worker
 * or a command, thus needs neither a socket server nor a listening connection of its own.
 */
function notification(personIds: string[], news: News): string {
  const rooms = personIds.map(roomOf)
  const data = { packet: { type: 2, data: ['news', news], nsp: '/' }, opts: { rooms, except: [], flags: {} } }
  return JSON.stringify({ uid: 'emitter', type: 3, nsp: '/', data })
}

const roomOf = (personId: string): string => `person:${personId}`

/** Hears what all processes tell, this one included: the adapter hands each of their messages to `onMessage`. */
function hearRecent(io: Server): RecentNews {
  const recent = recentNews()
  const adapter = io.of('/').adapter as unknown as { onMessage: (message: unknown, offset?: string) => void }
  const pass = adapter.onMessage.bind(adapter)
  adapter.onMessage = (message, offset) => {
    const { type, data } = message as { type?: number; data?: { packet?: { data?: [string, News] }; opts?: { rooms?: string[] } } }
    const [kind, news] = data?.packet?.data ?? []
    if (type === 3 && kind === 'news' && news) recent.keep(data?.opts?.rooms ?? [], news)
    pass(message, offset)
  }
  return recent
}

function sessionOf(socket: { data: unknown }): string {
  return (socket.data as { session?: string }).session ?? ''
}

/**
 * A page of another site may not listen with our cookie: browsers send `Origin` with every WebSocket, and `Sec-Fetch-Site`
 * with the polling's requests. Who sends neither is no browser and carries no cookie that it was not given.
 */
export function isOwnPage(headers: IncomingMessage['headers'], publicUrl: string | null): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  if (headers.origin === undefined) return true
  if (!URL.canParse(headers.origin)) return false
  const origin = new URL(headers.origin)
  return origin.host === headers.host || (publicUrl !== null && origin.origin === new URL(publicUrl).origin)
}

function connect(base: Pick<Portal, 'database' | 'log' | 'config'>): { io: Server; closePool: () => Promise<void> } {
  const pool = new pg.Pool({ connectionString: base.database.url, max: 2, application_name: 'portal-realtime' })
  // The listening connection is never idle in the pool: its loss (the database restarts) is an event of its own. The
  // adapter connects anew but does not give the dead one back, and the pool would be full after two.
  pool.on('connect', (client: pg.PoolClient) =>
    client.on('error', (error) => {
      base.log.warn({ err: error }, 'realtime connection')
      try {
        client.release(true)
      } catch {
        // it lay idle, and the pool itself has dropped it
      }
    }),
  )
  pool.on('error', () => {})
  const closePool = closable(pool)
  const io = new Server({
    path,
    serveClient: false,
    pingInterval: 25_000,
    maxHttpBufferSize: 65_536,
    allowRequest: (request, answer) => {
      const own = isOwnPage(request.headers, base.config.publicUrl)
      answer(own ? null : 'cross-site', own)
    },
  })
  io.adapter(
    createAdapter(pool, { tableName: 'foundation.realtime_attachment', errorHandler: (error) => base.log.warn({ err: error }, 'realtime adapter') }),
  )
  return { io, closePool }
}

/**
 * Makes a pool that serves a listener closable at any instant. The adapter gives its listening connection back when it
 * closes, but not one that it is just opening anew: the pool would wait for that one for ever, and the adapter would ask
 * the closed pool for another every two seconds.
 */
function closable(pool: pg.Pool): () => Promise<void> {
  const open = pool.connect.bind(pool)
  const listening = new Set<pg.PoolClient>()
  let closing = false
  const never = () => new Promise<never>(() => {})
  const openListening = async () => {
    if (closing) return never()
    const client = await open()
    if (closing) {
      client.release(true)
      return never()
    }
    listening.add(client)
    return client
  }
  // Queries of the pool itself come with a callback, and give their connection back by themselves.
  Object.assign(pool, { connect: (done?: Parameters<typeof open>[0]) => (done ? open(done) : openListening()) })
  pool.on('release', (_error, client) => void listening.delete(client))
  return async () => {
    closing = true
    const ended = pool.end()
    for (const client of listening) client.release(true)
    await ended
  }
}

declare module '../services.ts' {
  interface Services {
    realtime: Realtime
  }
}
