import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { itemTarget } from '../find-item.ts'
import { noteInput, noteParams, notesQuery, notesView } from './contract.ts'
import { keepNote, removeNote } from './keep-note.ts'
import { readNotes } from './read-notes.ts'

export const noteRoutes = defineRoutes('learning', (route) => {
  route({
    method: 'GET',
    path: '/api/my/notes',
    may: 'signed-in',
    summary: 'One’s own notes',
    query: notesQuery,
    response: notesView,
    handler: (ctx, { query }) => readNotes(ctx, query),
  })
  route({
    method: 'PUT',
    path: '/api/my/notes/:noteId',
    may: 'course.read',
    summary: 'Keeps a note under its writer’s key; told again it is the same note',
    params: noteParams,
    body: noteInput,
    target: (ctx, { body }) => itemTarget(ctx, body.itemId),
    handler: (ctx, { params, body }) => keepNote(ctx, params.noteId, body),
  })
  route({
    method: 'DELETE',
    path: '/api/my/notes/:noteId',
    may: 'signed-in',
    summary: 'Removes a note of one’s own',
    params: noteParams,
    handler: (ctx, { params }) => removeNote(ctx, params.noteId),
  })
})
