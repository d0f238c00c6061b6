import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { offeringTarget } from '../../programmes/index.ts'
import * as shape from './contract.ts'
import { readMooc, saveMooc } from './edit-mooc.ts'
import { askToJoin, confirmJoin, joinMooc, leaveMooc } from './join-mooc.ts'
import { certificateTarget, readCertificate, revokeCertificate, sendCertificate } from './read-certificate.ts'
import { readOpenCourse, readOpenCourses } from './read-open-courses.ts'
import { readParticipants } from './read-participants.ts'
import { readStanding, takeCertificate } from './take-certificate.ts'

export const moocRoutes = defineRoutes('learning', (route) => {
  route({
    method: 'GET',
    path: '/api/open-courses',
    may: 'public',
    clauses: ['R1.3b', 'R10.1d'],
    summary: 'Courses that are open to everybody',
    response: shape.openCoursesView,
    handler: (ctx) => readOpenCourses(ctx),
  })
  route({
    method: 'GET',
    path: '/api/open-courses/:slug',
    may: 'public',
    clauses: ['R1.3b', 'R7.2a'],
    summary: 'The public page of an open course: what it is about, its outline, what the certificate asks for',
    params: shape.slugParams,
    response: shape.openCourseView,
    handler: (ctx, { params }) => readOpenCourse(ctx, params.slug),
  })
  route({
    method: 'POST',
    path: '/api/open-courses/:slug/join',
    may: 'signed-in',
    clauses: ['R1.3b'],
    summary: 'Take part in an open course',
    params: shape.slugParams,
    response: shape.joinedView,
    handler: (ctx, { params }) => joinMooc(ctx, params.slug),
  })
  route({
    method: 'POST',
    path: '/api/open-courses/:slug/leave',
    may: 'signed-in',
    summary: 'Leave an open course; what was done in it stays',
    params: shape.slugParams,
    handler: (ctx, { params }) => leaveMooc(ctx, params.slug),
  })
  route({
    method: 'POST',
    path: '/api/open-courses/:slug/ask',
    may: 'public',
    limit: 'secret',
    clauses: ['R1.3b'],
    summary: 'Somebody without an account asks to take part; a letter with a link follows, whether or not the address is known',
    params: shape.slugParams,
    body: shape.askInput,
    handler: (ctx, { params, body }) => askToJoin(ctx, params.slug, body),
  })
  route({
    method: 'POST',
    path: '/api/open-courses/confirm',
    may: 'public',
    limit: 'secret',
    clauses: ['R1.3b', 'R3.6a'],
    summary: 'Make the account with the link of the letter, and take part',
    body: shape.confirmInput,
    response: shape.confirmedView,
    handler: (ctx, { body }) => confirmJoin(ctx, body),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/mooc',
    may: 'mooc.manage',
    clauses: ['R1.3b', 'R3.5b'],
    summary: 'The announcement of an open course, and what keeps it from being opened',
    params: shape.offeringParams,
    response: shape.moocView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readMooc(ctx, params.offeringId),
  })
  route({
    method: 'PUT',
    path: '/api/offerings/:offeringId/mooc',
    may: 'mooc.manage',
    clauses: ['R1.3b', 'R3.5b'],
    summary: 'Write the announcement, open the course to everybody, or close it',
    params: shape.offeringParams,
    body: shape.moocInput,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => saveMooc(ctx, params.offeringId, body),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/mooc/participants',
    may: 'mooc.participants',
    summary: 'Participants of an open course, a page at a time',
    params: shape.offeringParams,
    query: shape.participantsQuery,
    response: shape.participantsView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, query }) => readParticipants(ctx, params.offeringId, query),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/certificate',
    may: 'certificate.take',
    clauses: ['R7.2a'],
    summary: 'How far the reader is from the certificate of an open course',
    params: shape.offeringParams,
    response: shape.standingView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readStanding(ctx, params.offeringId),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/certificate',
    may: 'certificate.take',
    clauses: ['R7.2a'],
    summary: 'Take the certificate of completion',
    params: shape.offeringParams,
    response: shape.certificateView.pick({ code: true }),
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => takeCertificate(ctx, params.offeringId),
  })
  route({
    method: 'GET',
    path: '/api/certificates/:code',
    may: 'public',
    limit: 'secret',
    clauses: ['R7.2a'],
    summary: 'Whether a certificate is real and still good; for who holds its code',
    params: shape.codeParams,
    response: shape.certificateView,
    handler: (ctx, { params }) => readCertificate(ctx, params.code),
  })
  route({
    method: 'GET',
    path: '/api/certificates/:code/paper.pdf',
    may: 'public',
    limit: 'heavy',
    clauses: ['R7.2a'],
    summary: 'A certificate of completion as a paper',
    params: shape.codeParams,
    query: shape.paperQuery,
    handler: (ctx, { params, query, reply }) => sendCertificate(ctx, reply, params.code, query.language),
  })
  route({
    method: 'POST',
    path: '/api/certificates/:code/revoke',
    may: 'certificate.revoke',
    clauses: ['R7.2a'],
    summary: 'Revoke a certificate, with the reason',
    params: shape.codeParams,
    body: shape.revokeInput,
    target: (ctx, { params }) => certificateTarget(ctx, params.code),
    handler: (ctx, { params, body }) => revokeCertificate(ctx, params.code, body.reason),
  })
})
