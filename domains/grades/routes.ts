import type { Ctx } from '../../foundation/server/context.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { defineRoutes } from '../../foundation/server/http/route.ts'
import type { Target } from '../../foundation/server/permissions/actor.ts'
import { offeringParams } from '../learning/index.ts'
import { recordLook } from '../people/index.ts'
import { groupTarget, offeringTarget, studentsOfOffering, studentTarget } from '../programmes/index.ts'
import { explainView, groupParams, groupQuery, groupRecordView, lineParams, ownGradesView, personParams, recordView } from './contract.ts'
import { explainLine } from './explain-line.ts'
import { readOwnGrades } from './read-grades.ts'
import { readGroupRecord, readRecord } from './read-record.ts'
import { appealRoutes } from './appeals/routes.ts'
import { bookRoutes } from './book/routes.ts'
import { journalRoutes } from './journal/routes.ts'
import { paperRoutes } from './papers/routes.ts'
import { schemeRoutes } from './scheme/routes.ts'
import { sheetRoutes } from './sheets/routes.ts'
import { transcriptRoutes } from './transcript/routes.ts'
import { groupRecordSheet, sendSheet } from './write-sheets.ts'
import './today-part.ts'

/** A line of a student in an offering: the offering's people, and those who stand over the student, may see it. */
async function lineTarget(ctx: Ctx, { offeringId, personId }: { offeringId: string; personId: string }): Promise<Target | null> {
  const [of, student, enrolled] = await Promise.all([
    offeringTarget(ctx, offeringId),
    studentTarget(ctx, personId),
    studentsOfOffering(ctx, offeringId),
  ])
  if (!of || !enrolled.some((one) => one.personId === personId)) return null
  return { offeringId, personId, groupIds: student.groupIds ?? [], unitIds: [...(of.unitIds ?? []), ...(student.unitIds ?? [])] }
}

const recordRoutes = defineRoutes('grades', (route) => {
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/grades',
    summary: 'One’s own grades and comments in an offering',
    may: 'grade.read-own',
    params: offeringParams,
    response: ownGradesView,
    clauses: ['R4.4a'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readOwnGrades(ctx, actorOf(ctx).personId, params.offeringId),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/students/:personId/explain',
    summary: 'How a line of the record came about, step by step',
    may: 'record.explain',
    params: lineParams,
    response: explainView,
    clauses: ['R3.6b'],
    target: (ctx, { params }) => lineTarget(ctx, params),
    handler: async (ctx, { params }) => {
      await recordLook(ctx, [params.personId], 'grades.record')
      return explainLine(ctx, params.personId, params.offeringId)
    },
  })
  route({
    method: 'GET',
    path: '/api/my/record',
    summary: 'One’s own record: every discipline by term, with the average',
    may: 'signed-in',
    response: recordView,
    clauses: ['R3.6b'],
    handler: (ctx) => readRecord(ctx, actorOf(ctx).personId),
  })
  route({
    method: 'GET',
    path: '/api/persons/:personId/record',
    summary: 'A student’s record; the look is traced',
    may: 'record.read',
    params: personParams,
    response: recordView,
    clauses: ['R3.6b', 'R3.3a'],
    target: (ctx, { params }) => studentTarget(ctx, params.personId),
    handler: async (ctx, { params }) => {
      const view = await readRecord(ctx, params.personId)
      await recordLook(ctx, [params.personId], 'grades.record')
      return view
    },
  })
  route({
    method: 'GET',
    path: '/api/groups/:groupId/record',
    summary: 'The record of a group in a term: students by disciplines; the look is traced',
    may: 'record.read-group',
    params: groupParams,
    query: groupQuery,
    response: groupRecordView,
    clauses: ['R3.3a'],
    target: (ctx, { params }) => groupTarget(ctx, params.groupId),
    handler: async (ctx, { params, query }) => {
      const view = await readGroupRecord(ctx, params.groupId, query.termId)
      await recordLook(
        ctx,
        view.students.map((one) => one.person.id),
        'grades.record',
      )
      return view
    },
  })
  route({
    method: 'GET',
    path: '/api/groups/:groupId/record/sheet',
    summary: 'The record of a group as XLSX',
    may: 'record.read-group',
    params: groupParams,
    query: groupQuery,
    limit: 'heavy',
    target: (ctx, { params }) => groupTarget(ctx, params.groupId),
    handler: async (ctx, { params, query, reply }) => {
      const view = await readGroupRecord(ctx, params.groupId, query.termId)
      await recordLook(
        ctx,
        view.students.map((one) => one.person.id),
        'grades.sheet',
      )
      await sendSheet(reply, view.group.code, await groupRecordSheet(ctx, view))
    },
  })
})

export const routes = [
  ...recordRoutes,
  ...bookRoutes,
  ...schemeRoutes,
  ...paperRoutes,
  ...transcriptRoutes,
  ...appealRoutes,
  ...journalRoutes,
  ...sheetRoutes,
]
