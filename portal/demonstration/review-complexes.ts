import { and, eq, sql } from 'drizzle-orm'
import { record } from '../../foundation/server/trace/record.ts'
import {
  complex,
  complexComment,
  complexReviewer,
  complexVersion,
  itemText,
  plainText,
  readContent,
  readMeasures,
  readReview,
} from '../../domains/courses/index.ts'
import { offering } from '../../domains/programmes/index.ts'
import { chanceOf } from './chance.ts'
import { day, plusDays, type MadeOffering, type World } from './world.ts'

const chance = chanceOf(5310)
/** Offerings that went through the council; PROG1 of the software engineers stays open, as most courses are. */
const published = ['PROG1-B-IS', 'PROG1-B-MECH', 'GRAPH1-B-SE', 'GRAPH1-B-IS', 'TENG1-B-SE', 'TENG1-B-IS']
/** And this one lies before the council again, changed. */
const changed = 'GRAPH1-B-SE'

/** Takes whole complexes through the methodical council: version 1 before the students, and one second version under review (R5.3c). */
export async function reviewComplexes(world: World, offerings: readonly MadeOffering[]): Promise<void> {
  const member = world.staff.get('METHODICAL')?.[0]?.id
  if (!member) throw new Error('the methodical council has no members')
  for (const one of offerings) {
    if (!published.some((code) => one.code.startsWith(`${code}-`))) continue
    await publish(world, one, member)
    if (one.code.startsWith(`${changed}-`)) await submitAgain(world, one, member)
  }
}

/** Version 1 of a whole complex, approved and before its readers. */
export async function publish(world: World, one: MadeOffering, reviewer: string): Promise<void> {
  const { ctx, tx } = world
  const offeringId = one.id
  const start = world.terms.find((term) => term.when === 'present')?.startsOn ?? world.today
  const submittedAt = plusDays(start, -9)
  const decidedAt = plusDays(start, -4)
  const content = await readContent(tx, offeringId)
  const [own] = await tx.select().from(offering).where(eq(offering.id, offeringId))
  if (!own) throw new Error('an offering is gone')
  await tx.insert(complex).values({
    offeringId,
    state: 'approved',
    submittedHash: content.hash,
    submittedBy: one.teacherId,
    submittedAt,
    dueOn: day(plusDays(submittedAt, 14)),
    decidedBy: reviewer,
    decidedAt,
    decisionNote: 'Комплекс толук, бекитилди.',
  })
  const scores = { completeness: 5, variety: 4, design: 5, multimedia: 4 }
  await tx.insert(complexReviewer).values({ offeringId, personId: reviewer, scores, notes: { variety: 'Үн жазуулары аз' } })
  const id = chance.id()
  const review = await readReview(tx, offeringId, await readMeasures(tx, own))
  await tx
    .insert(complexVersion)
    .values({ id, offeringId, number: 1, ...content, gaps: [], review, publishedAt: decidedAt, byPerson: reviewer, createdAt: decidedAt })
  await tx.update(complex).set({ state: 'published', approvedVersion: id, publishedVersion: id }).where(eq(complex.offeringId, offeringId))
  const object = { type: 'offering', id: offeringId }
  await record(
    ctx,
    tx,
    { verb: 'complex.submitted', actor: one.teacherId, object, offering: offeringId, at: submittedAt },
    { verb: 'complex.approved', actor: reviewer, object, offering: offeringId, at: decidedAt },
    { verb: 'complex.published', actor: one.teacherId, object, offering: offeringId, result: { version: 1 }, at: decidedAt },
  )
}

/** What the author added to the first lecture after publication. */
const addition = {
  ky: '<p>Чиймени окууну жана түзүүнү кайталап машыгуу керек: ар бир жумада бир тетикти колго алып, эскизин чийип көрүңүз.</p>',
  ru: '<p>Читать и выполнять чертежи учатся на деле: каждую неделю берите в руки одну деталь и чертите её эскиз.</p>',
}

async function submitAgain(world: World, one: MadeOffering, reviewer: string): Promise<void> {
  const { ctx, tx, today } = world
  const offeringId = one.id
  const before = await readContent(tx, offeringId)
  const first = before.outline[0]?.items[0]
  if (!first) return
  for (const language of ['ky', 'ru'] as const) {
    const html = `${before.texts[first.id]?.[language] ?? ''}\n${addition[language]}`
    await tx
      .update(itemText)
      .set({ html, plain: plainText(html), version: sql`${itemText.version} + 1`, changedAt: plusDays(today, -3) })
      .where(and(eq(itemText.itemId, first.id), eq(itemText.language, language)))
  }
  const { hash } = await readContent(tx, offeringId)
  const submittedAt = plusDays(today, -2)
  await tx
    .update(complex)
    .set({
      state: 'submitted',
      submittedHash: hash,
      submittedAt,
      dueOn: day(plusDays(submittedAt, 14)),
      decidedBy: null,
      decidedAt: null,
      decisionNote: '',
    })
    .where(eq(complex.offeringId, offeringId))
  await tx.delete(complexReviewer).where(eq(complexReviewer.offeringId, offeringId))
  await tx.insert(complexReviewer).values({ offeringId, personId: reviewer })
  await tx.insert(complexComment).values({
    id: chance.id(),
    offeringId,
    itemId: first.id,
    quote: 'бир тетикти колго алып',
    text: 'Алыстан окуган студент тетикти кайдан табат? Үйдөгү нерселерден мисал келтириңиз.',
    byPerson: reviewer,
    createdAt: plusDays(today, -1),
  })
  const object = { type: 'offering', id: offeringId }
  await record(
    ctx,
    tx,
    { verb: 'complex.submitted', actor: one.teacherId, object, offering: offeringId, result: { hash }, at: submittedAt },
    { verb: 'complex.commented', actor: reviewer, object, offering: offeringId, result: { itemId: first.id }, at: plusDays(today, -1) },
  )
}
