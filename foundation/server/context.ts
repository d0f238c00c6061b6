import type { Logger } from 'pino'
import type { Locale, Localized } from '../i18n/localized.ts'
import type { Config } from './config/index.ts'
import type { Database, ReadDb } from './database/database.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Actor } from './permissions/actor.ts'
import type { Services } from './services.ts'

/** The running portal: what lives as long as the process. */
export interface Portal extends Services {
  config: Config
  log: Logger
  database: Database
  jobs: Jobs
  /** True where `demo` made the demonstration university; demonstration pages and accounts exist only then. */
  demonstration: boolean
  universityName: Localized
  /** The program's version. */
  version: string
}

/** What one request or job works with. Every use case takes it first. */
export interface Ctx {
  portal: Portal
  /** Reads; the database itself refuses a write through it. */
  db: ReadDb
  /** Who asks; null for nobody and for the portal's own jobs. */
  actor: Actor | null
  locale: Locale
  requestId: string
}

/** A context for the portal's own work (jobs, imports, the command line): no actor, the default language. */
export function systemContext(portal: Portal, requestId: string, actor: Actor | null = null): Ctx {
  return { portal, db: portal.database.read, actor, locale: actor?.locale ?? 'ky', requestId }
}
