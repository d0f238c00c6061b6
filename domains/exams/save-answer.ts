import type { z } from 'zod'
import type { Ctx } from '../../foundation/server/context.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { keepTogether } from './answers/keep-together.ts'
import { answersInSeb, type SebProof } from './sitting/seb/proof.ts'
import type { answerAck, answerInput } from './contract.ts'

/**
 * Keeps one answer; when this returns it is on disk. A write with an older sequence changes nothing and tells what is
 * kept, so an answer may be sent again as often as the line wants.
 * @throws 404 for a question of another paper; 409 `exams.attempt-over` after the end; 403 `exams.seb-needed`
 */
export async function saveAnswer(
  ctx: Ctx,
  { attemptId, questionId }: { attemptId: string; questionId: string },
  input: z.output<typeof answerInput>,
  proof: SebProof | null,
): Promise<z.input<typeof answerAck>> {
  const kept = await keepTogether(ctx, {
    attemptId,
    questionId,
    value: input.value,
    sequence: input.sequence,
    inSeb: await answersInSeb(ctx, attemptId, proof),
    ...(input.typedAt ? { typedAt: input.typedAt } : {}),
  })
  if (kept === 'unknown') throw problem('foundation.not-found', { status: 404 })
  if (kept === 'bare') throw problem('exams.seb-needed', { status: 403, clause: 'R4.4a' })
  if (kept === 'over') throw problem('exams.attempt-over', { status: 409 })
  return { questionId, sequence: kept.sequence, savedAt: kept.savedAt.toISOString() }
}
