import type { Server as HttpServer } from 'node:http'
import { createAdapter } from '@socket.io/postgres-adapter'
import pg from 'pg'
import { Server } from 'socket.io'
import type { Portal } from '../context.ts'

/** A nudge to open pages: what became stale. Pages ask the API for it again, so permissions stay in one place. */
export interface News {
  /** e.g. `grade.changed` */
  kind: string
  /** API addresses (or their beginnings) whose answers are stale now. */
  stale: string[]
}

export interface Realtime {
  /** Tells the open pages of these persons, on whatever process they hang. Nothing is kept for those who are away. */
  tell: (personIds: string[], news: News) => void
  /** Lets pages connect to this HTTP server under `/api/realtime`. @param whoIs the person of a cookie, or null */
  attach: (server: HttpServer, whoIs: (headers: { cookie?: string; 'user-agent'?: string }) => Promise<string | null>) => void
  close: () => Promise<void>
}

/**
 * Opens realtime over socket.io; processes reach each other through PostgreSQL, so a worker can tell a page of another
 * process. Nothing is connected before the first page or the first news: commands and tests without pages stay light.
 */
export function openRealtime(base: Pick<Portal, 'database' | 'log'>): Realtime {
  let opened: { io: Server; pool: pg.Pool } | null = null
  const open = () => {
    opened ??= connect(base)
    return opened.io
  }
  return {
    tell(personIds, news) {
      if (personIds.length === 0) return
      open()
        .to(personIds.map((id) => `person:${id}`))
        .emit('news', news)
    },
    attach(server, whoIs) {
      const io = open()
      io.use((socket, next) => {
        const { cookie, 'user-agent': device } = socket.handshake.headers
        whoIs({ ...(cookie ? { cookie } : {}), ...(device ? { 'user-agent': device } : {}) }).then(
          (personId) => {
            if (!personId) return next(new Error('not-signed-in'))
            void socket.join(`person:${personId}`)
            next()
          },
          (error: Error) => next(error),
        )
      })
      io.attach(server)
    },
    async close() {
      await opened?.io.close()
      await opened?.pool.end()
    },
  }
}

function connect(base: Pick<Portal, 'database' | 'log'>): { io: Server; pool: pg.Pool } {
  const pool = new pg.Pool({ connectionString: base.database.url, max: 2, application_name: 'portal-realtime' })
  pool.on('error', () => {})
  const io = new Server({
    path: '/api/realtime',
    serveClient: false,
    pingInterval: 25_000,
    maxHttpBufferSize: 65_536,
    connectionStateRecovery: { maxDisconnectionDuration: 120_000 },
  })
  io.adapter(
    createAdapter(pool, { tableName: 'foundation.realtime_attachment', errorHandler: (error) => base.log.warn({ err: error }, 'realtime adapter') }),
  )
  return { io, pool }
}

declare module '../services.ts' {
  interface Services {
    realtime: Realtime
  }
}
