import type { Ctx } from '../../foundation/server/context.ts'
import type { Tx } from '../../foundation/server/database/database.ts'
import type { Chance } from './chance.ts'
import type { ProgrammeData } from './data/programmes.ts'
import type { MadePerson } from './make-people.ts'

export interface MadeLine {
  disciplineCode: string
  semester: number
  kind: 'core' | 'elective' | 'practice' | 'attestation'
  /** Which of the two alternatives of its semester an elective is. */
  alternative?: 0 | 1
  credits: number
  hours: { lecture: number; practical: number; laboratory: number; seminar: number; independent: number }
  controlForm: string
}

export interface MadeGroup {
  id: string
  code: string
  programme: ProgrammeData
  curriculumId: string
  intakeYear: number
  students: MadePerson[]
  curatorId: string
}

/** Where a term lies from today. */
export type When = 'last' | 'present' | 'next'

export interface MadeOffering {
  id: string
  code: string
  disciplineCode: string
  termId: string
  when: When
  departmentId: string
  groups: MadeGroup[]
  teacherId: string
}

/** What the makers of the demonstration hand on to each other. */
export interface World {
  ctx: Ctx
  tx: Tx
  chance: Chance
  /** The day the demonstration is made; terms and acts lie around it. */
  today: Date
  units: Map<string, string>
  /** Staff by unit code; the first is the head where there is one. */
  staff: Map<string, MadePerson[]>
  disciplines: Map<string, { id: string; departmentId: string; departmentCode: string }>
  programmes: Map<string, { id: string; curricula: Map<number, string>; lines: MadeLine[] }>
  groups: MadeGroup[]
  terms: { id: string; code: string; startsOn: Date; endsOn: Date; when: When }[]
  offerings: MadeOffering[]
}

/** Inserts many rows in portions that keep below the parameter limit of a statement. */
export async function insertMany<Row>(rows: Row[], insert: (part: Row[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += 1000) await insert(rows.slice(start, start + 1000))
}

/** A date as `2026-09-01`. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** A date some days later. */
export function plusDays(date: Date, days: number): Date {
  return new Date(date.getTime() + days * 86_400_000)
}

/** The Monday of a date's week. */
export function monday(date: Date): Date {
  const start = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()))
  return plusDays(start, -((start.getUTCDay() + 6) % 7))
}
