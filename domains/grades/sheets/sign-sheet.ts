import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { signedAct } from '../../../foundation/server/sessions/index.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { checkSheet } from './check-sheet.ts'
import { closeSheet } from './close-sheet.ts'
import { hashOfSheet, heldSheet, linesOf, type LineRow, type SheetRow } from './load-sheet.ts'
import { sheetMoved } from './sheet-moved.ts'
import { firstSigner, type SignerRole } from './shared/sheet.ts'
import { sheet, sheetSignature } from './tables.ts'
import { refuseOthers } from './write-lines.ts'

interface Signing {
  sheetId: string
  /** A fresh code of the signer's code application. */
  code: string
  visit: { address: string }
}

/**
 * The teacher of the discipline (before a commission: its member, in the teacher's place) signs a filled sheet with a second factor; from
 * then on it does not change.
 * @throws 404; 403 `grades.sheet-not-yours`; 409 `grades.sheet-moved`, `grades.sheet-blocked` with the obstacles; as `signedAct`
 */
export async function signAsTeacher(ctx: Ctx, { sheetId, code, visit }: Signing): Promise<void> {
  await signedAct(ctx, visit, code, async (tx) => {
    const found = await heldSheet(tx, sheetId, ['filled'])
    refuseOthers(ctx, found)
    const lines = await linesOf(tx, sheetId)
    const { obstacles } = await checkSheet(tx, found, lines)
    if (obstacles.length > 0)
      throw problem('grades.sheet-blocked', { status: 409, clause: 'R6.6a', facts: { obstacles: obstacles.map(({ kind }) => kind) } })
    await putSignature(ctx, tx, found, lines, firstSigner(found.kind))
    await tx.update(sheet).set({ state: 'teacher_signed' }).where(eq(sheet.id, sheetId))
    await emit(ctx, tx, sheetMoved, { sheetId, offeringId: found.offeringId, personIds: [] })
  })
}

/**
 * The dean's office signs after the teacher, with a second factor of its own; that closes the sheet, and its grades become final in the
 * same transaction.
 * @throws 404; 403 `grades.sheet-same-signer` for who signed before or teaches the discipline; 409 `grades.sheet-moved`; as `signedAct`
 */
export async function signAsOffice(ctx: Ctx, { sheetId, code, visit }: Signing): Promise<void> {
  await signedAct(ctx, visit, code, async (tx) => {
    const found = await heldSheet(tx, sheetId, ['teacher_signed'])
    const { personId, facts } = actorOf(ctx)
    const [first] = await tx.select().from(sheetSignature).where(eq(sheetSignature.sheetId, sheetId))
    if (first?.personId === personId || facts.teaches.includes(found.offeringId)) throw problem('grades.sheet-same-signer', { status: 403 })
    const lines = await linesOf(tx, sheetId)
    await putSignature(ctx, tx, found, lines, 'office')
    await closeSheet(ctx, tx, found, lines, new Date())
  })
}

async function putSignature(ctx: Ctx, tx: Tx, of: SheetRow, lines: readonly LineRow[], role: SignerRole): Promise<void> {
  const sha256 = hashOfSheet(of, lines)
  await tx.insert(sheetSignature).values({ sheetId: of.id, role, personId: actorOf(ctx).personId, signedAt: new Date(), sha256 })
  await record(ctx, tx, {
    verb: 'sheet.signed',
    object: { type: 'sheet', id: of.id },
    offering: of.offeringId,
    result: { number: of.number, role, sha256, students: lines.length },
  })
}
