import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { emit } from '../../foundation/server/events/events.ts'
import type { StoredFile } from '../../foundation/server/files/files.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { laterDeadline, ownDeadlineOf } from '../courses/index.ts'
import { completeItem, openItem } from '../learning/index.ts'
import type { SubmissionView } from './contract.ts'
import { maxFileBytes } from './shared/limits.ts'
import { submissionMade } from './submission-events.ts'
import { decideHandIn } from './hand-in-rule.ts'
import { readSubmission } from './queries.ts'
import type { ArrivedForm } from './receive-form.ts'
import { assignment, submission, submissionFile } from './tables.ts'

/**
 * A student hands in (R4.4a). The same client key again gives the submission that was made the first time.
 * @throws 409 `assignments.closed-…` when it is in already, marked, or the deadline has passed; 422 for an empty work
 */
export async function handInWork(ctx: Ctx, itemId: string, form: Omit<ArrivedForm, 'discard'>): Promise<SubmissionView> {
  const { personId } = actorOf(ctx)
  const item = await openItem(ctx, itemId, 'assignment')
  const [rules, own] = await Promise.all([findAssignment(ctx, itemId), ownDeadlineOf(ctx, { itemId, personId })])
  const text = rules.acceptsText ? form.text.trim() : ''
  if (form.files.length > 0 && !rules.acceptsFiles) throw problem('assignments.no-files', { status: 422 })
  const id = await change(ctx, async (tx) => {
    // One person's acts on one item stand in line, so two requests on a bad line cannot make two rounds.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${itemId}${personId}`}, 1))`)
    const rounds = await tx
      .select({ id: submission.id, round: submission.round, state: submission.state, daysLate: submission.daysLate, clientKey: submission.clientKey })
      .from(submission)
      .where(and(eq(submission.itemId, itemId), eq(submission.personId, personId)))
      .orderBy(desc(submission.round))
    const known = rounds.find((one) => one.clientKey === form.clientKey)
    if (known) {
      await record(ctx, tx)
      return known.id
    }
    if (text === '' && form.files.length === 0) throw problem('assignments.empty', { status: 422 })
    const last = rounds[0]
    const now = new Date()
    const decision = decideHandIn({
      last: (last?.state as 'submitted') ?? null,
      lastDaysLate: last?.daysLate ?? 0,
      dueAt: laterDeadline(own?.dueAt ?? null, item.dueAt),
      policy: rules,
      now,
    })
    if (!decision.open) throw problem(`assignments.closed-${decision.reason}`, { status: 409, clause: 'R4.4a' })
    const stored: StoredFile[] = []
    for (const file of form.files) {
      stored.push(
        await ctx.portal.files.store(ctx, tx, {
          name: file.name,
          type: file.type,
          content: createReadStream(file.path),
          purpose: 'submission',
          maxBytes: maxFileBytes,
        }),
      )
    }
    const made = {
      id: newId(),
      itemId,
      offeringId: item.offeringId,
      personId,
      round: (last?.round ?? 0) + 1,
      state: 'submitted',
      text: text || null,
      late: decision.daysLate > 0,
      daysLate: decision.daysLate,
      submittedAt: now,
      clientKey: form.clientKey,
      digest: digestOf(text, stored),
    }
    await tx.insert(submission).values(made)
    if (stored.length > 0) {
      await tx
        .insert(submissionFile)
        .values(stored.map((file) => ({ submissionId: made.id, fileId: file.id, name: file.name, sha256: file.sha256, bytes: file.bytes })))
    }
    await record(ctx, tx, {
      verb: 'submission.made',
      object: { type: 'item', id: itemId },
      offering: item.offeringId,
      result: { submission: made.id, round: made.round, late: made.late, daysLate: made.daysLate, digest: made.digest, files: stored.length },
    })
    await completeItem(ctx, tx, { personId, itemId, offeringId: item.offeringId })
    await emit(ctx, tx, submissionMade, { submissionId: made.id, personId, itemId, offeringId: item.offeringId })
    return made.id
  })
  return readSubmission(ctx, id)
}

/** The receipt of a work: SHA-256 over its text and over the names and hashes of its files in order. */
export function digestOf(text: string, files: { name: string; sha256: string }[]): string {
  const hash = createHash('sha256').update(text, 'utf8')
  for (const file of files) hash.update(`\n${file.sha256} ${file.name}`, 'utf8')
  return hash.digest('hex')
}

/** @throws 404 when the item is no assignment */
export async function findAssignment(ctx: Ctx, itemId: string): Promise<typeof assignment.$inferSelect> {
  const [found] = await ctx.db.select().from(assignment).where(eq(assignment.itemId, itemId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return found
}
