import { eq } from 'drizzle-orm'
import { record, type Act } from '../../foundation/server/trace/record.ts'
import { certificate, itemProgress, mooc } from '../../domains/learning/index.ts'
import { person, roleGrant } from '../../domains/people/index.ts'
import { discipline, enrolment, offering, teaching } from '../../domains/programmes/index.ts'
import { chanceOf } from './chance.ts'
import { makeComplex } from './make-complexes.ts'
import { makeCourse } from './make-courses.ts'
import { makePersonData } from './make-people.ts'
import { publish } from './review-complexes.ts'
import { day, insertMany, plusDays, type World } from './world.ts'

/** Ids and names fall by a chance of their own: what came before stays as it was. */
const chance = chanceOf(1313)
/** The code of one certificate, so that its public page can be looked at. */
export const certificateToShow = 'demotechengl'
const participants = 40
const certified = 3

/** One course that is open to everybody (R1.3b), with people from outside in it; a few of them have their certificate. */
export async function makeMooc(world: World): Promise<void> {
  const { tx, today } = world
  const model = world.offerings.find((one) => one.when === 'present' && one.code.startsWith('TENG1-B-SE'))
  const member = world.staff.get('METHODICAL')?.[0]?.id
  if (!model || !member) return
  const own = { ...world, chance }
  const id = chance.id()
  const code = model.code.replace('TENG1-B-SE', 'TENG1-MOOC')
  const [plan] = await tx.select().from(offering).where(eq(offering.id, model.id))
  if (!plan) return
  await tx.insert(offering).values({ ...plan, id, code, elective: false, electivePool: null, places: null })
  await tx.insert(teaching).values({ id: chance.id(), offeringId: id, personId: model.teacherId, kind: 'lecture' })
  const made = { ...model, id, code, groups: [] }
  const items = await makeCourse(own, made)
  await makeComplex(own, made, items)
  await publish(own, made, member)
  const opened = plusDays(world.terms.find((term) => term.when === 'present')?.startsOn ?? today, 1)
  await tx.insert(mooc).values({
    offeringId: id,
    slug: 'technical-english',
    state: 'open',
    summary: {
      ky: 'Техникалык текстти окуп түшүнөсүз: түзүлүштү, процессти жана графикти англисче сүрөттөйсүз, иш катын жана кыска отчёт жазасыз. Ар бир сабакта өзүн-өзү текшерүү бар.',
      ru: 'Вы научитесь понимать технический текст: описывать по-английски устройство, процесс и график, писать деловое письмо и краткий отчёт. В каждом уроке есть самопроверка.',
      en: 'You learn to understand technical texts: to describe a device, a process and a graph in English, to write a letter and a short report. Every lesson has a self-check.',
    },
    audience: {
      ky: 'Англисчени A2 деңгээлинде билген студенттерге, инженерлерге жана окуучуларга.',
      ru: 'Студентам, инженерам и школьникам, которые знают английский на уровне A2.',
      en: 'Students, engineers and pupils with English at level A2.',
    },
    leastShare: 80,
    leastPoints: 0,
    exemptReason: 'Ачык курс асинхрондуу окулат: катышуучулар ар кайсы өлкөдөн.',
    exemptBy: member,
    openedAt: opened,
  })
  await addLearners(world, { id, opened, items: items.map((one) => one.id) }, plan.disciplineId)
}

async function addLearners(world: World, course: { id: string; opened: Date; items: string[] }, disciplineId: string): Promise<void> {
  const { tx, ctx, today } = world
  const people = Array.from({ length: participants }, (_none, at) => makePersonData(chance, `О${String(at + 1).padStart(4, '0')}`, 1975, 2010))
  await insertMany(people, (part) => tx.insert(person).values(part.map((one) => ({ ...one, personalNumber: null, birthDate: null }))))
  await insertMany(people, (part) =>
    tx.insert(roleGrant).values(part.map((one) => ({ id: chance.id(), personId: one.id, role: 'learner', startsOn: day(course.opened) }))),
  )
  const [demo] = await tx.select({ id: person.id }).from(person).where(eq(person.email, 'learner@demo.example'))
  const progress: (typeof itemProgress.$inferInsert)[] = []
  const acts: Act[] = []
  const days = Math.max(1, Math.floor((today.getTime() - course.opened.getTime()) / 86_400_000))
  const all = [
    ...(demo ? [{ id: demo.id, share: 0.2 }] : []),
    ...people.map(({ id }, at) => ({ id, share: at < certified ? 1 : chance.next() * 0.9 })),
  ]
  for (const { id, share } of all) {
    const since = plusDays(course.opened, chance.whole(0, Math.floor(days / 2)))
    await tx.insert(enrolment).values({ id: chance.id(), offeringId: course.id, personId: id, origin: 'single', enrolledAt: since })
    acts.push({ verb: 'enrolment.made', actor: id, object: { type: 'offering', id: course.id }, offering: course.id, about: id, at: since })
    for (const [at, itemId] of course.items.slice(0, Math.floor(share * course.items.length)).entries()) {
      const seconds = chance.whole(300, 1800)
      const openedAt = new Date(Math.min(today.getTime() - 3_600_000, plusDays(since, at).getTime() + chance.whole(0, 12) * 3_600_000))
      const lastAt = new Date(openedAt.getTime() + seconds * 1000)
      progress.push({ personId: id, itemId, offeringId: course.id, openedAt, lastAt, completedAt: lastAt, seconds, place: 1000 })
    }
  }
  await insertMany(progress, (part) => tx.insert(itemProgress).values(part))
  const [taught] = await tx.select({ name: discipline.name }).from(discipline).where(eq(discipline.id, disciplineId))
  for (const [at, holder] of people.slice(0, certified).entries()) {
    const id = chance.id()
    const issuedAt = plusDays(today, -certified + at)
    await tx.insert(certificate).values({
      id,
      code: at === 0 ? certificateToShow : Array.from({ length: 12 }, () => chance.pick([...'abcdefghjkmnpqrstuvwxyz23456789'])).join(''),
      number: `${issuedAt.getUTCFullYear()}-${String(at + 1).padStart(4, '0')}`,
      offeringId: course.id,
      personId: holder.id,
      holder: { surname: holder.surname, givenName: holder.givenName, patronymic: holder.patronymic },
      course: taught?.name ?? {},
      hours: 150,
      share: 100,
      points: null,
      issuedAt,
    })
    acts.push({
      verb: 'certificate.issued',
      actor: holder.id,
      object: { type: 'certificate', id },
      offering: course.id,
      about: holder.id,
      result: { share: 100, points: null },
      at: issuedAt,
    })
  }
  await record(ctx, tx, ...acts.toSorted((left, right) => (left.at?.getTime() ?? 0) - (right.at?.getTime() ?? 0)))
}
