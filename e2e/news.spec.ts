import { expect, request, test, type APIRequestContext } from '@playwright/test'
import { contextOf } from './signed-in.ts'

interface Work {
  id: string
  itemId: string
  person: { id: string }
}

/** Work that waits for the teacher, the newest first, so that tests which mark from the top take another one. */
async function waitingWork(api: APIRequestContext): Promise<{ offeringId: string; work: Work }> {
  const today = (await (await api.get('/api/my/today')).json()) as { offerings: { offeringId: string; teaching: boolean }[] }
  for (const { offeringId } of today.offerings.filter(({ teaching }) => teaching)) {
    const { works } = (await (await api.get(`/api/offerings/${offeringId}/marking?state=waiting`)).json()) as { works: Work[] }
    const work = works.at(-1)
    if (work) return { offeringId, work }
  }
  throw new Error('no work waits for the demonstration teacher')
}

test('a teacher marks, and the student’s open page shows the mark without a reload', async ({ browser }) => {
  const teacher = await contextOf(browser, 'teacher', 'ru')
  const { offeringId, work } = await waitingWork(teacher.request)
  const office = await contextOf(browser, 'registrar', 'ru')
  const { login } = (await (await office.request.get(`/api/accounts/${work.person.id}`)).json()) as { login: string }
  await office.close()

  const entering = await request.newContext({ baseURL: process.env.E2E_ADDRESS ?? '', extraHTTPHeaders: { 'x-portal-csrf': '1' } })
  expect((await entering.post('/api/session', { data: { login, password: 'Ala-Too-2026-demo' } })).ok()).toBe(true)
  const student = await browser.newContext({ storageState: await entering.storageState(), viewport: { width: 360, height: 780 } })
  await entering.dispose()
  const page = await student.newPage()
  const line = page.waitForEvent('websocket', { predicate: (socket) => socket.url().includes('/api/realtime'), timeout: 40_000 })
  await page.goto(`/courses/${offeringId}/items/${work.itemId}`)
  await (await line).waitForEvent('framereceived')
  await page.evaluate(() => Object.assign(globalThis, { sameView: true }))
  const comment = `Новость пришла сама: ${work.id.slice(-6)}`
  await expect(page.getByText(comment)).toHaveCount(0)

  const marked = await teacher.request.post(`/api/submissions/${work.id}/mark`, {
    headers: { 'x-portal-csrf': '1' },
    data: { points: 7.5, comment, returned: false },
  })
  expect(marked.ok(), await marked.text()).toBe(true)
  await expect(page.getByText(comment).first()).toBeVisible({ timeout: 20_000 })
  expect(await page.evaluate(() => 'sameView' in globalThis), 'the page was not loaded anew').toBe(true)
  await student.close()
  await teacher.close()
})
