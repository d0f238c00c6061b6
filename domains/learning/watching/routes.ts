import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { findBeatFilm, registerWorkGuard, videoTarget } from '../../courses/index.ts'
import * as shape from './contract.ts'
import { keepBeat } from './keep-beat.ts'
import { readRetention, readWatching } from './read-watching.ts'
import { videosWithViewers } from './videos-with-viewers.ts'

registerWorkGuard(videosWithViewers)

export const watchingRoutes = defineRoutes('learning', (route) => {
  route({
    method: 'POST',
    path: '/api/videos/:videoId/watching',
    may: 'progress.write',
    limit: 'read',
    summary: 'A beat of a player: the stretches it really played; told again it changes nothing',
    params: shape.watchingParams,
    body: shape.beatInput,
    response: shape.watchingView,
    clauses: ['R4.3c'],
    // Enrolment alone decides, so the offering is all that is asked for.
    target: async (ctx, { params }) => {
      const film = await findBeatFilm(ctx, params.videoId)
      return film && { offeringId: film.offeringId }
    },
    handler: (ctx, { params, body }) => keepBeat(ctx, params.videoId, body),
  })
  route({
    method: 'GET',
    path: '/api/videos/:videoId/watching',
    may: 'course.read',
    summary: 'One’s own watching of a video: the place, what is left',
    params: shape.watchingParams,
    response: shape.watchingView,
    clauses: ['R4.3c'],
    target: (ctx, { params }) => videoTarget(ctx, params.videoId),
    handler: (ctx, { params }) => readWatching(ctx, params.videoId),
  })
  route({
    method: 'GET',
    path: '/api/videos/:videoId/retention',
    may: 'activity.read',
    summary: 'Where the viewers of a video stop',
    params: shape.watchingParams,
    response: shape.retentionView,
    clauses: ['R4.3c'],
    target: (ctx, { params }) => videoTarget(ctx, params.videoId),
    handler: (ctx, { params }) => readRetention(ctx, params.videoId),
  })
})
