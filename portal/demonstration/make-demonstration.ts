import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { writeFacts } from '../../foundation/server/facts/facts.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { chanceOf } from './chance.ts'
import { universityName } from './data/structure.ts'
import { makeAppeals } from './make-appeals.ts'
import { makeBank } from './make-bank.ts'
import { makeAccounts } from './make-accounts.ts'
import { makeActs } from './make-acts.ts'
import { makeComplexes } from './make-complexes.ts'
import { makeCourses } from './make-courses.ts'
import { makeMooc } from './make-mooc.ts'
import { makePapers } from './make-papers.ts'
import { makeJournal } from './make-journal.ts'
import { makeSheets } from './make-sheets.ts'
import { forgetNames } from './make-people.ts'
import { makeProgrammes } from './make-programmes.ts'
import { countLines, makeRecords } from './make-records.ts'
import { makeStructure } from './make-structure.ts'
import { makeStudents } from './make-students.ts'
import { makeOfferings, makeTerms } from './make-terms.ts'
import type { World } from './world.ts'

/**
 * Makes the demonstration university in an empty database, in one transaction: the same people, plans and marks every
 * time, with dates around today so that progress and deadlines are alive.
 * @param say tells the operator what is being made
 */
export async function makeDemonstration(ctx: Ctx, say: (line: string) => void, today = new Date()): Promise<void> {
  forgetNames()
  const made = await change(ctx, async (tx) => {
    const world: World = {
      ctx,
      tx,
      today,
      chance: chanceOf(77),
      units: new Map(),
      staff: new Map(),
      disciplines: new Map(),
      programmes: new Map(),
      groups: [],
      terms: [],
      offerings: [],
    }
    await writeFacts(tx, { demonstration: true, universityName })
    say('  structure and staff')
    await makeStructure(world)
    await makeTerms(world)
    say('  programmes, standards and curricula')
    await makeProgrammes(world)
    say('  students and groups')
    await makeStudents(world)
    await makeOfferings(world)
    say('  teaching material of three disciplines')
    const courses = await makeCourses(world)
    await makeBank(world, courses)
    say('  what happened in the past weeks')
    await makeActs(world, courses)
    await makeRecords(world)
    say('  course complexes and their reviews')
    await makeComplexes(world, courses)
    await countLines(world)
    say('  accounts')
    await makeAccounts(world)
    await makeMooc(world)
    await record(ctx, tx, { verb: 'university.made', object: { type: 'university', id: 'demonstration' } })
    return { world, courses }
  })
  ctx.portal.demonstration = true
  ctx.portal.universityName = universityName
  await makeSheets(ctx, today)
  await makePapers(ctx)
  await makeAppeals(ctx)
  await makeJournal(ctx, made.world, made.courses)
}
