import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testPortal, type TestPortal } from './index.ts'
import { readTableFiles, snapshotOf, top, type Snapshot } from './read-schema.ts'

// The migrations give exactly what the tables.ts say. drizzle-kit compares with its own snapshot alone, so a migrated
// database is asked as well: neither a forgotten `npm run migrations:remake` nor SQL changed by hand gets through.

let wanted: Snapshot
let given: TestPortal

beforeAll(async () => {
  wanted = snapshotOf(await readTableFiles())
  given = await testPortal()
})
afterAll(() => given.close())

const rows = async (query: string): Promise<string[]> => {
  const schemas = Object.keys(wanted.schemas)
  const { rows: found } = await given.portal.database.readPool.query<{ line: string }>(query, [schemas])
  return found.map(({ line }) => line).toSorted()
}
const tables = () => Object.values(wanted.tables)

test('the newest snapshot of the migrations is what drizzle-kit would write now (else: npm run migrations:remake)', () => {
  const journal = JSON.parse(readFileSync(join(top, 'migrations/meta/_journal.json'), 'utf8')) as { entries: { idx: number }[] }
  const newest = Math.max(...journal.entries.map(({ idx }) => idx))
  const kept = JSON.parse(readFileSync(join(top, `migrations/meta/${String(newest).padStart(4, '0')}_snapshot.json`), 'utf8')) as Snapshot
  for (const part of ['schemas', 'tables', 'enums', 'sequences', 'views', 'roles', 'policies'] as const)
    expect(kept[part], part).toEqual(wanted[part])
})

test('a migrated database has these schemas, tables and columns, and no others', async () => {
  const columns = tables().flatMap(({ schema, name, columns: own }) =>
    Object.values(own).map((column) => {
      // bigserial is a bigint that counts by itself
      const serial = /^(big|small|)serial$/.exec(column.type)
      const type = serial ? `${serial[1]}${serial[1] ? 'int' : 'integer'}` : column.type
      const byItself = column.default === undefined && !serial ? '' : 'DEFAULT'
      return `${schema}.${name}.${column.name} ${type} ${column.notNull ? 'NOT NULL' : 'NULL'} ${byItself}`
    }),
  )
  const found = await rows(`
    SELECT concat_ws('.', n.nspname, c.relname, a.attname) || ' ' ||
           regexp_replace(format_type(a.atttypid, a.atttypmod), '^(timestamp|time)\\((\\d)\\)', '\\1 (\\2)') || ' ' ||
           CASE WHEN a.attnotnull THEN 'NOT NULL' ELSE 'NULL' END || ' ' || CASE WHEN a.atthasdef THEN 'DEFAULT' ELSE '' END AS line
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped`)
  expect(found).toEqual(columns.toSorted())
  const schemas = await rows(
    `SELECT nspname AS line FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$)' AND nspname <> ALL (ARRAY['public', 'drizzle', 'pgboss']) AND $1::text[] IS NOT NULL`,
  )
  expect(schemas).toEqual(Object.keys(wanted.schemas).toSorted())
})

test('a migrated database has these references, keys and indexes, and no others', async () => {
  const names = tables().flatMap((table) => {
    const place = `${table.schema}.${table.name}`
    const primary = Object.values(table.columns).some((column) => column.primaryKey) || Object.keys(table.compositePrimaryKeys).length > 0
    return [
      ...(primary ? [`${place} p`] : []),
      ...Object.values(table.foreignKeys).map(
        (link) => `${place} f ${link.columnsFrom.join(',')} > ${link.schemaTo}.${link.tableTo} ${link.onDelete}`,
      ),
      ...Object.values(table.uniqueConstraints).map((one) => `${place} u ${one.columns.join(',')}`),
      ...Object.values(table.checkConstraints).map((one) => `${place} c ${one.name}`),
      ...Object.values(table.indexes).map((index) => `${place} i ${index.name}${index.isUnique ? ' unique' : ''}`),
    ]
  })
  const rules = `CASE k.confdeltype WHEN 'a' THEN 'no action' WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' WHEN 'd' THEN 'set default' ELSE 'restrict' END`
  const columnsOf = `(SELECT string_agg(a.attname, ',' ORDER BY place) FROM unnest(k.conkey) WITH ORDINALITY AS key (number, place)
                      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.number)`
  const found = [
    ...(await rows(`
      SELECT concat_ws(' ', n.nspname || '.' || c.relname, k.contype,
             CASE k.contype WHEN 'f' THEN ${columnsOf} || ' > ' || fn.nspname || '.' || f.relname || ' ' || ${rules}
                            WHEN 'u' THEN ${columnsOf} WHEN 'c' THEN k.conname END) AS line
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_class f ON f.oid = k.confrelid LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
       WHERE n.nspname = ANY ($1) AND k.contype IN ('p', 'f', 'u', 'c')`)),
    ...(await rows(`
      SELECT n.nspname || '.' || c.relname || ' i ' || i.relname || CASE WHEN x.indisunique THEN ' unique' ELSE '' END AS line
        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ANY ($1) AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u'))`)),
  ]
  expect(found.toSorted()).toEqual(names.toSorted())
})

test('every guard that stands beside the tables is in the migrations', () => {
  const migrations = globSync('migrations/*.sql', { cwd: top })
    .map((path) => readFileSync(join(top, path), 'utf8'))
    .join('\n')
  const guards = globSync(['foundation/server/*/guards.sql', 'domains/*/guards.sql', 'domains/*/*/guards.sql'], { cwd: top })
  expect(guards.length).toBeGreaterThanOrEqual(2)
  for (const path of guards) {
    const statements = readFileSync(join(top, path), 'utf8')
      .split('--> statement-breakpoint')
      .map((one) => one.trim())
    for (const statement of statements.filter(Boolean)) expect(migrations.includes(statement), `${path}: ${statement.split('\n')[0]}`).toBe(true)
  }
})
