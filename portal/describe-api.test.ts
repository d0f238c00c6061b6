import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { routes } from './assemble.ts'
import { describeApi } from './describe-api.ts'

interface Described {
  openapi: string
  paths: Record<string, Record<string, { 'x-ability': string; responses: Record<string, unknown>; requestBody?: { content: object } }>>
  tags: { name: string }[]
  'x-problems': { type: string; title: Record<string, string> }[]
}

const described = JSON.parse(JSON.stringify(await describeApi())) as Described

test('the description is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  const result = await validator.validate({ ...structuredClone(described) })
  expect(result.errors ?? []).toEqual([])
  expect(result.valid).toBe(true)
  expect(validator.version).toBe('3.1')
})

test('every route is in it, with who may and how it refuses', () => {
  for (const route of routes) {
    const operation = described.paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]
    expect(operation?.['x-ability'], `${route.method} ${route.path}`).toBe(route.may)
    expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(['429', 'default']))
    if (route.may !== 'public') expect(operation?.responses['401']).toBeDefined()
    if (route.upload) expect(operation?.requestBody?.content).toHaveProperty('multipart/form-data')
  }
})

test('problem types are named in three languages', () => {
  const wait = described['x-problems'].find(({ type }) => type === 'urn:univer-plus:problem:foundation.not-signed-in')
  expect(wait?.title).toEqual({ ky: expect.any(String), ru: expect.any(String), en: 'You are not signed in' })
  expect(described['x-problems'].every(({ title }) => title['ky'] && title['ru'] && title['en'])).toBe(true)
})
