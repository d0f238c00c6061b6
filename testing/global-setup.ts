import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../foundation/server/database/embedded.ts'
import { migrate } from '../foundation/server/database/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the test server's `postgres` database. */
    serverUrl: string
    /** Name of the migrated database that tests clone. */
    template: string
  }
}

/**
 * One PostgreSQL for the whole run: the one of TEST_DATABASE_URL (a superuser's address), else an embedded one in a
 * throw-away folder. A template database is migrated once; every test file clones it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const folder = given ? null : await mkdtemp(join(tmpdir(), 'portal-test-'))
  const embedded = folder ? await startEmbedded({ dataDirectory: folder, throwaway: true, log: () => {} }) : null
  const serverUrl = given ?? embedded?.url ?? ''
  const template = `portal_template_${process.pid}`
  await onServer(serverUrl, `CREATE DATABASE ${template}`)
  await migrate(withDatabase(serverUrl, template))
  project.provide('serverUrl', serverUrl)
  project.provide('template', template)
  return async () => {
    if (given) await onServer(serverUrl, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`)
    await embedded?.stop()
    if (folder) await rm(folder, { recursive: true, force: true })
  }
}

/** The same server's address with another database's name. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
