import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type CryptoKey } from 'jose'
import { expect } from 'vitest'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { startTool, type RunningTool } from './ltijs.fixture.ts'

/** The portal on a real line, a real tool beside it, and what a browser does between them. */

export let given: TestPortal
export let portal: string
export let real: RunningTool
export let offeringId: string
export let otherOffering: string
export let clientId: string
export let toolId: string
export const who = { admin: '', teacher: '', student: '', second: '', stranger: '' }

/** A tool of our own making, for what ltijs would never do. */
export let own: { id: string; clientId: string; key: CryptoKey }

/** Starts the portal and the tool, registers it, and enrols people. */
export async function setUp(): Promise<void> {
  given = await testPortal()
  await given.app.listen({ port: 0, host: 'localhost' })
  portal = `http://localhost:${(given.app.server.address() as AddressInfo).port}`
  real = await startTool()
  ;({ offeringId } = await makeOffering(given.portal))
  ;({ offeringId: otherOffering } = await makeOffering(given.portal))
  for (const [name, role] of [
    ['admin', 'administrator'],
    ['teacher', 'teacher'],
    ['student', 'student'],
    ['second', 'student'],
    ['stranger', 'student'],
  ] as const)
    who[name] = await makePerson(given.portal, role, { email: `${name}@example.kg` })
  await assignTeacher(given.portal, who.teacher, offeringId)
  await enrol(given.portal, who.student, offeringId)
  await enrol(given.portal, who.second, offeringId)
  await enrol(given.portal, who.stranger, otherOffering)
  const made = await register({ ...addresses(real.origin), jwksUrl: `${real.origin}/keys`, sendName: true, mayRoster: true })
  ;({ id: toolId, clientId } = made)
  await real.know(portal, clientId)
  const pair = await generateKeyPair('RS256')
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'own', alg: 'RS256' }] })
  own = { ...(await register({ ...addresses('https://tool.example'), jwks })), key: pair.privateKey }
}

export async function tearDown(): Promise<void> {
  await real.close()
  await given.close()
}

export const addresses = (origin: string) => ({
  loginUrl: `${origin}/login`,
  launchUrl: `${origin}/`,
  redirectUris: [`${origin}/`],
  choiceUrl: `${origin}/`,
})

export interface Answer {
  status: number
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any
  text: string
  headers: Headers
}

/** A request over the real line, as a person or as nobody. */
export async function send(
  method: string,
  path: string,
  as: string | null = null,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(path.startsWith('http') ? path : portal + path, {
    method,
    redirect: 'manual',
    headers: {
      'accept-language': 'en',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(as ? { 'x-test-person': as } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, text, headers: answer.headers, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
}

export const form = (fields: Record<string, string>): [string, Record<string, string>] => [
  new URLSearchParams(fields).toString(),
  { 'content-type': 'application/x-www-form-urlencoded' },
]

async function register(settings: Record<string, unknown>): Promise<{ id: string; clientId: string }> {
  const made = await send('POST', '/api/tools', who.admin, { name: 'Көнүгүүлөр', keeper: 'Example, Бишкек', ...settings })
  expect(made, made.text).toMatchObject({ status: 200 })
  const list = await send('GET', '/api/tools', who.admin)
  return list.body.tools.find((one: { id: string }) => one.id === made.body.id)
}

export async function makeItem(tool = toolId): Promise<string> {
  const made = await send('POST', `/api/offerings/${offeringId}/sections`, who.teacher, { title: { ky: 'Бөлүм' } })
  const one = await send('POST', `/api/sections/${made.body.id}/items`, who.teacher, { kind: 'tool', title: { ky: 'Курал' } })
  const itemId = one.body.id as string
  await send('PATCH', `/api/items/${itemId}`, who.teacher, { hidden: false })
  expect((await send('PUT', `/api/items/${itemId}/tool`, who.teacher, { toolId: tool })).status).toBe(204)
  return itemId
}

/** What a browser does in the tool's frame: follows, keeps the tool's cookies, sends forms. */
class Browser {
  readonly #cookies = new Map<string, string>()
  readonly #as: string
  constructor(as: string) {
    this.#as = as
  }
  async go(method: string, address: string, fields?: Record<string, string>): Promise<Answer> {
    const ours = address.startsWith(portal)
    const [body, type] = fields ? form(fields) : [undefined, {}]
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers: Record<string, string> = {
      ...type,
      ...(ours ? {} : { cookie }),
      ...(ours && method === 'POST' ? { origin: real.origin, 'sec-fetch-site': 'cross-site' } : {}),
    }
    const answer = await send(method, address, ours ? this.#as : null, body, headers)
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set)?.slice(1) ?? []
      if (!ours) this.#cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    return to ? this.go('GET', new URL(to, address).href) : answer
  }
}

const readable = (text: string): string =>
  text.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code))).replaceAll('&amp;', '&')
export const fieldsOf = (html: string): { action: string; fields: Record<string, string> } => ({
  action: readable(/action="([^"]*)"/.exec(html)?.[1] ?? ''),
  fields: Object.fromEntries([...html.matchAll(/name="([^"]+)"[^>]*?value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, readable(value)])),
})

/** Opens an item's tool up to the frame's address (the tool's login). */
export async function begin(itemId: string, as: string, purpose = 'use'): Promise<{ login: string; page: Answer }> {
  const launch = await send('POST', `/api/items/${itemId}/tool-launches`, as, { purpose, agreed: true })
  expect(launch, launch.text).toMatchObject({ status: 200 })
  const page = await send('GET', launch.body.address, as)
  expect(page.status, page.text).toBe(200)
  return { page, login: readable(/<iframe[^>]* src="([^"]+)"/.exec(page.text)?.[1] ?? '') }
}

/** A whole launch: the frame's address, the tool's redirect here, our form to the tool, the tool's page. */
export async function launch(itemId: string, as: string, purpose = 'use'): Promise<{ browser: Browser; page: Answer; sent: Record<string, string> }> {
  const browser = new Browser(as)
  const { login } = await begin(itemId, as, purpose)
  const ours = await browser.go('GET', login)
  expect(ours.status, ours.text).toBe(200)
  const { action, fields } = fieldsOf(ours.text)
  return { browser, page: await browser.go('POST', action, fields), sent: fields }
}
