import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { offeringParams } from '../../learning/index.ts'
import { recordLook } from '../../people/index.ts'
import { groupTarget, offeringTarget } from '../../programmes/index.ts'
import { groupParams, groupQuery } from '../contract.ts'
import * as shape from './contract.ts'
import { addClass, editClass, removeClass } from './keep-class.ts'
import { readGroupAttendance } from './read-group-attendance.ts'
import { readPresenceHistory } from './read-history.ts'
import { readJournal, readOwnAttendance } from './read-journal.ts'
import { takeAttendance } from './take-attendance.ts'

export const journalRoutes = defineRoutes('grades', (route) => {
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/journal',
    summary: 'The journal: classes, topics, attendance, marks given at classes',
    may: 'journal.read',
    params: offeringParams,
    response: shape.journalView,
    clauses: ['R4.3c', 'R6.6a'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: async (ctx, { params }) => {
      const view = await readJournal(ctx, params.offeringId)
      if (!actorOf(ctx).facts.teaches.includes(params.offeringId))
        await recordLook(
          ctx,
          view.students.map((one) => one.person.id),
          'grades.attendance',
        )
      return view
    },
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/attendance',
    summary: 'One’s own attendance in an offering',
    may: 'journal.read-own',
    params: offeringParams,
    response: shape.ownAttendanceView,
    clauses: ['R4.3c'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readOwnAttendance(ctx, params.offeringId),
  })
  route({
    method: 'GET',
    path: '/api/groups/:groupId/attendance',
    summary: 'How the students of a group attended in a term; the look is traced',
    may: 'journal.read-group',
    params: groupParams,
    query: groupQuery,
    response: shape.groupAttendanceView,
    clauses: ['R4.3c'],
    target: (ctx, { params }) => groupTarget(ctx, params.groupId),
    handler: async (ctx, { params, query }) => {
      const view = await readGroupAttendance(ctx, params.groupId, query.termId)
      await recordLook(
        ctx,
        view.students.map((one) => one.person.id),
        'grades.attendance',
      )
      return view
    },
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/journal/classes',
    summary: 'Writes a class into the journal',
    may: 'journal.write',
    params: offeringParams,
    body: shape.newClassInput,
    response: shape.classMade,
    clauses: ['R4.3c'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => addClass(ctx, params.offeringId, body),
  })
  route({
    method: 'PUT',
    path: '/api/offerings/:offeringId/journal/classes/:classId',
    summary: 'Corrects the day, kind, hours or topic of a class',
    may: 'journal.write',
    params: shape.classParams,
    body: shape.classInput,
    clauses: ['R4.3c'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => editClass(ctx, params.offeringId, params.classId, body),
  })
  route({
    method: 'DELETE',
    path: '/api/offerings/:offeringId/journal/classes/:classId',
    summary: 'Takes a class out that was written by mistake',
    may: 'journal.write',
    params: shape.classParams,
    clauses: ['R4.3c'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => removeClass(ctx, params.offeringId, params.classId),
  })
  route({
    method: 'PUT',
    path: '/api/offerings/:offeringId/journal/classes/:classId/presence',
    summary: 'Takes attendance; past days are corrected with a reason',
    may: 'journal.write',
    params: shape.classParams,
    body: shape.presenceInput,
    clauses: ['R4.3c'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => takeAttendance(ctx, params.offeringId, params.classId, body),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/journal/classes/:classId/presence/:personId',
    summary: 'The history of a presence: who, when, from what to what, why',
    may: 'journal.read',
    params: shape.historyParams,
    response: shape.presenceHistoryView,
    clauses: ['R6.6a'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: async (ctx, { params }) => {
      if (!actorOf(ctx).facts.teaches.includes(params.offeringId)) await recordLook(ctx, [params.personId], 'grades.attendance')
      return readPresenceHistory(ctx, params)
    },
  })
})
