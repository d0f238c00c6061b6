import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { itemTarget } from '../targets.ts'
import { beginUpload } from './begin-upload.ts'
import * as shape from './contract.ts'
import { dropSubtitle, readSubtitles, removeVideo, retryVideo, saveChapters, saveSubtitle } from './edit-video.ts'
import { dropUpload, finishUpload } from './finish-upload.ts'
import { readItemVideos, readVideo } from './read-videos.ts'
import { sendPlaylist, sendSubtitle, sendVideoFile } from './send-video.ts'
import { uploadTarget, videoTarget } from './targets.ts'
import { answerTus } from './upload-store.ts'
import './copy-video.ts'

export const videoRoutes = defineRoutes('courses', (route) => {
  route({
    method: 'GET',
    path: '/api/items/:itemId/videos',
    may: 'course.read',
    clauses: ['R4.3a'],
    summary: 'The videos of an item; to its author also what is being made and their own unfinished uploads',
    params: shape.videoItemParams,
    response: shape.itemVideosView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readItemVideos(ctx, params.itemId),
  })
  route({
    method: 'GET',
    path: '/api/videos/:videoId',
    may: 'course.read',
    clauses: ['R4.3a'],
    summary: 'A video: its qualities, subtitles and chapters',
    params: shape.videoParams,
    response: shape.videoView,
    target: (ctx, { params }) => videoTarget(ctx, params.videoId),
    handler: (ctx, { params }) => readVideo(ctx, params.videoId),
  })
  route({
    method: 'GET',
    path: '/api/videos/:videoId/playlists/:name',
    may: 'course.read',
    summary: 'An HLS playlist: `film` to choose a quality from, or one quality',
    params: shape.playlistParams,
    target: (ctx, { params }) => videoTarget(ctx, params.videoId),
    handler: (ctx, { params, reply }) => sendPlaylist(ctx, reply, params),
  })
  route({
    method: 'GET',
    path: '/api/videos/:videoId/files/:name',
    may: 'course.read',
    summary: 'A quality, the poster or the thumbnails, whole or in parts (`Range`)',
    params: shape.videoFileParams,
    target: (ctx, { params }) => videoTarget(ctx, params.videoId),
    handler: (ctx, { params, reply }) => sendVideoFile(ctx, reply, params),
  })
  route({
    method: 'GET',
    path: '/api/videos/:videoId/subtitles/:language',
    may: 'course.read',
    summary: 'Subtitles in a language, as WebVTT',
    params: shape.subtitleParams,
    target: (ctx, { params }) => videoTarget(ctx, params.videoId),
    handler: (ctx, { params, reply }) => sendSubtitle(ctx, reply, params),
  })

  route({
    method: 'POST',
    path: '/api/items/:itemId/video-uploads',
    may: 'course.edit',
    clauses: ['R3.2'],
    summary: 'Begins a resumable upload (tus 1.0): `Upload-Length` or `Upload-Defer-Length`, `Upload-Metadata` with filename and fingerprint',
    params: shape.videoItemParams,
    upload: true,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, request, reply }) => beginUpload(ctx, params.itemId, request, reply),
  })
  route({
    method: 'GET',
    path: '/api/video-uploads/:uploadId',
    may: 'course.edit',
    summary: 'Asked with HEAD: how much of one’s own upload has arrived (tus 1.0)',
    params: shape.uploadParams,
    target: (ctx, { params }) => uploadTarget(ctx, params.uploadId),
    handler: (ctx, { request, reply }) =>
      request.method === 'HEAD' ? answerTus(ctx.portal, request, reply) : Promise.resolve(void reply.status(204).send()),
  })
  route({
    method: 'PATCH',
    path: '/api/video-uploads/:uploadId',
    may: 'course.edit',
    limit: 'read',
    summary: 'The next bytes of one’s own upload (tus 1.0)',
    params: shape.uploadParams,
    upload: true,
    target: (ctx, { params }) => uploadTarget(ctx, params.uploadId),
    handler: (ctx, { request, reply }) => answerTus(ctx.portal, request, reply),
  })
  route({
    method: 'DELETE',
    path: '/api/video-uploads/:uploadId',
    may: 'course.edit',
    summary: 'Gives one’s own upload up',
    params: shape.uploadParams,
    target: (ctx, { params }) => uploadTarget(ctx, params.uploadId),
    handler: (ctx, { params }) => dropUpload(ctx, params.uploadId),
  })
  route({
    method: 'POST',
    path: '/api/video-uploads/:uploadId/finish',
    may: 'course.edit',
    clauses: ['R3.2'],
    summary: 'Makes a video of an upload that has arrived whole, cut to `trim` where it is given; asked again it answers the same',
    params: shape.uploadParams,
    body: shape.finishInput,
    response: shape.madeVideoView,
    target: (ctx, { params }) => uploadTarget(ctx, params.uploadId),
    handler: (ctx, { params, body }) => finishUpload(ctx, params.uploadId, body?.trim ?? null),
  })

  route({
    method: 'POST',
    path: '/api/videos/:videoId/transcode',
    may: 'course.edit',
    summary: 'Has the qualities made again',
    params: shape.videoParams,
    target: (ctx, { params }) => videoTarget(ctx, params.videoId),
    handler: (ctx, { params }) => retryVideo(ctx, params.videoId),
  })
  route({
    method: 'DELETE',
    path: '/api/videos/:videoId',
    may: 'course.edit',
    summary: 'Takes a video out of its item; what was watched of it is kept',
    params: shape.videoParams,
    target: (ctx, { params }) => videoTarget(ctx, params.videoId),
    handler: (ctx, { params }) => removeVideo(ctx, params.videoId),
  })
  route({
    method: 'GET',
    path: '/api/videos/:videoId/subtitles',
    may: 'course.edit',
    summary: 'The subtitles of every language, for editing',
    params: shape.videoParams,
    response: shape.subtitlesView,
    target: (ctx, { params }) => videoTarget(ctx, params.videoId),
    handler: (ctx, { params }) => readSubtitles(ctx, params.videoId),
  })
  route({
    method: 'PUT',
    path: '/api/videos/:videoId/subtitles/:language',
    may: 'course.edit',
    bodyLimit: 8_000_000,
    summary: 'Keeps subtitles of a language (WebVTT or SubRip)',
    params: shape.subtitleParams,
    body: shape.subtitleInput,
    response: shape.subtitleView,
    target: (ctx, { params }) => videoTarget(ctx, params.videoId),
    handler: (ctx, { params, body }) => saveSubtitle(ctx, params.videoId, params.language, body.vtt),
  })
  route({
    method: 'DELETE',
    path: '/api/videos/:videoId/subtitles/:language',
    may: 'course.edit',
    summary: 'Takes the subtitles of a language away',
    params: shape.subtitleParams,
    target: (ctx, { params }) => videoTarget(ctx, params.videoId),
    handler: (ctx, { params }) => dropSubtitle(ctx, params.videoId, params.language),
  })
  route({
    method: 'PUT',
    path: '/api/videos/:videoId/chapters',
    may: 'course.edit',
    summary: 'Keeps the chapters of a video',
    params: shape.videoParams,
    body: shape.chaptersInput,
    target: (ctx, { params }) => videoTarget(ctx, params.videoId),
    handler: (ctx, { params, body }) => saveChapters(ctx, params.videoId, body.chapters),
  })
})
