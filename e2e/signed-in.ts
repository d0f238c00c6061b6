import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, request, type APIRequestContext, type Browser, type BrowserContext, type BrowserContextOptions } from '@playwright/test'

/**
 * Sessions belong to one portal, so each address keeps its own: runs beside one another do not mix them up. They lie
 * outside the results, which every run clears when it begins.
 */
const folderOf = (address: string): string => join(tmpdir(), 'portal-e2e-states', new URL(address).port || 'default')

interface DemonstrationAccount {
  login: string
  password: string
  role: string
  code: string | null
}

/** Signs every demonstration account in once, so that tests share sessions instead of spending one-time codes. */
export async function signEverybodyIn(address: string): Promise<void> {
  mkdirSync(folderOf(address), { recursive: true })
  const anybody = await request.newContext({ baseURL: address })
  const accounts = await list(anybody)
  for (const { login, password } of accounts) {
    const own = await request.newContext({ baseURL: address, extraHTTPHeaders: { 'x-portal-csrf': '1' } })
    const first = await own.post('/api/session', { data: { login, password } })
    expect(first.ok(), `${login} signs in`).toBe(true)
    if (((await first.json()) as { next: string }).next === 'second-factor') {
      const code = (await list(anybody)).find((one) => one.login === login)?.code
      const second = await own.post('/api/session/second-factor', { data: { code } })
      expect(second.ok(), `${login} gives a code`).toBe(true)
    }
    await own.storageState({ path: stateOf(login, address) })
    await own.dispose()
  }
  await anybody.dispose()
}

async function list(api: APIRequestContext): Promise<DemonstrationAccount[]> {
  const body = (await (await api.get('/api/demonstration/accounts')).json()) as { accounts: DemonstrationAccount[] } | DemonstrationAccount[]
  return Array.isArray(body) ? body : body.accounts
}

function stateOf(login: string, address = process.env.E2E_ADDRESS ?? 'http://localhost'): string {
  return join(folderOf(address), `${login}.json`)
}

/** A browser context in which this demonstration account is signed in, reading this language. */
export async function contextOf(
  browser: Browser,
  login: string | null,
  locale: 'ky' | 'ru' | 'en',
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  if (login && !existsSync(stateOf(login))) throw new Error(`nobody signed ${login} in`)
  const context = await browser.newContext({ ...options, ...(login ? { storageState: stateOf(login) } : {}) })
  await context.addCookies([{ name: 'portal-locale', value: locale, url: process.env.E2E_ADDRESS ?? 'http://localhost' }])
  await context.addInitScript((chosen) => localStorage.setItem('portal-locale', chosen), locale)
  return context
}
