import { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { chooseElective, leaveElective } from '../choice/choose-elective.ts'
import { readElectives } from '../choice/read-electives.ts'
import {
  electivePoolOut,
  enrolIn,
  enrolOut,
  headingOut,
  meetingsIn,
  offeringIn,
  offeringOut,
  named,
  offeringStudentOut,
  personOut,
  ref,
  teacherIn,
  weekOut,
} from '../contract.ts'
import { findCandidates, readDepartments } from '../find-candidates.ts'
import { curatorRoles } from '../groups/appoint-curator.ts'
import { assignTeacher, releaseTeacher } from '../offerings/assign-teacher.ts'
import { changeOffering } from '../offerings/change-offering.ts'
import { endEnrolment } from '../offerings/end-enrolment.ts'
import { enrolStudents } from '../offerings/enrol-students.ts'
import { readOffering } from '../offerings/read-offerings.ts'
import { readWeek } from '../offerings/read-week.ts'
import { setMeetings } from '../offerings/set-meetings.ts'
import { myOfferings, studentsOfOffering } from '../queries.ts'
import { groupTarget, offeringTarget } from '../targets.ts'

const offeringId = z.object({ offeringId: z.uuid() })
const target = (ctx: Ctx, { params }: { params: { offeringId: string } }) => offeringTarget(ctx, params.offeringId)

export const offeringRoutes = defineRoutes('programmes', (route) => {
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId',
    summary: 'An offering: discipline, term, teachers, hours',
    may: 'offering.read',
    params: offeringId,
    target,
    response: offeringOut,
    handler: (ctx, { params }) => readOffering(ctx, params.offeringId),
  })
  route({
    method: 'PUT',
    path: '/api/offerings/:offeringId',
    summary: 'Change an offering’s places and language',
    may: 'offering.manage',
    params: offeringId,
    target,
    body: offeringIn,
    handler: (ctx, { params, body }) => changeOffering(ctx, params.offeringId, body),
  })
  route({
    method: 'PUT',
    path: '/api/offerings/:offeringId/meetings',
    summary: 'Set the weekly meetings',
    may: 'offering.manage',
    params: offeringId,
    target,
    body: meetingsIn,
    handler: (ctx, { params, body }) => setMeetings(ctx, params.offeringId, body),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/teachers',
    summary: 'Assign a teacher',
    may: 'teaching.assign',
    params: offeringId,
    target,
    body: teacherIn,
    response: ref,
    handler: (ctx, { params, body }) => assignTeacher(ctx, params.offeringId, body),
  })
  route({
    method: 'DELETE',
    path: '/api/offerings/:offeringId/teachers/:teachingId',
    summary: 'Take a teaching assignment back',
    may: 'teaching.assign',
    params: offeringId.extend({ teachingId: z.uuid() }),
    target,
    handler: (ctx, { params }) => releaseTeacher(ctx, params.offeringId, params.teachingId),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/students',
    summary: 'Students of an offering',
    may: 'offering.students',
    params: offeringId,
    target,
    response: z.object({ students: z.array(offeringStudentOut) }),
    handler: async (ctx, { params }) => ({
      students: (await studentsOfOffering(ctx, params.offeringId)).map((one) => ({ ...one, enrolledAt: one.enrolledAt.toISOString() })),
    }),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/students',
    summary: 'Enrol a group or single students',
    may: 'enrolment.manage',
    clauses: ['R3.6b'],
    params: offeringId,
    target,
    body: enrolIn,
    response: enrolOut,
    handler: (ctx, { params, body }) => enrolStudents(ctx, params.offeringId, body),
  })
  route({
    method: 'DELETE',
    path: '/api/offerings/:offeringId/students/:personId',
    summary: 'Take a student out of an offering',
    may: 'enrolment.manage',
    params: offeringId.extend({ personId: z.uuid() }),
    target,
    handler: (ctx, { params }) => endEnrolment(ctx, params.offeringId, params.personId),
  })
})

const words = z.object({ words: z.string().max(100).default('') })
const found = z.object({ people: z.array(personOut) })

/** Choosing people for a task; each route needs the ability of that task. */
export const candidateRoutes = defineRoutes('programmes', (route) => {
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/teacher-candidates',
    summary: 'Teachers to choose from',
    may: 'teaching.assign',
    params: offeringId,
    query: words,
    target,
    response: found,
    handler: async (ctx, { query }) => ({ people: await findCandidates(ctx, ['teacher'], query.words) }),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/student-candidates',
    summary: 'Students to choose from',
    may: 'enrolment.manage',
    params: offeringId,
    query: words,
    target,
    response: found,
    handler: async (ctx, { query }) => ({ people: await findCandidates(ctx, ['student', 'partner_student'], query.words) }),
  })
  route({
    method: 'GET',
    path: '/api/groups/:groupId/student-candidates',
    summary: 'Students to choose from',
    may: 'group.manage',
    params: z.object({ groupId: z.uuid() }),
    query: words,
    target: (ctx, { params }) => groupTarget(ctx, params.groupId),
    response: found,
    handler: async (ctx, { query }) => ({ people: await findCandidates(ctx, ['student', 'applicant'], query.words) }),
  })
  route({
    method: 'GET',
    path: '/api/groups/:groupId/curator-candidates',
    summary: 'Staff to choose a curator from',
    may: 'group.manage',
    params: z.object({ groupId: z.uuid() }),
    query: words,
    target: (ctx, { params }) => groupTarget(ctx, params.groupId),
    response: found,
    handler: async (ctx, { query }) => ({ people: await findCandidates(ctx, curatorRoles, query.words) }),
  })
  route({
    method: 'GET',
    path: '/api/programmes/departments',
    summary: 'Departments that keep programmes',
    may: 'signed-in',
    response: z.object({ departments: z.array(named) }),
    handler: async (ctx) => ({ departments: await readDepartments(ctx) }),
  })
})

const me = (ctx: Ctx): string => {
  if (!ctx.actor) throw problem('foundation.not-signed-in', { status: 401 })
  return ctx.actor.personId
}
/** The act concerns the reader alone. */
const myself = async (ctx: Ctx) => ({ personId: me(ctx) })

export const myRoutes = defineRoutes('programmes', (route) => {
  route({
    method: 'GET',
    path: '/api/my/offerings',
    summary: 'What the reader studies and teaches',
    may: 'signed-in',
    response: z.object({ studies: z.array(headingOut), teaches: z.array(headingOut) }),
    handler: (ctx) => myOfferings(ctx, me(ctx)),
  })
  route({
    method: 'GET',
    path: '/api/my/week',
    summary: 'The reader’s meetings in a week',
    may: 'signed-in',
    clauses: ['R3.6b'],
    query: z.object({ day: z.iso.date().optional() }),
    response: weekOut,
    handler: (ctx, { query }) => readWeek(ctx, me(ctx), query.day),
  })
  route({
    method: 'GET',
    path: '/api/my/electives',
    summary: 'What the reader may choose, has chosen, waits for',
    may: 'elective.choose',
    clauses: ['R3.6b'],
    target: myself,
    response: z.object({ pools: z.array(electivePoolOut) }),
    handler: async (ctx) => ({ pools: await readElectives(ctx, me(ctx)) }),
  })
  route({
    method: 'POST',
    path: '/api/my/electives/:offeringId',
    summary: 'Choose an elective, or wait for a place',
    may: 'elective.choose',
    clauses: ['R3.6b'],
    params: offeringId,
    target: myself,
    body: z.object({ wait: z.boolean().default(false) }),
    response: z.object({ state: z.enum(['chosen', 'waiting']) }),
    handler: (ctx, { params, body }) => chooseElective(ctx, params.offeringId, me(ctx), body.wait),
  })
  route({
    method: 'DELETE',
    path: '/api/my/electives/:offeringId',
    summary: 'Take a choice back, or stop waiting',
    may: 'elective.choose',
    clauses: ['R3.6b'],
    params: offeringId,
    target: myself,
    handler: (ctx, { params }) => leaveElective(ctx, params.offeringId, me(ctx)),
  })
})
