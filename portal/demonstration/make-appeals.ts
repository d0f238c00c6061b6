import { and, desc, eq, isNotNull, ne } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { account } from '../../foundation/server/sessions/index.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { appeal, appealWord, grade } from '../../domains/grades/index.ts'
import { teaching } from '../../domains/programmes/index.ts'
import { chanceOf } from './chance.ts'

const day = 86_400_000

/** Its own chance: what is made here changes nothing of the rest of the university. */
const chance = chanceOf(3304)

const said = {
  open: 'Экинчи бөлүктү толук аткардым деп ойлойм: шартта суралган беш пункттун баары жазылган. Кайра карап көрүңүздөрчү.',
  teacher: 'Беш пункт бар, бирок экөөнүн түшүндүрмөсү жок: упай ошол үчүн кемитилген.',
  ended: 'Акыркы пункт эсептелбей калыптыр деп ойлойм, упай кошулуш керек эле.',
  answer: 'Комиссия ишти кайра карады: акыркы пункт шартта «милдеттүү эмес» деп жазылган, упай туура коюлган.',
}

/** Two appeals of the demonstration's student: one that waits, one that was answered. */
export async function makeAppeals(ctx: Ctx): Promise<void> {
  const whoIs = async (login: string): Promise<string> => {
    const [found] = await ctx.db.select({ id: account.personId }).from(account).where(eq(account.username, login))
    if (!found) throw new Error(`the demonstration has no ${login}`)
    return found.id
  }
  const [student, judge] = [await whoIs('student'), await whoIs('commission')]
  const marks = await ctx.db
    .select()
    .from(grade)
    .where(and(eq(grade.personId, student), isNotNull(grade.gradedBy), ne(grade.points, grade.maxPoints)))
    .orderBy(desc(grade.gradedAt))
    .limit(2)
  await change(ctx, async (tx) => {
    for (const [at, mark] of marks.entries()) {
      const filedAt = new Date(Date.now() - (at === 0 ? 1 : 12) * day)
      const { itemId, offeringId } = mark
      const [teacher] = await tx.select({ id: teaching.personId }).from(teaching).where(eq(teaching.offeringId, offeringId))
      const ended = { state: 'kept' as const, answer: said.answer, answeredBy: judge, endedAt: new Date(filedAt.getTime() + 3 * day) }
      const id = chance.id()
      await tx.insert(appeal).values({
        id,
        personId: student,
        offeringId,
        itemId,
        reason: at === 0 ? said.open : said.ended,
        pointsWere: mark.points,
        maxPoints: mark.maxPoints,
        filedAt,
        dueAt: new Date(filedAt.getTime() + 5 * day),
        ...(at === 0 ? {} : ended),
      })
      if (at === 0 && teacher)
        await tx.insert(appealWord).values({
          id: chance.id(),
          appealId: id,
          personId: teacher.id,
          side: 'teacher',
          words: said.teacher,
          saidAt: new Date(filedAt.getTime() + day / 8),
        })
      await record(ctx, tx, { verb: 'appeal.filed', object: { type: 'appeal', id }, actor: student, at: filedAt, offering: offeringId })
      if (at > 0)
        await record(ctx, tx, {
          verb: 'appeal.answered',
          object: { type: 'appeal', id },
          actor: judge,
          about: student,
          at: ended.endedAt,
          offering: offeringId,
        })
    }
  })
}
