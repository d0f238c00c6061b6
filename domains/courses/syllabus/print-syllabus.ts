import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import { formatFor } from '../../../foundation/i18n/format.ts'
import { pick, type Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { person, unit } from '../../people/index.ts'
import { offering, teaching } from '../../programmes/index.ts'
import { readSyllabus } from './read-syllabus.ts'
import { hourKinds, sourceKinds, totalHours, totalWeight, type Hours } from './shared/syllabus.ts'

/**
 * The syllabus as the university prints it (PDF).
 * @param language of the paper; the language of instruction where the reader names none and it is ky or ru
 */
export async function printSyllabus(ctx: Ctx, offeringId: string, language: 'ky' | 'ru' | undefined): Promise<Buffer> {
  const view = await readSyllabus(ctx, offeringId)
  const paper = language ?? (view.offering.language === 'ru' ? 'ru' : 'ky')
  const [department, teachers] = await Promise.all([
    ctx.db.select({ name: unit.name }).from(offering).innerJoin(unit, eq(unit.id, offering.departmentId)).where(eq(offering.id, offeringId)),
    ctx.db
      .selectDistinct({ surname: person.surname, givenName: person.givenName, patronymic: person.patronymic })
      .from(teaching)
      .innerJoin(person, eq(person.id, teaching.personId))
      .where(eq(teaching.offeringId, offeringId)),
  ])
  const say = (key: string, params: Record<string, unknown> = {}): string => text(paper, `courses:syllabus.${key}`, params)
  const word = (value: Localized): string => pick(value, paper)
  const { number, name } = formatFor(paper)
  const { content, offering: of } = view
  const totals = totalHours(content.topics)
  const hours = ({ live, own }: Hours): string => (live + own === 0 ? '–' : `${number(live)} + ${number(own)}`)
  const numberOf = new Map(content.outcomes.map(({ id }, at) => [id, at + 1]))
  const data = {
    language: paper,
    university: word(ctx.portal.universityName),
    department: word((department[0]?.name ?? {}) as Localized),
    code: of.code,
    version: view.version,
    name: word(of.name),
    facts: [
      [say('term'), word(of.term)],
      [say('credits'), number(of.credits)],
      [say('contact-hours'), number(hourKinds.reduce((sum, kind) => sum + view.planned[kind], 0))],
      [say('independent-hours'), number(view.planned.independent)],
      [say('control-form'), say(`control-forms.${of.controlForm}`)],
      [say('language'), say(`languages.${of.language}`)],
    ],
    aims: word(content.aims),
    before: word(content.before),
    outcomes: content.outcomes.map((one) => ({ text: word(one.text), competences: one.competences.join(', ') })),
    kinds: hourKinds.map((kind) => say(`hours.${kind}`)),
    topics: content.topics.map((one) => ({
      week: one.week === null ? '' : number(one.week),
      title: word(one.title),
      hours: hourKinds.map((kind) => hours(one.hours[kind])),
      independent: number(one.independent),
      outcomes: one.outcomes.map((id) => numberOf.get(id) ?? '').join(', '),
    })),
    totals: hourKinds.map((kind) => hours(totals.byKind[kind])),
    independentTotal: number(totals.independent),
    controls: content.controls.map((one) => ({
      title: word(one.title),
      kind: say(`controls.${one.kind}`),
      week: one.week === null ? '' : number(one.week),
      weight: `${number(one.weight)} %`,
    })),
    weightTotal: `${number(totalWeight(content.controls))} %`,
    gradingPolicy: word(content.gradingPolicy),
    ethics: word(content.ethics),
    sources: sourceKinds
      .map((kind) => ({
        title: say(`sources.${kind}`),
        list: content.sources.filter((one) => one.kind === kind).map((one) => ({ text: one.text, url: one.url ?? '' })),
      }))
      .filter(({ list }) => list.length > 0),
    teachers: teachers.map((one) => name(one, 'short')).join(', '),
    words: {
      syllabus: say('title'),
      version: say('version'),
      aims: say('aims'),
      before: say('before'),
      outcomes: say('outcomes'),
      outcome: say('outcome'),
      outcomesShort: say('outcomes-short'),
      competences: say('competences'),
      topics: say('topics'),
      topic: say('topic'),
      week: say('week'),
      independent: say('independent'),
      total: say('total'),
      hoursNote: say('hours-note'),
      controls: say('control-plan'),
      control: say('control'),
      kind: say('kind'),
      weight: say('weight'),
      gradingPolicy: say('grading-policy'),
      ethics: say('ethics'),
      teacher: say('teacher'),
      head: say('head'),
    },
  }
  return ctx.portal.documents.renderPdf(join(import.meta.dirname, 'syllabus.typ'), data)
}

/** Sends the paper, named after the discipline. */
export async function sendSyllabus(ctx: Ctx, reply: FastifyReply, offeringId: string, language: 'ky' | 'ru' | undefined): Promise<void> {
  const content = await printSyllabus(ctx, offeringId, language)
  await reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', 'inline; filename="syllabus.pdf"')
    .header('cache-control', 'private, no-store')
    .send(content)
}
