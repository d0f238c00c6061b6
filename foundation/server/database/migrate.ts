import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { OperatorError } from '../config/operator-error.ts'

const folder = join(import.meta.dirname, '../../../migrations')
/** Any number that no other program on this database uses for an advisory lock. */
const lock = 820_801

interface Journal {
  entries: { when: number; tag: string }[]
}

/**
 * Brings the database to the program's schema; forward only. Safe when several processes start at once: one migrates,
 * the others wait.
 * @param onWork called before migrations that are waiting run; not when there are none
 * @throws OperatorError when the database was migrated by a newer program
 */
export async function migrate(url: string, onWork: () => void = () => {}): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'portal-migrate' })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lock])
    if (await isBehind(client)) onWork()
    await runMigrations(drizzle(client), { migrationsFolder: folder })
  } finally {
    await client.end()
  }
}

/** Whether migrations are waiting. @throws OperatorError for a database of a newer program */
async function isBehind(client: pg.Client): Promise<boolean> {
  const found = await client.query<{ exists: boolean }>(`SELECT to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS exists`)
  if (!found.rows[0]?.exists) return true
  const file = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : '{"entries":[]}') as Journal
  const newest = Math.max(0, ...journal.entries.map((entry) => entry.when))
  const { rows } = await client.query<{ newest: string | null }>('SELECT max(created_at)::text AS newest FROM drizzle.__drizzle_migrations')
  const has = Number(rows[0]?.newest ?? 0)
  if (has > newest) {
    throw new OperatorError(
      'The database has the schema of a newer program. Start the newer program, or restore a backup made before it; going back would lose data.',
    )
  }
  return has < newest
}
