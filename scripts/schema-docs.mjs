// Writes docs/schema.md, a readable snapshot of all tables, from every tables.ts: what drizzle-kit would create, the
// comments in the code, and which columns are labelled as personal data. `--check` only compares, for the tests.
// Needs no database.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import ts from 'typescript'
import { personalColumns } from '../foundation/server/database/columns.ts'
import { domains } from '../portal/domains.ts'
import { readTableFiles, snapshotOf, top } from '../testing/read-schema.ts'

const target = join(top, 'docs/schema.md')
const files = (await readTableFiles()).toSorted((one, other) => placeOf(one.path) - placeOf(other.path))
const snapshot = snapshotOf(files)
const text = `${[...head(), ...files.flatMap(chapter)].join('\n')}\n`
if (process.argv.includes('--check')) {
  let same = false
  try {
    same = readFileSync(target, 'utf8') === text
  } catch {
    // There is no file yet.
  }
  if (!same) console.error('docs/schema.md is older than the tables: run npm run schema-docs')
  process.exit(same ? 0 : 1)
}
writeFileSync(target, text)

/** The foundation first, then the domains in their order. */
function placeOf(path) {
  const [room, domain] = path.split('/')
  const at = Object.keys(domains).indexOf(domain)
  return room === 'foundation' ? -1 : at < 0 ? Infinity : at
}

function head() {
  const names = Object.values(snapshot.tables)
  return [
    '# Tables',
    '',
    'Written by `npm run schema-docs` from every `tables.ts`; do not edit. Types, references and comments are those of the code.',
    'A column with **personal** holds personal data, kept for the purpose that follows (R3.3a): who looks at it of another person leaves a record.',
    '',
    `${names.length} tables in ${new Set(names.map(({ schema }) => schema)).size} schemas. Beside them the database holds \`pgboss\` (the job queue) and \`drizzle\``,
    '(which migrations ran). What the database refuses by itself stands in the `guards.sql` beside the tables.',
    '',
  ]
}

function chapter({ path, exports }) {
  const notes = readNotes(path)
  const tables = Object.entries(exports).filter(([, value]) => is(value, PgTable))
  return [`## ${path.replace(/\/tables\.ts$/, '')}`, '', ...tables.flatMap(([name, table]) => describe(table, notes.get(name)))]
}

function describe(table, notes) {
  const { schema, name, columns } = getTableConfig(table)
  const seen = snapshot.tables[`${schema}.${name}`]
  const personal = personalColumns(table)
  const keyOf = new Map(Object.entries(table).map(([key, column]) => [column?.name, key]))
  const links = new Map(Object.values(seen.foreignKeys).map((link) => [link.columnsFrom.join(', '), link]))
  const rows = columns.map((column) => {
    const own = seen.columns[column.name]
    const link = links.get(column.name)
    const said = [personal[column.name] ? `**personal**: ${personal[column.name]}.` : '', notes?.columns.get(keyOf.get(column.name)) ?? '']
    return [
      `\`${column.name}\``,
      own.type,
      own.notNull ? '' : 'yes',
      own.default === undefined ? '' : `\`${typeof own.default === 'object' ? JSON.stringify(own.default) : own.default}\``,
      link ? `\`${link.schemaTo}.${link.tableTo}\`${link.onDelete === 'no action' ? '' : ` (${link.onDelete})`}` : '',
      said.filter(Boolean).join(' '),
    ]
  })
  return [
    `### ${schema}.${name}`,
    '',
    ...(notes?.text ? [notes.text, ''] : []),
    ...[['Column', 'Type', 'Null', 'Default', 'References', 'Meaning'], Array(6).fill('---'), ...rows].map(
      (cells) => `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`,
    ),
    '',
    ...keys(seen, columns),
  ]
}

/** Primary key, uniqueness and indexes, one a line. */
function keys(seen, columns) {
  const single = columns.filter((column) => column.primary).map((column) => column.name)
  const composite = Object.values(seen.compositePrimaryKeys).flatMap((key) => key.columns)
  const parts = (index) => index.columns.map(({ expression }) => expression).join(', ')
  const lines = [
    `- primary key: \`${[...single, ...composite].join(', ')}\``,
    ...Object.values(seen.uniqueConstraints).map((one) => `- unique: \`${one.columns.join(', ')}\``),
    ...Object.values(seen.indexes).map(
      (index) =>
        `- ${index.isUnique ? 'unique' : 'index'}: \`${parts(index)}\`${index.method === 'btree' ? '' : ` (${index.method})`}${index.where ? ` where \`${index.where}\`` : ''}`,
    ),
    ...Object.values(seen.foreignKeys)
      .filter((link) => link.columnsFrom.length > 1)
      .map((link) => `- \`${link.columnsFrom.join(', ')}\` references \`${link.schemaTo}.${link.tableTo}\``),
    ...Object.values(seen.checkConstraints).map((one) => `- check: \`${one.value}\``),
  ]
  return [...lines, '']
}

/** The comments of the code: of each exported table, and of its columns by their keys. */
function readNotes(path) {
  const source = ts.createSourceFile(path, readFileSync(join(top, path), 'utf8'), ts.ScriptTarget.Latest, true)
  const notes = new Map()
  for (const statement of source.statements.filter(ts.isVariableStatement)) {
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!initializer || !ts.isCallExpression(initializer)) continue
      const columns = initializer.arguments.find(ts.isObjectLiteralExpression)
      const pairs = (columns?.properties ?? []).map((property) => [property.name?.getText(source) ?? '', commentOf(property)])
      notes.set(name.getText(source), { text: commentOf(statement), columns: new Map(pairs) })
    }
  }
  return notes
}

function commentOf(node) {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? '')
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
