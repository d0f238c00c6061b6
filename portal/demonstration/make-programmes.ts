import { eq } from 'drizzle-orm'
import { curriculum, curriculumLine, discipline, field, programme, speciality, standard, standardOutcome } from '../../domains/programmes/index.ts'
import { disciplines, otherLines } from './data/disciplines.ts'
import { fields, outcomes, programmes, type ProgrammeData } from './data/programmes.ts'
import { insertMany, type MadeLine, type World } from './world.ts'

/** The years of intake whose students study now. */
export function intakes(world: World, data: ProgrammeData): number[] {
  const year = world.terms.find((term) => term.when === 'present')?.startsOn.getUTCFullYear() ?? 2026
  return Array.from({ length: Math.ceil(data.semesters / 2) }, (_none, index) => year - index)
}

/** Fields, specialities, standards, programmes and approved curricula that keep their standard (R4.2a). */
export async function makeProgrammes(world: World): Promise<void> {
  const { tx, chance } = world
  const fieldIds = new Map(fields.map((data) => [data.code, chance.id()]))
  await tx.insert(field).values(fields.map((data) => ({ id: fieldIds.get(data.code) ?? '', code: data.code, name: data.name })))
  await makeDisciplines(world)
  for (const data of programmes) {
    const lines = planOf(data)
    const ids = { speciality: chance.id(), standard: chance.id(), programme: chance.id() }
    await tx.insert(speciality).values({
      id: ids.speciality,
      code: data.speciality,
      name: data.name,
      fieldId: fieldIds.get(data.field) ?? '',
      level: data.level,
      onlineForbidden: data.onlineForbidden !== undefined,
      forbiddenBasis: data.onlineForbidden?.basis ?? null,
      forbiddenFrom: data.onlineForbidden?.from ?? null,
    })
    const sum = (kind: MadeLine['kind']) => lines.filter((line) => line.kind === kind).reduce((total, line) => total + line.credits, 0)
    await tx.insert(standard).values({
      id: ids.standard,
      specialityId: ids.speciality,
      code: `МББС-${data.speciality}`,
      name: data.name,
      approvedOn: '2021-09-21',
      totalCredits: data.semesters * 30,
      semesters: data.semesters,
      practiceCredits: sum('practice'),
      attestationCredits: sum('attestation'),
    })
    await tx
      .insert(standardOutcome)
      .values(outcomes.map((outcome) => ({ id: chance.id(), standardId: ids.standard, code: outcome.code, kind: 'outcome', text: outcome.text })))
    await tx.insert(programme).values({
      id: ids.programme,
      code: data.code,
      name: data.name,
      specialityId: ids.speciality,
      standardId: ids.standard,
      departmentId: world.units.get(data.department) ?? '',
      form: data.form,
      qualification: data.qualification,
    })
    const made = { id: ids.programme, curricula: new Map<number, string>(), lines }
    for (const [index, year] of intakes(world, data).toReversed().entries()) {
      const id = chance.id()
      made.curricula.set(year, id)
      await tx.insert(curriculum).values({ id, programmeId: ids.programme, version: index + 1, intakeYear: year })
      await insertMany(lines, (part) => tx.insert(curriculumLine).values(part.map((line, position) => lineRow(world, id, line, position))))
      // Approved with its lines in it: from here on the database keeps them as they are.
      const approvedAt = new Date(Date.UTC(year, 5, 20))
      const approvedBy = world.staff.get('VR-STUDY')?.[0]?.id ?? null
      await tx.update(curriculum).set({ state: 'approved', approvedAt, approvedBy }).where(eq(curriculum.id, id))
    }
    world.programmes.set(data.code, made)
  }
}

async function makeDisciplines(world: World): Promise<void> {
  const others = [otherLines.practice, otherLines.attestation].map((other) => ({ ...other, department: 'D-SE' }))
  const rows = [...disciplines, ...others].map((data) => {
    const id = world.chance.id()
    const departmentId = world.units.get(data.department) ?? ''
    world.disciplines.set(data.code, { id, departmentId, departmentCode: data.department })
    return { id, code: data.code, name: data.name, departmentId }
  })
  await world.tx.insert(discipline).values(rows)
}

function lineRow(world: World, curriculumId: string, line: MadeLine, position: number): typeof curriculumLine.$inferInsert {
  const data = disciplines.find((one) => one.code === line.disciplineCode)
  const covers = { humanities: ['ON1', 'ON5'], science: ['ON2'], professional: ['ON3', 'ON4'] }
  return {
    id: world.chance.id(),
    curriculumId,
    disciplineId: world.disciplines.get(line.disciplineCode)?.id ?? '',
    semester: line.semester,
    kind: line.kind,
    electivePool: line.kind === 'elective' ? `С${line.semester}` : null,
    electivePick: line.kind === 'elective' ? 1 : null,
    credits: line.credits,
    lectureHours: line.hours.lecture,
    practicalHours: line.hours.practical,
    laboratoryHours: line.hours.laboratory,
    seminarHours: line.hours.seminar,
    independentHours: line.hours.independent,
    controlForm: line.controlForm,
    outcomes: data ? covers[data.block] : ['ON3', 'ON5'],
    position,
  }
}

/** A plan of 30 credits a semester: the three written disciplines first, then languages and sciences, then the profession. */
export function planOf(data: ProgrammeData): MadeLine[] {
  const first = data.level === 'phd' || data.level === 'master' ? [] : ['PROG1', 'TENG1', 'GRAPH1']
  const general =
    data.level === 'phd' || data.level === 'master'
      ? ['HUM04', 'HUM05', 'SCI06']
      : ['SCI01', 'HUM01', 'HUM03', 'SCI02', 'HUM02', 'SCI03', 'SCI05', 'HUM04', 'SCI06', 'HUM05', 'SCI04', 'SCI07']
  const professional = [...data.from, 'SE', 'ME', 'EC', 'EL'].flatMap((prefix) =>
    disciplines.filter((one) => one.code.startsWith(prefix) && /\d\d$/.test(one.code)).map((one) => one.code),
  )
  const queue = [...new Set([...first, ...interleave(general, professional)])]
  const lines: MadeLine[] = []
  for (let semester = 1; semester <= data.semesters; semester++) {
    const last = semester === data.semesters
    if (last) {
      lines.push(bare('PRACT', semester, 'practice', 10, 'differentiated_credit'), bare('ATTEST', semester, 'attestation', 20, 'defence'))
      continue
    }
    const chooses = data.level === 'bachelor' && semester >= 2 && semester <= 6
    for (let place = 0; place < (chooses ? 5 : 6); place++) {
      const code = queue.shift()
      if (code) lines.push(taught(code, semester))
    }
    for (const alternative of chooses && queue.length > 1 ? ([0, 1] as const) : [])
      lines.push({ ...taught(queue.shift() ?? '', semester), kind: 'elective', alternative })
    const own = lines.filter((line) => line.semester === semester)
    const missing = 6 - own.filter((line) => line.alternative !== 1).length
    if (missing > 0) lines.push(bare('PRACT', semester, 'practice', missing * 5, 'differentiated_credit'))
  }
  return lines
}

/** Two general disciplines for every two of the profession, so both run through the years. */
function interleave(left: string[], right: string[]): string[] {
  const mixed: string[] = []
  for (let index = 0; index < Math.max(left.length, right.length); index++)
    mixed.push(...left.slice(index, index + 1), ...right.slice(index * 2, index * 2 + 2))
  return mixed
}

/** 5 credits = 150 hours: 60 with the teacher, 90 alone. */
function taught(code: string, semester: number): MadeLine {
  const technical = /^(PROG|GRAPH|SE|ME|EN|SCI03|SCI04)/.test(code)
  const language = /^(TENG|HUM0[125])/.test(code)
  const hours = language
    ? { lecture: 0, practical: 60, laboratory: 0, seminar: 0 }
    : technical
      ? { lecture: 24, practical: 16, laboratory: 20, seminar: 0 }
      : { lecture: 30, practical: 0, laboratory: 0, seminar: 30 }
  return { disciplineCode: code, semester, kind: 'core', credits: 5, hours: { ...hours, independent: 90 }, controlForm: language ? 'credit' : 'exam' }
}

function bare(code: string, semester: number, kind: 'practice' | 'attestation', credits: number, controlForm: string): MadeLine {
  return {
    disciplineCode: code,
    semester,
    kind,
    credits,
    hours: { lecture: 0, practical: 0, laboratory: 0, seminar: 0, independent: credits * 30 },
    controlForm,
  }
}
