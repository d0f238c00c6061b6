import type { ImportNote } from '../contract.ts'
import type { ImportedQuestion } from '../item-kinds.ts'
import type { CourseArchive } from './archive.ts'
import type { CanvasFacts } from './read-canvas.ts'
import { readCanvasFacts } from './read-canvas.ts'
import { readBank, readQuiz, type CleanHtml, type Draw, type ReadQuiz } from './read-qti.ts'
import { one, readXml, type Xml } from './xml.ts'

/** A test of the file, with what Canvas says beside it. */
export interface BroughtQuiz {
  quiz: ReadQuiz | null
  facts: CanvasFacts | null
  notes: ImportNote[]
}

interface QuizSource {
  archive: CourseArchive
  /** Identifier of the resource. */
  id: string
  /** The test's own file in the cartridge, read when Canvas keeps none beside it. */
  first: () => Promise<{ name: string; root: Xml }>
  /** Cleaning for texts of that file. */
  clean: (from: string) => CleanHtml
}

const beside = (id: string): string => `non_cc_assessments/${id}.xml.qti`

/** Reads a test: what can be asked, and a note for every question that cannot. `quiz` is null when there is no test in the file. */
export async function bringQuiz(source: QuizSource): Promise<BroughtQuiz> {
  const { archive, id } = source
  const meta = `${id}/assessment_meta.xml`
  const facts = archive.has(meta) ? readCanvasFacts(one(readXml(await archive.read(meta), meta), 'quiz')) : null
  // Canvas keeps its own, fuller form of the questions (numeric ones among them) beside the cartridge's.
  const own = beside(id)
  const { name, root } = archive.has(own) ? { name: own, root: readXml(await archive.read(own), own) } : await source.first()
  const quiz = readQuiz(root, source.clean(name))
  if (!quiz) return { quiz, facts, notes: [] }
  const notes = [...quiz.notes]
  const questions = [...quiz.questions]
  for (const draw of quiz.draws) {
    const drawn = await bringDraw(source, draw)
    questions.push(...drawn.questions)
    notes.push(drawn.note)
  }
  return { quiz: { ...quiz, questions }, facts, notes }
}

/** Our tests ask everybody the same: of what is drawn by chance the first ones come in, of a test's own group all. */
async function bringDraw(source: QuizSource, draw: Draw): Promise<{ questions: ImportedQuestion[]; note: ImportNote }> {
  if (draw.bank === null) return { questions: [], note: { key: 'draw-own', params: { count: draw.count, total: draw.of } } }
  const name = beside(draw.bank)
  const bank = source.archive.has(name) ? readBank(readXml(await source.archive.read(name), name), source.clean(name)) : null
  const questions = bank?.questions.slice(0, draw.count) ?? []
  if (!bank || questions.length === 0) return { questions, note: { key: 'draw-missing', params: { count: draw.count } } }
  return { questions, note: { key: 'draw-bank', params: { count: questions.length, bank: bank.title || draw.bank } } }
}
