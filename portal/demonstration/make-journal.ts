import { eq } from 'drizzle-orm'
import { civilDate } from '../../foundation/i18n/format.ts'
import { pick, type Locale } from '../../foundation/i18n/localized.ts'
import { meetsOn, readMeetings } from '../../domains/learning/index.ts'
import { journalChange, journalClass, journalPresence } from '../../domains/grades/index.ts'
import { enrolment, offering } from '../../domains/programmes/index.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { chanceOf } from './chance.ts'
import type { MadeItem } from './make-courses.ts'
import { insertMany, type World } from './world.ts'

const day = 86_400_000

/** Its own chance: what is made here changes nothing of the rest of the university. */
const chance = chanceOf(6606)

/** Journals of the written disciplines: every class of the timetable so far but the newest, who was there, and why not. */
export async function makeJournal(ctx: Ctx, world: World, courses: ReadonlyMap<string, MadeItem[]>): Promise<void> {
  const meetings = await readMeetings(ctx, [...courses.keys()])
  const rows = {
    classes: [] as (typeof journalClass.$inferInsert)[],
    presences: [] as (typeof journalPresence.$inferInsert)[],
    changes: [] as (typeof journalChange.$inferInsert)[],
  }
  for (const [offeringId, items] of courses) {
    const made = world.offerings.find((one) => one.id === offeringId)
    const own = meetings.filter((one) => one.offering_id === offeringId)
    const [found] = await ctx.db.select({ language: offering.language }).from(offering).where(eq(offering.id, offeringId))
    const [begins] = own
    if (!made || !begins || !found) continue
    const topics = [...new Set(items.map((one) => pick(one.sectionTitle, found.language as Locale)))]
    const students = await ctx.db.select({ id: enrolment.personId }).from(enrolment).where(eq(enrolment.offeringId, offeringId))
    const held: { on: string; at: (typeof own)[number] }[] = []
    for (let at = Date.parse(`${begins.starts_on}T12:00:00Z`); at < world.today.getTime() - day; at += day) {
      const on = civilDate(at)
      held.push(...own.filter((one) => meetsOn(one, on)).map((one) => ({ on, at: one })))
    }
    for (const [index, { on, at: meeting }] of held.slice(0, -1).entries()) {
      const id = chance.id()
      const taken = new Date(Date.parse(`${on}T00:00:00+06:00`) + (meeting.starts_at + 10) * 60_000)
      rows.classes.push({
        id,
        offeringId,
        heldOn: on,
        startsAt: meeting.starts_at,
        kind: meeting.kind,
        hours: Math.max(1, Math.round(meeting.minutes / 45)),
        topic: topics[Math.min(topics.length - 1, Math.floor((index * topics.length) / held.length))] ?? '…',
        teacherId: made.teacherId,
        createdAt: taken,
        takenAt: taken,
      })
      for (const { id: personId } of students) {
        const dice = chance.around(50, 50, 0, 100)
        const state = dice > 97 ? 'excused' : dice > 90 ? 'absent' : dice > 85 ? 'late' : 'present'
        const note = state === 'excused' ? `Маалымкат № ${Math.round(chance.around(40, 30, 1, 99))}` : null
        rows.presences.push({ classId: id, personId, state, note, changedBy: made.teacherId, changedAt: taken })
        rows.changes.push({ id: chance.id(), classId: id, personId, stateTo: state, by: made.teacherId, at: taken })
      }
    }
  }
  await change(ctx, async (tx) => {
    await insertMany(rows.classes, (part) => tx.insert(journalClass).values(part))
    await insertMany(rows.presences, (part) => tx.insert(journalPresence).values(part))
    await insertMany(rows.changes, (part) => tx.insert(journalChange).values(part))
    await record(
      ctx,
      tx,
      ...rows.classes.map(({ id, offeringId, teacherId, createdAt }) => ({
        verb: 'class.written',
        object: { type: 'class', id: id ?? '' },
        actor: teacherId,
        at: createdAt ?? world.today,
        offering: offeringId,
      })),
    )
  })
}
