import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem, type FieldFault } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { meetingIn, meetingsIn } from '../contract.ts'
import { weeklyMeeting } from '../tables.ts'
import { lockOffering } from './lock-offering.ts'

type Meeting = z.output<typeof meetingIn>

/** Whether two meetings of one offering meet in the same hour of the same week. */
function collide(one: Meeting, other: Meeting): boolean {
  const weeks = one.weeks === 'all' || other.weeks === 'all' || one.weeks === other.weeks
  return weeks && one.weekday === other.weekday && one.startsAt < other.startsAt + other.minutes && other.startsAt < one.startsAt + one.minutes
}

/** What is wrong with a week of meetings as it is written, field by field. */
export function faultsOfMeetings(meetings: Meeting[]): FieldFault[] {
  return meetings.flatMap((one, index) => {
    const faults: FieldFault[] = []
    const path = (field: string) => `meetings.${index}.${field}`
    if (one.place === 'room' && !one.room) faults.push({ path: path('room'), key: 'meeting-room-needed' })
    if (one.startsAt + one.minutes > 24 * 60) faults.push({ path: path('minutes'), key: 'meeting-over-midnight' })
    if (meetings.slice(0, index).some((before) => collide(before, one))) faults.push({ path: path('startsAt'), key: 'meeting-overlap' })
    return faults
  })
}

/**
 * Sets the weekly meetings of an offering (the timetable's skeleton). Meetings of one offering do not overlap; those of
 * several offerings are the timetable's matter.
 * @throws 404, 422 overlapping, past midnight, or a room without a name
 */
export async function setMeetings(ctx: Ctx, offeringId: string, given: z.output<typeof meetingsIn>): Promise<void> {
  const meetings = given.meetings.map((one) => ({ ...one, room: one.place === 'online' ? null : one.room || null }))
  const faults = faultsOfMeetings(meetings)
  if (faults.length > 0) throw problem('programmes.meetings-wrong', { status: 422, fields: faults })
  await change(ctx, async (tx) => {
    await lockOffering(tx, offeringId)
    await tx.delete(weeklyMeeting).where(eq(weeklyMeeting.offeringId, offeringId))
    if (meetings.length > 0) await tx.insert(weeklyMeeting).values(meetings.map((meeting) => ({ offeringId, ...meeting })))
    await record(ctx, tx, {
      verb: 'meetings.set',
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      result: { meetings: meetings.length },
    })
  })
}
