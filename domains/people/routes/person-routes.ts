import { z } from 'zod'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { defineRoutes } from '../../../foundation/server/http/route.ts'
import { contactsInput, findPeopleQuery, looksView, pageQuery, peopleView, personInput, personParams, personView } from '../contract.ts'
import { readLooks } from '../looks/read-looks.ts'
import { changeOwnContacts } from '../persons/change-own-contacts.ts'
import { findPeople } from '../persons/find-people.ts'
import { personTarget } from '../persons/person-target.ts'
import { readPerson } from '../persons/read-person.ts'
import { savePerson } from '../persons/save-person.ts'
import { removePhoto, setPhoto } from '../persons/set-photo.ts'
import { showPhoto } from '../persons/show-photo.ts'

const made = z.object({ id: z.string() })
const photo = z.object({ photoUrl: z.string().nullable() })

/** Persons and one's own data (R3.3a). */
export const routes = defineRoutes('people', (route) => {
  route({
    method: 'GET',
    path: '/api/people',
    summary: 'Persons within the reader’s reach: names, posts, groups, roles; a hit by personal number is traced',
    may: 'person.find',
    query: findPeopleQuery,
    response: peopleView,
    clauses: ['R3.3a'],
    handler: (ctx, { query }) => findPeople(ctx, query),
  })
  route({
    method: 'POST',
    path: '/api/people',
    summary: 'Enters a person',
    may: 'person.create',
    body: personInput,
    response: made,
    handler: (ctx, { body }) => savePerson(ctx, null, body),
  })
  route({
    method: 'GET',
    path: '/api/people/:personId',
    summary: 'A person’s card; the look is traced and the person sees it',
    may: 'person.read',
    params: personParams,
    response: personView,
    clauses: ['R3.3a', 'R4.6a'],
    target: (ctx, { params }) => personTarget(ctx, params.personId),
    handler: (ctx, { params }) => readPerson(ctx, params.personId),
  })
  route({
    method: 'PUT',
    path: '/api/people/:personId',
    summary: 'Corrects a person',
    may: 'person.edit',
    params: personParams,
    body: personInput,
    response: made,
    target: (ctx, { params }) => personTarget(ctx, params.personId),
    handler: (ctx, { params, body }) => savePerson(ctx, params.personId, body),
  })
  route({
    method: 'GET',
    path: '/api/people/:personId/photo',
    summary: 'A photo: of staff for every member, of others for who may read the card',
    may: 'signed-in',
    params: personParams,
    handler: (ctx, { params, reply }) => showPhoto(ctx, reply, params.personId),
  })
  route({
    method: 'POST',
    path: '/api/people/:personId/photo',
    summary: 'Sets a photo (PNG, JPEG, WebP; 5 MB)',
    may: 'person.edit',
    params: personParams,
    upload: true,
    response: photo,
    target: (ctx, { params }) => personTarget(ctx, params.personId),
    handler: (ctx, { params, request }) => setPhoto(ctx, params.personId, request),
  })
  route({
    method: 'DELETE',
    path: '/api/people/:personId/photo',
    summary: 'Takes a photo away',
    may: 'person.edit',
    params: personParams,
    target: (ctx, { params }) => personTarget(ctx, params.personId),
    handler: (ctx, { params }) => removePhoto(ctx, params.personId),
  })
  route({
    method: 'GET',
    path: '/api/me/profile',
    summary: 'All that the portal keeps of oneself',
    may: 'signed-in',
    response: personView,
    clauses: ['R3.3a'],
    handler: (ctx) => readPerson(ctx, actorOf(ctx).personId),
  })
  route({
    method: 'PUT',
    path: '/api/me/profile',
    summary: 'Corrects one’s own e-mail and telephone',
    may: 'profile.edit',
    body: contactsInput,
    handler: (ctx, { body }) => changeOwnContacts(ctx, body),
  })
  route({
    method: 'POST',
    path: '/api/me/photo',
    summary: 'Sets one’s own photo (PNG, JPEG, WebP; 5 MB)',
    may: 'profile.edit',
    upload: true,
    response: photo,
    handler: (ctx, { request }) => setPhoto(ctx, actorOf(ctx).personId, request),
  })
  route({
    method: 'DELETE',
    path: '/api/me/photo',
    summary: 'Takes one’s own photo away',
    may: 'profile.edit',
    handler: (ctx) => removePhoto(ctx, actorOf(ctx).personId),
  })
  route({
    method: 'GET',
    path: '/api/me/looks',
    summary: 'Who looked at one’s personal data: who, in which roles, when, at what',
    may: 'signed-in',
    query: pageQuery,
    response: looksView,
    clauses: ['R3.3a'],
    handler: (ctx, { query }) => readLooks(ctx, actorOf(ctx).personId, query.page),
  })
})
