import { afterAll, beforeAll, expect, test } from 'vitest'
import { limits } from '../http/route.ts'
import { testPortal, type TestPortal } from '../../../testing/index.ts'

let given: TestPortal
beforeAll(async () => {
  given = await testPortal()
})
afterAll(() => given.close())

test('health, readiness and metrics are told, metrics to the machine itself alone', async () => {
  expect((await given.request('GET', '/healthz')).body).toEqual({ ok: true })
  expect((await given.request('GET', '/readyz')).body).toEqual({ ok: true })
  await given.request('GET', '/api/portal')
  const metrics = await given.request('GET', '/metrics')
  expect(metrics.body).toContain('portal_request_seconds_bucket')
  expect(metrics.body).toContain('route="/api/portal"')
  expect((await given.request('GET', '/metrics', { inject: { headers: { 'x-forwarded-for': '10.0.0.1' } } })).status).toBe(404)
})

test('answers carry strict headers', async () => {
  const { headers } = await given.request('GET', '/api/portal')
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain("script-src 'self' 'unsafe-inline'")
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['strict-transport-security']).toBeUndefined()
})

test('too many requests are refused for a while, in the reader’s language and with the time to wait', async () => {
  let last = await given.request('GET', '/api/portal', { locale: 'ru' })
  for (let count = 0; count <= limits.read && last.status === 200; count++) last = await given.request('GET', '/api/portal', { locale: 'ru' })
  expect(last.status).toBe(429)
  expect(last.body.type).toBe('urn:univer-plus:problem:foundation.too-many-requests')
  expect(last.body.title).toMatch(/^Слишком много запросов; повторите через \d+ с$/)
})
