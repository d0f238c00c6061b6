import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { meetingsIn } from '../contract.ts'
import { weeklyMeeting } from '../tables.ts'
import { lockOffering } from './lock-offering.ts'

/** Sets the weekly meetings of an offering (the timetable's skeleton). @throws 404 */
export async function setMeetings(ctx: Ctx, offeringId: string, given: z.output<typeof meetingsIn>): Promise<void> {
  await change(ctx, async (tx) => {
    await lockOffering(tx, offeringId)
    await tx.delete(weeklyMeeting).where(eq(weeklyMeeting.offeringId, offeringId))
    if (given.meetings.length > 0) await tx.insert(weeklyMeeting).values(given.meetings.map((meeting) => ({ offeringId, ...meeting })))
    await record(ctx, tx, {
      verb: 'meetings.set',
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      result: { meetings: given.meetings.length },
    })
  })
}
