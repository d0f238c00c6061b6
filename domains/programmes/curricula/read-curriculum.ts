import { asc, desc, eq } from 'drizzle-orm'
import { personName } from '../../../foundation/i18n/format.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { person } from '../../people/index.ts'
import type { CurriculumHead, CurriculumView, LineView } from '../contract.ts'
import { readProgramme } from '../degrees/read-programmes.ts'
import { readStandards } from '../registry/read-registry.ts'
import { curriculum, curriculumLine, discipline, programme, standard, standardOutcome } from '../tables.ts'
import { checkLines } from './check-lines.ts'
import type { Demands } from './coverage.ts'

type HeadRow = { curriculum: typeof curriculum.$inferSelect; approver: { surname: string; givenName: string; patronymic: string | null } | null }

function head({ curriculum: row, approver }: HeadRow): CurriculumHead {
  return {
    id: row.id,
    programmeId: row.programmeId,
    version: row.version,
    intakeYear: row.intakeYear,
    state: row.state,
    copiedFrom: row.copiedFrom,
    approvedAt: row.approvedAt?.toISOString() ?? null,
    approvedBy: approver ? personName(approver, 'short') : null,
    changedAt: row.changedAt.toISOString(),
  }
}

function heads(ctx: Ctx) {
  return ctx.db
    .select({ curriculum, approver: { surname: person.surname, givenName: person.givenName, patronymic: person.patronymic } })
    .from(curriculum)
    .leftJoin(person, eq(person.id, curriculum.approvedBy))
    .$dynamic()
}

/** The versions of a programme's curricula, newest first. */
export async function readCurricula(ctx: Ctx, programmeId: string): Promise<CurriculumHead[]> {
  return (await heads(ctx).where(eq(curriculum.programmeId, programmeId)).orderBy(desc(curriculum.version))).map(head)
}

/** The lines of a curriculum by semester and place. */
export async function readLines(db: ReadDb | Tx, curriculumId: string): Promise<LineView[]> {
  const rows = await db
    .select({ line: curriculumLine, disciplineCode: discipline.code, disciplineName: discipline.name })
    .from(curriculumLine)
    .innerJoin(discipline, eq(discipline.id, curriculumLine.disciplineId))
    .where(eq(curriculumLine.curriculumId, curriculumId))
    .orderBy(asc(curriculumLine.semester), asc(curriculumLine.position), asc(discipline.code))
  return rows.map(({ line, disciplineCode, disciplineName }) => {
    const { curriculumId: _curriculum, position: _position, ...own } = line
    return { ...own, disciplineCode, disciplineName } as LineView
  })
}

/** What the standard of a curriculum's programme demands; null when the programme names none. */
export async function readDemands(db: ReadDb | Tx, programmeId: string): Promise<Demands | null> {
  const [own] = await db
    .select({ standard })
    .from(programme)
    .innerJoin(standard, eq(standard.id, programme.standardId))
    .where(eq(programme.id, programmeId))
  if (!own) return null
  const outcomes = await db
    .select({ code: standardOutcome.code, kind: standardOutcome.kind, minCredits: standardOutcome.minCredits })
    .from(standardOutcome)
    .where(eq(standardOutcome.standardId, own.standard.id))
    .orderBy(asc(standardOutcome.code))
  return { ...own.standard, outcomes }
}

/** The head of one curriculum. @throws 404 */
export async function readCurriculumHead(ctx: Ctx, curriculumId: string): Promise<CurriculumHead> {
  const [row] = await heads(ctx).where(eq(curriculum.id, curriculumId))
  if (!row) throw problem('foundation.not-found', { status: 404 })
  return head(row)
}

/** A curriculum whole, with its programme, its standard and what is wrong with it in the reader's language. @throws 404 */
export async function readCurriculum(ctx: Ctx, curriculumId: string): Promise<CurriculumView> {
  const own = await readCurriculumHead(ctx, curriculumId)
  const [view, lines, demands] = await Promise.all([
    readProgramme(ctx, own.programmeId),
    readLines(ctx.db, curriculumId),
    readDemands(ctx.db, own.programmeId),
  ])
  const [demanded] = view.standard ? await readStandards(ctx, view.standard.id) : []
  return { ...own, programme: view, standard: demanded ?? null, lines, check: checkLines(ctx, lines, demands) }
}
