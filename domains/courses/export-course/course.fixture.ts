import fc from 'fast-check'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { ImportedAssignment, ImportedQuestion, ImportedQuiz } from '../item-kinds.ts'

/** A record with the prototype of every object: the database's layer asks for it. */
function fields<T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>
}

/** A course as a test makes it. In texts `FILE3` and `ITEM5` stand for the addresses of the file and the item of that number. */
export interface MadeCourse {
  files: { path: string; content: Buffer }[]
  sections: {
    title: Localized
    week: number | null
    hidden: boolean
    items: {
      kind: 'page' | 'file' | 'link' | 'test' | 'assignment' | 'discussion' | 'heading'
      title: Localized
      minutes: number | null
      opensAt: Date | null
      dueAt: Date | null
      hidden: boolean
      texts: Partial<Record<'ky' | 'ru' | 'en' | 'und', string>>
      url: string
      files: number[]
      quiz: ImportedQuiz | null
      assignment: Omit<ImportedAssignment, 'instructionHtml'>
    }[]
  }[]
}

/** Rules of a test that a test of ours begins with. */
export const madeQuiz: ImportedQuiz = {
  title: '',
  language: 'ru',
  points: 10,
  attempts: 3,
  questions: [],
  rules: { passPercent: 50, shuffle: true, showAnswers: 'after_due' },
}

const words = fc.stringMatching(/^[а-яёңөүa-z<>&"' 0-9]{1,30}$/).map((text) => text.trim() || 'ө')
const title: fc.Arbitrary<Localized> = fc
  .record({ ky: words, ru: words, en: words }, { requiredKeys: [], noNullPrototype: true })
  .map((found) => (Object.keys(found).length > 0 ? found : { ky: 'Аталыш' }))
const escaped = words.map((text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
const part = fc.oneof(
  escaped.map((text) => `<p>${text}</p>`),
  escaped.map((text) => `<h2>${text}</h2><ul><li><strong>${text}</strong></li></ul>`),
  fc.nat(9).map((at) => `<p><img src="FILE${at}" alt="сүрөт" /></p>`),
  fc.nat(9).map((at) => `<p><a href="FILE${at}">файл</a> <a href="ITEM${at}">нерсе</a></p>`),
  fc.constantFrom(
    '<figure data-block="formula" data-tex="\\frac{a}{b} &lt; \\sqrt[3]{c}"></figure>',
    '<figure data-block="self-check" data-spec="{&quot;question&quot;:&quot;Эмне?&quot;,&quot;right&quot;:1}"></figure>',
    '<p>жана <span data-tex="x_1">x</span> <a href="https://example.org/?a=1&amp;b=2">сырт</a></p>',
    '<div role="note" class="warning"><p>Этият</p></div>',
  ),
)
const text = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''))
const texts = fc.record({ ky: text, ru: text, en: text, und: text }, { requiredKeys: [], noNullPrototype: true })
const instant = fc.option(fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }))
const number = fc.integer({ min: -100_000, max: 100_000 }).map((one) => one / 100)

const choice = fields({ html: escaped.map((one) => `<p>${one}</p>`), right: fc.boolean() })
const inLanguages = <T>(one: fc.Arbitrary<T>) => fc.record({ ky: one, ru: one }, { requiredKeys: ['ru'], noNullPrototype: true })
const question: fc.Arbitrary<ImportedQuestion> = fc
  .record({
    kind: fc.constantFrom('single' as const, 'multiple' as const, 'numeric' as const),
    prompts: inLanguages(escaped.map((one) => `<p>${one}</p>`)),
    choices: fc.array(choice, { minLength: 2, maxLength: 5 }),
    answer: number,
    tolerance: fc.option(fc.constantFrom(0, 0.5, 0.01)),
    unit: fc.option(fc.constantFrom('м', 'кг')),
    points: fc.constantFrom(1, 2.5, 10),
    feedback: fc.option(escaped.map((one) => `<p>${one}</p>`)),
    plain: fc.boolean(),
  })
  .map(({ kind, prompts, choices: given, answer, tolerance, unit, points, feedback, plain }) => {
    const numeric = kind === 'numeric'
    const choices = numeric
      ? []
      : given.map(({ html, right }, index) => ({ id: `x${index}`, html, right: kind === 'single' ? index === 0 : right || index === 0 }))
    return {
      kind,
      promptHtml: prompts.ru,
      choices,
      ...(numeric ? { answer, ...(tolerance === null ? {} : { tolerance }), ...(unit === null ? {} : { unit }) } : {}),
      points,
      ...(plain ? { plain } : {}),
      sourceType: kind,
      words: Object.fromEntries(
        Object.entries(prompts).map(([language, promptHtml]) => [
          language,
          { promptHtml, choices: Object.fromEntries(choices.map(({ id, html }) => [id, html])), ...(feedback ? { feedbackHtml: feedback } : {}) },
        ]),
      ),
    }
  })
const quiz: fc.Arbitrary<ImportedQuiz> = fc
  .record({
    questions: fc.array(question, { maxLength: 4 }),
    minutes: fc.option(fc.integer({ min: 1, max: 600 })),
    attempts: fc.integer({ min: 1, max: 100 }),
    passPercent: fc.option(fc.integer({ min: 0, max: 100 })),
    shuffle: fc.boolean(),
    showAnswers: fc.constantFrom('after_attempt' as const, 'after_due' as const, 'never' as const),
  })
  .map(({ questions, minutes, attempts, ...rules }) => ({ ...madeQuiz, questions, attempts, ...(minutes === null ? {} : { minutes }), rules }))

const item = fields({
  kind: fc.constantFrom(
    'page' as const,
    'file' as const,
    'link' as const,
    'test' as const,
    'assignment' as const,
    'discussion' as const,
    'heading' as const,
  ),
  title,
  minutes: fc.option(fc.integer({ min: 1, max: 6000 })),
  opensAt: instant,
  dueAt: instant,
  hidden: fc.boolean(),
  texts,
  url: fc.webUrl({ withQueryParameters: true }),
  files: fc.uniqueArray(fc.nat(9), { maxLength: 2, selector: (at) => at % 2 }),
  quiz,
  assignment: fields({
    points: fc.constantFrom(0, 7.5, 100),
    acceptsFiles: fc.constant(true),
    acceptsText: fc.boolean(),
    rules: fields({ maxFiles: fc.integer({ min: 1, max: 20 }), allowLate: fc.boolean() }),
  }),
})

/** Any course of the kinds that have a home here. */
export const madeCourse: fc.Arbitrary<MadeCourse> = fields({
  files: fc.tuple(
    fields({
      path: fc.constantFrom('сүрөт.png', 'a/b c.txt', '%$?.txt'),
      content: fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
    }),
    fields({
      path: fc.constantFrom('Ө/№ 1.csv', 'x'),
      content: fc.uint8Array({ minLength: 1, maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
    }),
  ),
  sections: fc.array(
    fields({ title, week: fc.option(fc.integer({ min: 1, max: 60 })), hidden: fc.boolean(), items: fc.array(item, { maxLength: 5 }) }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
})
