import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Locale } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { ImportView } from '../contract.ts'
import { ruleDay, standardMet } from '../rules.ts'
import { curriculum, discipline, programme } from '../tables.ts'
import { addDraft } from './create-curriculum.ts'
import { replaceLines } from './draft-of.ts'
import { calledIn } from './file-columns.ts'
import { totalHours } from './hours.ts'
import { parseCurriculumFile, type FileLine } from './parse-curriculum-file.ts'
import { readLines } from './read-curriculum.ts'

export interface ImportOptions {
  /** The programme; otherwise the file names its code above the table. */
  programmeId?: string | undefined
  /** Language of disciplines that are new; otherwise the reader's. */
  language?: Locale
  /** false: only tell what would happen. */
  write: boolean
  fileName: string
}

/**
 * Reads a curriculum file into the programme's draft for the intake it names (or a new version where there is none).
 * With any fault nothing is written; a file whose content is there already changes nothing.
 * @throws 404 no such programme, 422 `programmes.file-names-no-programme`
 */
export async function importCurriculum(ctx: Ctx, content: Buffer, options: ImportOptions): Promise<ImportView> {
  const on = ruleDay(new Date(), ctx.portal.config.timeZone)
  const parsed = await parseCurriculumFile(content, ctx.locale, standardMet.parameterOn(on).value)
  const view: ImportView = {
    written: false,
    unchanged: false,
    curriculumId: null,
    rows: parsed.lines.length,
    errors: parsed.errors,
    newDisciplines: [],
    preview: parsed.lines.map((line) => ({
      row: line.row,
      semester: line.semester,
      disciplineCode: line.disciplineCode,
      discipline: line.discipline,
      kind: line.kind,
      credits: line.credits,
      hours: totalHours(line),
    })),
  }
  if (parsed.lines.length === 0) return view
  const [target] = await ctx.db
    .select()
    .from(programme)
    .where(options.programmeId ? eq(programme.id, options.programmeId) : eq(programme.code, parsed.programmeCode ?? ''))
  if (!target) {
    if (options.programmeId) throw problem('foundation.not-found', { status: 404 })
    throw problem('programmes.file-names-no-programme', { status: 422, params: { code: parsed.programmeCode ?? '–' } })
  }
  if (parsed.programmeCode && parsed.programmeCode !== target.code) {
    view.errors.push({
      row: 1,
      column: calledIn(ctx.locale, 'labels', 'programme'),
      text: text(ctx.locale, 'programmes:file.faults.other-programme', { code: parsed.programmeCode, own: target.code }),
    })
  }
  const known = await ctx.db
    .select({ id: discipline.id, code: discipline.code })
    .from(discipline)
    .where(inArray(discipline.code, [...new Set(parsed.lines.map((line) => line.disciplineCode))]))
  const knownCodes = new Set(known.map((row) => row.code))
  view.newDisciplines = [...new Set(parsed.lines.map((line) => line.disciplineCode).filter((code) => !knownCodes.has(code)))]
  const intakeYear = parsed.intakeYear ?? Number(on.slice(0, 4))
  const same = await findSame(ctx, target.id, intakeYear, parsed.lines)
  if (same) return { ...view, unchanged: true, curriculumId: same }
  if (!options.write || view.errors.length > 0) return view
  return change(ctx, async (tx) => {
    const ids = await addDisciplines(tx, parsed.lines, target.departmentId, options.language ?? ctx.locale)
    const [draft] = await tx
      .select({ id: curriculum.id })
      .from(curriculum)
      .where(and(eq(curriculum.programmeId, target.id), eq(curriculum.intakeYear, intakeYear), eq(curriculum.state, 'draft')))
      .orderBy(desc(curriculum.version))
      .limit(1)
      .for('update')
    const curriculumId = draft?.id ?? (await addDraft(tx, target.id, intakeYear, null))
    await replaceLines(
      tx,
      curriculumId,
      parsed.lines.map((line) => ({ ...line, disciplineId: ids.get(line.disciplineCode) ?? '' })),
    )
    await record(ctx, tx, {
      verb: 'curriculum.imported',
      object: { type: 'curriculum', id: curriculumId },
      result: { rows: parsed.lines.length, newDisciplines: view.newDisciplines.length },
      context: { file: options.fileName, programme: target.id },
    })
    return { ...view, written: true, curriculumId }
  })
}

/** The operator's command: reads a file of the disk and writes it unless it has faults. */
export async function importCurriculumFile(ctx: Ctx, path: string, options: Partial<Omit<ImportOptions, 'fileName'>> = {}): Promise<ImportView> {
  return importCurriculum(ctx, await readFile(path), { write: true, ...options, fileName: basename(path) })
}

const compared = [
  'semester',
  'kind',
  'electivePool',
  'electivePick',
  'credits',
  'lectureHours',
  'practicalHours',
  'laboratoryHours',
  'seminarHours',
  'independentHours',
  'controlForm',
  'block',
  'disciplineCode',
] as const
const fingerprint = (lines: readonly (Pick<FileLine, (typeof compared)[number] | 'outcomes'> | Awaited<ReturnType<typeof readLines>>[number])[]) =>
  lines
    .map((line) => [...compared.map((name) => String(line[name] ?? '')), line.outcomes.toSorted().join(' ')].join('\u0001'))
    .toSorted()
    .join('\n')

/** The newest version of the intake, when it holds exactly these lines. */
async function findSame(ctx: Ctx, programmeId: string, intakeYear: number, lines: FileLine[]): Promise<string | null> {
  const [newest] = await ctx.db
    .select({ id: curriculum.id })
    .from(curriculum)
    .where(and(eq(curriculum.programmeId, programmeId), eq(curriculum.intakeYear, intakeYear)))
    .orderBy(desc(curriculum.version))
    .limit(1)
  return newest && fingerprint(await readLines(ctx.db, newest.id)) === fingerprint(lines) ? newest.id : null
}

/** Adds the disciplines that the catalogue does not know; returns the ids of all by code. */
async function addDisciplines(tx: Tx, lines: FileLine[], departmentId: string, language: Locale): Promise<Map<string, string>> {
  const names = new Map(lines.map((line) => [line.disciplineCode, line.discipline]))
  await tx
    .insert(discipline)
    .values([...names].map(([code, name]) => ({ id: newId(), code, name: { [language]: name }, departmentId })))
    .onConflictDoNothing({ target: discipline.code })
  const rows = await tx
    .select({ id: discipline.id, code: discipline.code })
    .from(discipline)
    .where(inArray(discipline.code, [...names.keys()]))
  return new Map(rows.map((row) => [row.code, row.id]))
}
