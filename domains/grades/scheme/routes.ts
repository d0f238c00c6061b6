import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { offeringParams } from '../../learning/index.ts'
import { recordLook } from '../../people/index.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { gradingView, previewInput, previewView, publishedView, schemeInput } from './contract.ts'
import { previewScheme } from './preview-scheme.ts'
import { publishScheme } from './publish-scheme.ts'
import { readGrading } from './read-grading.ts'

export const schemeRoutes = defineRoutes('grades', (route) => {
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/grading',
    summary: 'How the grade is made: parts, works in them, scale, versions',
    may: 'scheme.read',
    params: offeringParams,
    response: gradingView,
    clauses: ['R4.4b'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readGrading(ctx, params.offeringId),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/grading/preview',
    summary: 'Whose grade a scheme would change; nothing is kept',
    may: 'scheme.edit',
    params: offeringParams,
    body: previewInput,
    response: previewView,
    clauses: ['R4.4b'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: async (ctx, { params, body }) => {
      const view = await previewScheme(ctx, params.offeringId, body.content)
      if (!actorOf(ctx).facts.teaches.includes(params.offeringId))
        await recordLook(
          ctx,
          view.letters.map((one) => one.person.id),
          'grades.record',
        )
      return view
    },
  })
  route({
    method: 'PUT',
    path: '/api/offerings/:offeringId/grading',
    summary: 'Publishes a new version of the scheme and makes the lines anew; tells when somebody else published in between',
    may: 'scheme.edit',
    params: offeringParams,
    body: schemeInput,
    response: publishedView,
    clauses: ['R4.4b'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => publishScheme(ctx, params.offeringId, body),
  })
})
