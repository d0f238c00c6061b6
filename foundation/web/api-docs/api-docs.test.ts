import { expect, test } from 'vitest'
import { groupsOf, withoutNull, type Description } from './description.ts'
import { curlOf, exampleOf } from './example.ts'

const description: Description = {
  openapi: '3.1.0',
  paths: {
    '/api/works/{id}/mark': {
      post: {
        operationId: 'mark',
        summary: 'Marks work',
        tags: ['assignments'],
        'x-ability': 'submission.mark',
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['points', 'note'],
                properties: { points: { anyOf: [{ type: 'number', minimum: 0 }, { type: 'null' }] }, note: { type: 'string', default: "it's" } },
              },
            },
          },
        },
        responses: {},
      },
    },
    '/api/portal': { get: { operationId: 'portal', summary: 'The portal', tags: ['portal'], 'x-ability': 'public', responses: {} } },
  },
}

test('operations are grouped by domain and found by any of their words', () => {
  expect(groupsOf(description, '').map(({ domain }) => domain)).toEqual(['assignments', 'portal'])
  expect(groupsOf(description, 'POST submission.mark').map(({ domain }) => domain)).toEqual(['assignments'])
  expect(groupsOf(description, 'get mark')).toEqual([])
})

test('a call can be copied as it is: ids, cookie, header against foreign forms, quoted body', () => {
  const entry = groupsOf(description, 'mark')[0]?.entries[0]
  expect(entry && curlOf(entry, description, 'https://p.example')).toBe(
    [
      "curl -X POST 'https://p.example/api/works/{id}/mark'",
      "-b 'portal.session_token=…'",
      "-H 'x-portal-csrf: 1'",
      "-H 'content-type: application/json'",
      `-d '{"points":1,"note":"it'\\''s"}'`,
    ].join(' \\\n  '),
  )
  const open = groupsOf(description, 'portal')[0]?.entries[0]
  expect(open && curlOf(open, description, 'https://p.example')).toBe("curl 'https://p.example/api/portal'")
})

test('what may be null is told apart from its type', () => {
  expect(withoutNull({ type: ['string', 'null'] })).toEqual({ schema: { type: 'string' }, nullable: true })
  expect(withoutNull({ anyOf: [{ type: 'object' }, { type: 'null' }] })).toEqual({ schema: { type: 'object' }, nullable: true })
  expect(exampleOf({ type: 'array', items: { type: 'string', format: 'date' } }, description)).toEqual(['2026-09-01'])
})
