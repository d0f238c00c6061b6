import { defineRoutes } from '../../foundation/server/http/route.ts'
import { offeringTarget } from '../programmes/index.ts'
import * as shape from './contract.ts'
import { addPost, readPosts, removePost } from './discuss.ts'
import { addItem, changeItem, deleteItem } from './edit-items.ts'
import { addSection, changeSection, deleteSection } from './edit-sections.ts'
import { findInCourse } from './find-in-course.ts'
import { readImport, readImports } from './import-course/read-imports.ts'
import { receiveArchive } from './import-course/receive-archive.ts'
import { deadlineRoutes } from './deadlines/routes.ts'
import { exportRoutes } from './export-course/routes.ts'
import { dropCourseFile, keepCourseFile, offeringOfItem } from './keep-course-file.ts'
import { readCourse } from './read-course.ts'
import { readItem, readItemTexts } from './read-item.ts'
import { saveItemText } from './save-item-text.ts'
import { sendCourseFile } from './send-course-file.ts'
import { blockUseRoutes } from './block-use/routes.ts'
import { checkRoutes } from './checks/routes.ts'
import { codingRoutes } from './coding/routes.ts'
import { authoringRoutes } from './authoring/routes.ts'
import { complexRoutes } from './complex/routes.ts'
import { itemTarget, postTarget, sectionTarget } from './targets.ts'
import { packageRoutes } from './packages/routes.ts'
import { slidesRoutes } from './slides/routes.ts'
import { structureRoutes } from './structure/routes.ts'
import { ltiRoutes } from './tools/routes.ts'
import { syllabusRoutes } from './syllabus/routes.ts'
import { videoRoutes } from './video/routes.ts'
import './search.ts'

const courseRoutes = defineRoutes('courses', (route) => {
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/course',
    may: 'course.read',
    summary: 'A course: its heading, teachers and outline',
    params: shape.offeringParams,
    response: shape.courseView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readCourse(ctx, params.offeringId),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/find',
    may: 'course.read',
    summary: 'Words in the titles and texts of a course',
    params: shape.offeringParams,
    query: shape.findQuery,
    response: shape.foundInCourse,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, query }) => findInCourse(ctx, params.offeringId, query.q),
  })
  route({
    method: 'GET',
    path: '/api/items/:itemId',
    may: 'course.read',
    summary: 'An item: text in the reader’s language or the nearest, files, what comes before and after',
    params: shape.itemParams,
    response: shape.itemView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readItem(ctx, params.itemId),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/files/:courseFileId',
    may: 'course.read',
    summary: 'A file of a course',
    params: shape.courseFileParams,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, reply }) => sendCourseFile(ctx, reply, params),
  })

  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/sections',
    may: 'course.edit',
    summary: 'Adds a section at the end',
    params: shape.offeringParams,
    body: shape.sectionInput,
    response: shape.idView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, body }) => addSection(ctx, params.offeringId, body),
  })
  route({
    method: 'PATCH',
    path: '/api/sections/:sectionId',
    may: 'course.edit',
    summary: 'Renames, hides, dates or moves a section',
    params: shape.sectionParams,
    body: shape.sectionChange,
    target: (ctx, { params }) => sectionTarget(ctx, params.sectionId),
    handler: (ctx, { params, body }) => changeSection(ctx, params.sectionId, body),
  })
  route({
    method: 'DELETE',
    path: '/api/sections/:sectionId',
    may: 'course.edit',
    summary: 'Deletes a section in which nobody has worked',
    params: shape.sectionParams,
    target: (ctx, { params }) => sectionTarget(ctx, params.sectionId),
    handler: (ctx, { params }) => deleteSection(ctx, params.sectionId),
  })
  route({
    method: 'POST',
    path: '/api/sections/:sectionId/items',
    may: 'course.edit',
    summary: 'Adds an item at the end of a section, hidden at first',
    params: shape.sectionParams,
    body: shape.itemInput,
    response: shape.idView,
    target: (ctx, { params }) => sectionTarget(ctx, params.sectionId),
    handler: (ctx, { params, body }) => addItem(ctx, params.sectionId, body),
  })
  route({
    method: 'PATCH',
    path: '/api/items/:itemId',
    may: 'course.edit',
    summary: 'Renames, hides, dates or moves an item',
    params: shape.itemParams,
    body: shape.itemChange,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => changeItem(ctx, params.itemId, body),
  })
  route({
    method: 'DELETE',
    path: '/api/items/:itemId',
    may: 'course.edit',
    summary: 'Deletes an item in which nobody has worked',
    params: shape.itemParams,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => deleteItem(ctx, params.itemId),
  })
  route({
    method: 'GET',
    path: '/api/items/:itemId/texts',
    may: 'course.edit',
    summary: 'An item’s text in every language, for editing',
    params: shape.itemParams,
    response: shape.itemTextsView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readItemTexts(ctx, params.itemId),
  })
  route({
    method: 'PUT',
    path: '/api/items/:itemId/texts/:language',
    may: 'course.edit',
    summary: 'Keeps an item’s text in one language, made clean; tells what was changed, and when somebody else saved in between',
    params: shape.itemTextParams,
    body: shape.itemTextInput,
    response: shape.itemTextView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => saveItemText(ctx, params.itemId, params.language, body.html, body.version),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/files',
    may: 'course.edit',
    summary: 'Keeps a picture or attachment for the course’s texts (form field `file`)',
    params: shape.offeringParams,
    response: shape.fileView,
    upload: true,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, request }) => keepCourseFile(ctx, request, { offeringId: params.offeringId, itemId: null }),
  })
  route({
    method: 'POST',
    path: '/api/items/:itemId/files',
    may: 'course.edit',
    summary: 'Adds a file that the item shows (form field `file`)',
    params: shape.itemParams,
    response: shape.fileView,
    upload: true,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: async (ctx, { params, request }) =>
      keepCourseFile(ctx, request, { offeringId: await offeringOfItem(ctx, params.itemId), itemId: params.itemId }),
  })
  route({
    method: 'DELETE',
    path: '/api/offerings/:offeringId/files/:courseFileId',
    may: 'course.edit',
    summary: 'Takes a file out of the course',
    params: shape.courseFileParams,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => dropCourseFile(ctx, params),
  })

  route({
    method: 'GET',
    path: '/api/items/:itemId/posts',
    may: 'course.read',
    clauses: ['R3.6d'],
    summary: 'The posts of a discussion',
    params: shape.itemParams,
    response: shape.postsView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params }) => readPosts(ctx, params.itemId),
  })
  route({
    method: 'POST',
    path: '/api/items/:itemId/posts',
    may: 'discussion.post',
    clauses: ['R3.6d'],
    summary: 'Writes into a discussion',
    params: shape.itemParams,
    body: shape.postInput,
    response: shape.idView,
    target: (ctx, { params }) => itemTarget(ctx, params.itemId),
    handler: (ctx, { params, body }) => addPost(ctx, params.itemId, body),
  })
  route({
    method: 'DELETE',
    path: '/api/posts/:postId',
    may: 'discussion.moderate',
    clauses: ['R3.6d'],
    summary: 'Takes a post’s words out of sight; the post is kept',
    params: shape.postParams,
    target: (ctx, { params }) => postTarget(ctx, params.postId),
    handler: (ctx, { params }) => removePost(ctx, params.postId),
  })

  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/imports',
    may: 'course.import',
    summary: 'The course-file imports of an offering',
    params: shape.offeringParams,
    response: shape.importsView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readImports(ctx, params.offeringId),
  })
  route({
    method: 'GET',
    path: '/api/offerings/:offeringId/imports/:importId',
    may: 'course.import',
    summary: 'An import’s progress and report',
    params: shape.importParams,
    response: shape.importView,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params }) => readImport(ctx, params.offeringId, params.importId),
  })
  route({
    method: 'POST',
    path: '/api/offerings/:offeringId/imports',
    may: 'course.import',
    limit: 'heavy',
    summary: 'Brings a Common Cartridge, Canvas or Moodle course file in (form: `mode` new, append or replace, then `file`)',
    params: shape.offeringParams,
    response: shape.idView,
    upload: true,
    target: (ctx, { params }) => offeringTarget(ctx, params.offeringId),
    handler: (ctx, { params, request }) => receiveArchive(ctx, request, params.offeringId),
  })
})

/** The domain's whole policy: the course itself, then its rooms. */
export const routes = [
  ...courseRoutes,
  ...exportRoutes,
  ...authoringRoutes,
  ...complexRoutes,
  ...structureRoutes,
  ...syllabusRoutes,
  ...videoRoutes,
  ...packageRoutes,
  ...checkRoutes,
  ...blockUseRoutes,
  ...codingRoutes,
  ...slidesRoutes,
  ...ltiRoutes,
  ...deadlineRoutes,
]
