import type { ImportedAssignment } from '../item-kinds.ts'
import { htmlOfPlain } from '../sanitize-lesson.ts'
import type { CanvasFacts } from './read-canvas.ts'
import type { CleanHtml } from './read-qti.ts'
import { all, attribute, one, words, type Xml } from './xml.ts'

/** Reads the assignment extension of Common Cartridge 1.3. */
export function readCartridgeAssignment(root: Xml, clean: CleanHtml): { title: string; assignment: ImportedAssignment } | null {
  const found = one(root, 'assignment')
  if (!found) return null
  const formats = all(one(found, 'submission_formats'), 'format').map((format) => attribute(format, 'type').toLowerCase())
  const gradable = one(found, 'gradable')
  return {
    title: words(found, 'title'),
    assignment: {
      points: positive(attribute(gradable, 'points_possible') || words(gradable)),
      acceptsFiles: formats.length === 0 || formats.includes('file'),
      acceptsText: formats.length === 0 || formats.includes('html') || formats.includes('text'),
      instructionHtml: htmlText(one(found, 'text') ?? one(found, 'instructor_text'), clean),
    },
  }
}

/** An assignment of Canvas: its facts, and the page beside them. */
export function canvasAssignment(facts: CanvasFacts, html: string, clean: CleanHtml): ImportedAssignment {
  const types = facts.submissionTypes
  return {
    points: facts.points ?? 0,
    acceptsFiles: types.includes('online_upload') || types.length === 0,
    acceptsText: types.includes('online_text_entry') || types.includes('online_url') || types.length === 0,
    instructionHtml: clean(html),
    ...(facts.dueAt ? { dueAt: facts.dueAt } : {}),
  }
}

/** A text element with its `texttype`. */
export function htmlText(text: Xml | undefined, clean: CleanHtml): string {
  const given = words(text)
  return /html/i.test(attribute(text, 'texttype')) ? clean(given) : htmlOfPlain(given)
}

function positive(text: string): number {
  const number = Number(text)
  return Number.isFinite(number) && number > 0 ? number : 0
}
