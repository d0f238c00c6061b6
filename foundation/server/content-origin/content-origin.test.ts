import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testPortal, type TestPortal } from '../../../testing/index.ts'
import type { Portal } from '../context.ts'
import { contentOrigin, portalOrigin } from './addresses.ts'
import { expiryWithin, readCapability, signCapability } from './capability.ts'
import { registerContent, registerRuntime, runtimePath } from './register.ts'
import { buildContentServer } from './server.ts'

const secret = 'a secret of the tests, long enough to pass'
const portalAddress = 'http://localhost:3000'
let given: TestPortal
let app: FastifyInstance
let folder: string
let logged = ''

beforeAll(async () => {
  given = await testPortal()
  folder = mkdtempSync(join(tmpdir(), 'runtime-'))
  mkdirSync(join(folder, 'inner'))
  writeFileSync(join(folder, 'page.html'), '<script src="run.js"></script>')
  writeFileSync(join(folder, 'inner', 'tool.wasm'), Buffer.from([0, 97, 115, 109]))
  symlinkSync('/etc/passwd', join(folder, 'passwd'))
  registerRuntime({ name: 'test-plain', folders: [folder] })
  registerRuntime({ name: 'test-wasm', folders: [folder], wasm: true })
  registerContent('test-echo', async (_portal, { capability, path, method, body, request, reply }) =>
    reply.send({ subject: capability.subject, path, method, body: body?.toString() ?? null, cookie: request.headers.cookie ?? null }),
  )
  const log = pino({ level: 'info' }, new Writable({ write: (line: Buffer, _encoding, done) => ((logged += line.toString()), done()) }))
  app = await buildContentServer({ ...given.portal, log } as Portal)
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await given.close()
  rmSync(folder, { recursive: true })
})

function word(change: Partial<Parameters<typeof signCapability>[1]> = {}): string {
  return signCapability(secret, { kind: 'test-echo', subject: 'x', portal: portalAddress, expires: expiryWithin(2), ...change })
}

describe('a capability', () => {
  it('opens its content until it expires, and nothing else does', async () => {
    const open = await app.inject({ url: `/c/${word()}/deep/file%20name.html?q=1` })
    expect(open.json()).toMatchObject({ subject: 'x', path: 'deep/file name.html', method: 'GET' })
    const [said, mac = ''] = word().split('.')
    const other = Buffer.from(JSON.stringify(['test-echo', 'y', portalAddress, expiryWithin(2)])).toString('base64url')
    const refused = [
      word({ expires: 1 }),
      word({ kind: 'nobody' }),
      `${other}.${mac}`,
      `${said}.`,
      `${said}`,
      'a',
      `${word()}.x`,
      signCapability('another secret, long enough to pass!', { kind: 'test-echo', subject: 'x', portal: portalAddress, expires: expiryWithin(2) }),
    ]
    for (const bad of refused) expect((await app.inject({ url: `/c/${bad}/file` })).statusCode, bad).toBe(404)
    for (const path of ['/', '/c/', '/api/me', '/index.html', '/runtime/']) expect((await app.inject({ url: path })).statusCode, path).toBe(404)
    for (const path of ['%2e%2e/x', 'a/..%2f..%2fx', 'a%5c..%5cx', 'x%00'])
      expect((await app.inject({ url: `/c/${word()}/${path}` })).statusCode, path).not.toBe(200)
  })

  it('takes a write with its bytes, for kinds that want one', async () => {
    const put = await app.inject({ method: 'PUT', url: `/c/${word()}/state`, headers: { 'content-type': 'application/json' }, payload: '{"a":1}' })
    expect(put.json()).toMatchObject({ method: 'PUT', body: '{"a":1}' })
  })

  it('ends on a full hour', () => {
    expect(expiryWithin(2, Date.UTC(2026, 0, 1, 10, 59))).toBe(Date.UTC(2026, 0, 1, 12) / 1000)
    expect(readCapability(secret, word({ expires: 100 }), 99_999)).toMatchObject({ subject: 'x' })
    expect(readCapability(secret, word({ expires: 100 }), 100_000)).toBeNull()
  })
})

it('drops cookies before anything sees them, sets none, and logs neither cookies nor capabilities', async () => {
  const capability = word()
  const reply = await app.inject({ url: `/c/${capability}/file`, headers: { cookie: 'portal.session_token=very-secret' } })
  expect(reply.json()).toMatchObject({ cookie: null })
  expect(reply.headers['set-cookie']).toBeUndefined()
  expect(logged).toContain('/c/:capability/*')
  expect(logged).not.toContain('very-secret')
  expect(logged).not.toContain(capability.slice(0, 20))
})

it('keeps foreign content inside its origin', async () => {
  const { headers } = await app.inject({ url: `/c/${word()}/file` })
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain(`frame-ancestors 'self' ${portalAddress};`)
  expect(policy).toContain("connect-src 'self';")
  expect(policy).toMatch(/sandbox allow-scripts allow-same-origin allow-forms allow-popups$/)
  expect(policy).not.toContain('top-navigation')
  expect(headers).toMatchObject({
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  expect(headers['access-control-allow-origin']).toBeUndefined()
  expect(headers['service-worker-allowed']).toBeUndefined()
})

it('refuses every service worker', async () => {
  for (const url of [`/c/${word()}/sw.js`, runtimePath('test-plain', 'page.html')])
    expect((await app.inject({ url, headers: { 'service-worker': 'script' } })).statusCode).toBe(403)
})

describe('a runtime', () => {
  it('is public, kept for ever, and may compile WebAssembly only where it asked for it', async () => {
    const plain = await app.inject({ url: runtimePath('test-plain', 'page.html'), headers: { host: 'localhost:3001' } })
    expect(plain.statusCode).toBe(200)
    expect(plain.headers['cache-control']).toContain('immutable')
    expect(plain.headers['content-security-policy']).toContain("script-src 'self';")
    expect(plain.headers['content-security-policy']).toContain('http://localhost:3000 http://127.0.0.1:3000')
    const wasm = await app.inject({ url: runtimePath('test-wasm', 'inner/tool.wasm') })
    expect(wasm.headers['content-type']).toBe('application/wasm')
    expect(wasm.headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval';")
  })

  it('serves its folder and nothing beside it', async () => {
    for (const path of ['passwd', '../x', '%2e%2e%2fx', 'inner', '', 'nothing.js'])
      expect((await app.inject({ url: runtimePath('test-plain', path) })).statusCode, path).toBe(404)
    expect((await app.inject({ url: '/runtime/test-plain/0000/page.html' })).statusCode).toBe(404)
    expect((await app.inject({ method: 'POST', url: runtimePath('test-plain', 'page.html') })).statusCode).toBe(404)
  })
})

describe('the two addresses', () => {
  const config = { port: 3000, contentPort: 3001, publicUrl: null, contentUrl: null }
  it('are two hosts on one’s own machine, two ports elsewhere, two names in production', () => {
    expect(portalOrigin(config, { protocol: 'http', host: 'localhost:3000' })).toBe('http://localhost:3000')
    expect(contentOrigin(config, 'http://localhost:3000')).toBe('http://127.0.0.1:3001')
    expect(contentOrigin(config, 'http://127.0.0.1:3000')).toBe('http://localhost:3001')
    expect(contentOrigin(config, 'http://portal.lan:3000')).toBe('http://portal.lan:3001')
    const real = { ...config, publicUrl: 'https://portal.example.kg', contentUrl: 'https://content.example.kg' }
    expect(contentOrigin(real, portalOrigin(real, { protocol: 'http', host: 'inside:3000' }))).toBe('https://content.example.kg')
  })

  it('lets the portal frame the content origin alone, and is else as strict as before', async () => {
    const { headers } = await given.request('GET', '/api/portal', { inject: { headers: { host: 'localhost:3000' } } })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("frame-src 'self' http://127.0.0.1:3001;")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("connect-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
  })

  it('does not let the content origin write to the portal, nor read from it', async () => {
    for (const headers of [
      { origin: 'http://127.0.0.1:3001', 'x-portal-csrf': '1' },
      { 'sec-fetch-site': 'same-site', 'x-portal-csrf': '1' },
      { origin: 'http://localhost:3001', 'sec-fetch-site': 'same-site', 'x-portal-csrf': '1' },
    ]) {
      const reply = await given.request('POST', '/api/session', { body: {}, inject: { headers: { host: 'localhost:3000', ...headers } } })
      expect(reply).toMatchObject({ status: 403, body: { type: 'urn:univer-plus:problem:foundation.cross-site' } })
    }
    const read = await given.request('GET', '/api/portal', { inject: { headers: { origin: 'http://127.0.0.1:3001' } } })
    expect(read.headers['access-control-allow-origin']).toBeUndefined()
    const asked = await given.app.inject({
      method: 'OPTIONS',
      url: '/api/me',
      headers: { origin: 'http://127.0.0.1:3001', 'access-control-request-method': 'GET' },
    })
    expect(asked.headers['access-control-allow-origin']).toBeUndefined()
  })
})
