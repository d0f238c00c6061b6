import { eq } from 'drizzle-orm'
import { civilDate } from '../../../foundation/i18n/format.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { studentsOfOffering } from '../../programmes/index.ts'
import { scaleOn } from '../scale.ts'
import { recordLine } from '../tables.ts'
import { checkedScheme } from './check-scheme.ts'
import type { PreviewView } from './contract.ts'
import type { SchemeContent } from './shared/scheme.ts'
import { sumWorks } from './sum-works.ts'
import { pairKey, worksOf } from './works-of.ts'

/** Whose grade would change by a scheme; nothing is kept. @throws 422 as `checkedScheme` */
export async function previewScheme(ctx: Ctx, offeringId: string, draft: SchemeContent): Promise<PreviewView> {
  const content = await checkedScheme(ctx.db, offeringId, draft)
  const now = new Date()
  const [students, lines] = await Promise.all([
    studentsOfOffering(ctx, offeringId),
    ctx.db.select().from(recordLine).where(eq(recordLine.offeringId, offeringId)),
  ])
  const lineOf = new Map(lines.map((line) => [line.personId, line]))
  const open = students.filter(({ personId }) => !lineOf.get(personId)?.final)
  const pairs = open.map(({ personId }) => ({ personId, offeringId }))
  const works = await worksOf(ctx.db, pairs, now)
  const scale = scaleOn(civilDate(now))
  const both = open.map((student) => {
    const line = lineOf.get(student.personId)
    const sum = sumWorks(content, works.get(pairKey({ personId: student.personId, offeringId })) ?? [], { scale, closed: false })
    return {
      person: { id: student.personId, surname: student.surname, givenName: student.givenName, patronymic: student.patronymic },
      group: student.groupCode,
      before: line ? { percent: line.percent, letter: line.letter } : null,
      after: sum ? { percent: sum.percent, letter: sum.band.letter } : null,
    }
  })
  return {
    changed: both.filter(({ before, after }) => before?.percent !== after?.percent).length,
    final: students.length - open.length,
    letters: both.filter(({ before, after }) => before?.letter !== after?.letter),
  }
}
