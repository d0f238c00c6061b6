import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { validToday } from '../persons/find-people.ts'
import { person, roleGrant, staffPost } from '../tables.ts'
import { peopleImportExtensions, type ImportKind } from './extension.ts'
import { makeImportedAccounts } from './make-accounts.ts'
import type { PlannedRow } from './plan-import.ts'

export interface Applied {
  created: number
  changed: number
  unchanged: number
  accounts: number
}

const batch = 1000

function* batches<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += batch) yield rows.slice(start, start + batch)
}

/**
 * Writes a plan without faults, in the caller's transaction, with the trace records: persons, roles or posts, the parts of
 * other domains, accounts.
 * @param onProgress rows done so far, and of how many
 */
export async function applyImport(
  ctx: Ctx,
  tx: Tx,
  kind: ImportKind,
  rows: readonly PlannedRow[],
  options: { accounts: boolean },
  onProgress: (done: number, total: number) => Promise<void>,
): Promise<Applied> {
  const created = rows.filter((row) => row.what === 'created')
  const changed = rows.filter((row) => row.what !== 'created' && Object.keys(row.columns).length > 0)
  let done = 0
  for (const some of batches(created)) {
    await tx.insert(person).values(some.map((row) => ({ id: row.personId, ...row.person })))
    await onProgress((done += some.length), rows.length)
  }
  for (const some of batches(changed)) await updatePersons(tx, some)
  const touched = new Set(rows.filter((row) => row.what !== 'unchanged').map((row) => row.row))
  if (kind === 'staff') await writePosts(ctx, tx, rows)
  else await grantStudents(ctx, tx, rows)
  for (const extension of peopleImportExtensions(kind)) {
    for (const some of batches(rows)) {
      const { changedRows } = await extension.write(ctx, tx, some)
      for (const row of changedRows) touched.add(row)
      await onProgress(Math.max(done, some.at(-1) ? rows.indexOf(some.at(-1) as PlannedRow) : done), rows.length)
    }
  }
  const accounts = options.accounts ? await makeImportedAccounts(ctx, tx, rows) : 0
  await record(
    ctx,
    tx,
    ...created.map((row) => ({ verb: 'person.imported', object: { type: 'person', id: row.personId }, about: row.personId })),
    ...changed.map((row) => ({
      verb: 'person.changed',
      object: { type: 'person', id: row.personId },
      about: row.personId,
      context: { fields: Object.keys(row.columns), import: true },
    })),
  )
  await onProgress(rows.length, rows.length)
  const changedCount = rows.filter((row) => row.what !== 'created' && touched.has(row.row)).length
  return { created: created.length, changed: changedCount, unchanged: rows.length - created.length - changedCount, accounts }
}

/** One statement for a batch: columns that a row does not name keep what they hold. */
async function updatePersons(tx: Tx, rows: readonly PlannedRow[]): Promise<void> {
  const data = rows.map((row) => ({
    id: row.personId,
    surname: row.columns.surname,
    given_name: row.columns.givenName,
    patronymic: row.columns.patronymic,
    personal_number: row.columns.personalNumber,
    birth_date: row.columns.birthDate,
    sex: row.columns.sex,
    citizenship: row.columns.citizenship,
    email: row.columns.email,
    phone: row.columns.phone,
    university_number: row.columns.universityNumber,
  }))
  await tx.execute(sql`
    UPDATE people.person AS p SET
      surname = coalesce(x.surname, p.surname), given_name = coalesce(x.given_name, p.given_name), patronymic = coalesce(x.patronymic, p.patronymic),
      personal_number = coalesce(x.personal_number, p.personal_number), birth_date = coalesce(x.birth_date, p.birth_date), sex = coalesce(x.sex, p.sex),
      citizenship = coalesce(x.citizenship, p.citizenship), email = coalesce(x.email, p.email), phone = coalesce(x.phone, p.phone),
      university_number = coalesce(x.university_number, p.university_number), changed_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(data)}::jsonb) AS x(id uuid, surname text, given_name text, patronymic text, personal_number text, birth_date date, sex text, citizenship text, email text, phone text, university_number text)
    WHERE p.id = x.id`)
}

/** Whoever comes in a list of students holds the role; who holds it already keeps the grant there is. */
async function grantStudents(ctx: Ctx, tx: Tx, rows: readonly PlannedRow[]): Promise<void> {
  for (const some of batches(rows)) {
    const ids = some.map((row) => row.personId)
    const holding = new Set(
      (
        await tx
          .select({ personId: roleGrant.personId })
          .from(roleGrant)
          .where(and(eq(roleGrant.role, 'student'), inArray(roleGrant.personId, ids), validToday))
      ).map((row) => row.personId),
    )
    const missing = ids
      .filter((id) => !holding.has(id))
      .map((personId) => ({ id: newId(), personId, role: 'student', grantedBy: ctx.actor?.personId ?? null }))
    if (missing.length === 0) continue
    await tx.insert(roleGrant).values(missing).onConflictDoNothing()
    await record(
      ctx,
      tx,
      ...missing.map((grant) => ({
        verb: 'role.granted',
        object: { type: 'role', id: grant.id },
        about: grant.personId,
        context: { role: 'student', import: true },
      })),
    )
  }
}

async function writePosts(ctx: Ctx, tx: Tx, rows: readonly PlannedRow[]): Promise<void> {
  const today = new Date().toISOString().slice(0, 10)
  const made = rows.flatMap((row) =>
    row.post && !row.post.id
      ? [
          {
            id: newId(),
            personId: row.personId,
            unitId: row.post.unitId,
            title: row.post.title,
            degree: row.post.degree,
            rate: row.post.rate,
            startsOn: row.post.startsOn ?? today,
          },
        ]
      : [],
  )
  for (const some of batches(made)) await tx.insert(staffPost).values(some)
  const changed = rows.filter((row) => row.post?.id && row.post.changed)
  for (const { post } of changed) {
    if (post?.id)
      await tx
        .update(staffPost)
        .set({ degree: post.degree, rate: post.rate, ...(post.startsOn ? { startsOn: post.startsOn } : {}) })
        .where(eq(staffPost.id, post.id))
  }
  await record(
    ctx,
    tx,
    ...made.map((post) => ({
      verb: 'post.given',
      object: { type: 'post', id: post.id },
      about: post.personId,
      context: { unit: post.unitId, import: true },
    })),
    ...changed.map((row) => ({
      verb: 'post.changed',
      object: { type: 'post', id: row.post?.id ?? '' },
      about: row.personId,
      context: { import: true },
    })),
  )
}
