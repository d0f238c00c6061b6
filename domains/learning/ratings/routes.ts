import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { itemParams, offeringParams } from '../contract.ts'
import { itemTarget } from '../find-item.ts'
import { courseRatingsView, itemRatingView, ratingInput } from './contract.ts'
import { rateItem } from './rate-item.ts'
import { readCourseRatings, readItemRating } from './read-ratings.ts'

export const ratingRoutes = defineRoutes('learning', (route) => {
  route({
    method: 'PUT',
    path: '/api/items/:itemId/rating',
    may: 'rating.write',
    summary: 'Rates an item one has opened, with a comment; again changes it',
    params: itemParams,
    body: ratingInput,
    clauses: ['R3.6e'],
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => rateItem(ctx, params.itemId, body),
  })
  route({
    method: 'GET',
    path: '/api/items/:itemId/rating',
    may: 'course.read',
    summary: 'One’s own rating of an item; averages and comments for those who look after the course',
    params: itemParams,
    response: itemRatingView,
    clauses: ['R3.6e'],
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readItemRating(ctx, params.itemId),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/ratings',
    may: 'rating.read',
    summary: 'What students think of the items of a course, the worst first',
    params: offeringParams,
    response: courseRatingsView,
    clauses: ['R3.6e'],
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readCourseRatings(ctx, params.offeringId),
  })
})
