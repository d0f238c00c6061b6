import type { ImportNote } from '../../contract.ts'
import type { ImportedQuestion } from '../../item-kinds.ts'
import type { BroughtItem } from '../course-source.ts'
import { all, below, one, words, type Xml } from '../xml.ts'
import { told, type MoodleActivity, type MoodleBackup } from './backup.ts'
import { readMoodleQuestion, type BankQuestion, type QuestionBank } from './questions.ts'
import { instant, type Reader } from './reader.ts'

/** What stands in one place of a quiz: a question, or so many drawn from a category. */
interface Slot {
  question: BankQuestion | null
  category: string | null
  points: number | undefined
}

/** The places of a quiz, in both shapes: ids of questions (to 3.11), references to the bank's entries (from 4.0). */
function slotsOf(quiz: Xml | undefined, bank: QuestionBank): Slot[] {
  return all(one(quiz, 'question_instances'), 'question_instance')
    .toSorted((a, b) => Number(words(a, 'slot')) - Number(words(b, 'slot')))
    .map((slot) => {
      const mark = Number(words(slot, 'maxmark') || words(slot, 'grade') || 'NaN')
      const points = Number.isFinite(mark) ? mark : undefined
      const reference = below(slot, 'question_reference')[0]
      const set = below(slot, 'question_set_reference')[0]
      if (set) return { question: null, category: categoryOf(words(set, 'filtercondition')), points }
      const question = (reference ? bank.byEntry.get(words(reference, 'questionbankentryid')) : bank.byId.get(words(slot, 'questionid'))) ?? null
      if (question && words(question.element, 'qtype') === 'random') return { question: null, category: question.categoryId, points }
      return { question, category: null, points }
    })
}

/** The category of a condition, as 4.0 and as 4.3 write it. */
function categoryOf(condition: string): string {
  try {
    const read = JSON.parse(condition) as { questioncategoryid?: unknown; filter?: { category?: { values?: unknown[] } } }
    return String(read.questioncategoryid ?? read.filter?.category?.values?.[0] ?? '')
  } catch {
    return ''
  }
}

/** Questions that stand in quizzes, so that the rest can be brought as banks. */
export function usedQuestions(backup: MoodleBackup, bank: QuestionBank): Set<string> {
  const used = new Set<string>()
  for (const activity of backup.activities.filter(({ kind }) => kind === 'quiz'))
    for (const { question } of drawn(slotsOf(activity.body, bank), bank)) if (question) used.add(question.entryId)
  return used
}

/** Our tests ask everybody the same: for each drawn place the next question of its category that is not in the quiz already. */
function drawn(slots: Slot[], bank: QuestionBank): (Slot & { byChance: boolean })[] {
  const taken = new Set(slots.flatMap(({ question }) => question?.entryId ?? []))
  return slots.map((slot) => {
    if (slot.category === null) return { ...slot, byChance: false }
    const found = [...bank.byEntry.values()].find(
      (one) => one.categoryId === slot.category && !taken.has(one.entryId) && words(one.element, 'qtype') !== 'random',
    )
    if (found) taken.add(found.entryId)
    return { ...slot, question: found ?? null, byChance: true }
  })
}

/** A quiz as a test: its questions, points, attempts, times. */
export function bringQuizActivity(reader: Reader, activity: MoodleActivity, base: BroughtItem): BroughtItem {
  const { body } = activity
  const slots = drawn(slotsOf(body, reader.bank), reader.bank)
  const read = readAll(reader, slots)
  const chance = slots.filter(({ byChance, question }) => byChance && question)
  const notes = [...base.notes, ...read.notes]
  for (const category of new Set(chance.map((slot) => slot.category)))
    notes.push({
      key: 'draw-bank',
      params: {
        count: chance.filter((slot) => slot.category === category).length,
        bank: reader.bank.categories.find(({ id }) => id === category)?.name ?? '',
      },
    })
  const missing = slots.filter(({ question }) => !question).length
  if (missing > 0) notes.push({ key: 'draw-missing', params: { count: missing } })
  if (read.questions.length === 0) notes.push({ key: 'test-empty' })
  const intro = reader.texts.clean(
    told(words(body, 'intro')),
    words(body, 'introformat') || '1',
    { contextId: activity.contextId, component: 'mod_quiz', area: 'intro', itemId: '0' },
    notes,
  )
  const attempts = Number(words(body, 'attempts_number') || words(body, 'attempts'))
  const minutes = Math.ceil(Number(words(body, 'timelimit')) / 60)
  const grade = Number(words(body, 'grade'))
  return {
    ...base,
    kind: 'test',
    html: intro.und ?? Object.values(intro)[0] ?? '',
    ...(intro.und === undefined && Object.keys(intro).length > 0 ? { texts: intro } : {}),
    quiz: {
      title: base.title,
      ...(grade > 0 ? { points: grade } : {}),
      attempts: attempts > 0 ? Math.min(attempts, 100) : null,
      ...(minutes > 0 ? { minutes: Math.min(minutes, 600) } : {}),
      questions: read.questions,
    },
    opensAt: instant(words(body, 'timeopen')),
    dueAt: instant(words(body, 'timeclose')),
    notes,
    ...(read.keptHtml ? { keptHtml: read.keptHtml } : {}),
  }
}

function readAll(
  reader: Reader,
  slots: Pick<Slot, 'question' | 'points'>[],
): { questions: ImportedQuestion[]; notes: ImportNote[]; keptHtml: string } {
  const all = slots.flatMap(({ question, points }, index) => (question ? [readMoodleQuestion(question, reader.texts, index + 1, points)] : []))
  return {
    questions: all.flatMap(({ question }) => question ?? []),
    notes: all.flatMap(({ notes }) => notes),
    keptHtml: all.map(({ keptHtml }) => keptHtml).join(''),
  }
}

/** Questions of the bank that no quiz asks, by category. */
export function looseQuestions(bank: QuestionBank, used: Set<string>): { category: { id: string; name: string }; questions: BankQuestion[] }[] {
  return bank.categories
    .map((category) => ({
      category,
      questions: [...bank.byEntry.values()].filter(
        (one) => one.categoryId === category.id && !used.has(one.entryId) && words(one.element, 'qtype') !== 'random',
      ),
    }))
    .filter(({ questions }) => questions.length > 0)
}

/** A category as a hidden test: its questions are not lost, and no student meets them before the teacher wants it. */
export function bringLooseQuestions(reader: Reader, name: string, questions: BankQuestion[]): BroughtItem {
  const base = reader.nothingOf(name)
  const read = readAll(
    reader,
    questions.map((question) => ({ question, points: undefined })),
  )
  return {
    ...base,
    kind: 'test',
    hidden: true,
    quiz: { title: base.title, questions: read.questions },
    notes: [{ key: 'bank-hidden', params: { count: read.questions.length } }, ...read.notes],
    ...(read.keptHtml ? { keptHtml: read.keptHtml } : {}),
  }
}
