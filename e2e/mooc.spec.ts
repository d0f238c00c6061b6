import { expect, test } from '@playwright/test'
import { contextOf } from './signed-in.ts'

interface Letter {
  to: string
  text: string
}

/** Clauses R1.3b and R7.2a: anybody with an e-mail takes part in an open course, and the certificate says what it is not. */
test('a stranger on a phone takes part by e-mail alone, studies, and sees how far the certificate is', async ({ browser }) => {
  test.setTimeout(90_000)
  const email = `stranger${Date.now()}@example.org`
  const context = await contextOf(browser, null, 'ru', { viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await page.goto('/open-courses')
  await page.getByRole('link', { name: /Технический английский/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Технический английский')
  await expect(page.getByText('не является государственным документом')).toBeVisible()
  await page.getByRole('button', { name: 'Участвовать' }).click()
  await expect(page.getByText('Нужно ваше согласие')).toBeVisible()
  await page.getByLabel('Фамилия').fill('Токтогулова')
  await page.getByRole('textbox', { name: /^Имя/ }).fill('Жаңыл')
  await page.getByLabel('Электронная почта').fill(email)
  await page.getByLabel(/Согласен/).check()
  await page.getByRole('button', { name: 'Участвовать' }).click()
  await expect(page.getByText(`На ${email} отправлено письмо`)).toBeVisible()

  let link = ''
  await expect
    .poll(async () => {
      const { messages } = (await (await page.request.get('/api/demonstration/mail')).json()) as { messages: Letter[] }
      link = /http\S+confirm#\S+/.exec(messages.find(({ to }) => to === email)?.text ?? '')?.[0] ?? ''
      return link
    })
    .not.toBe('')
  await page.goto(new URL(link).pathname + new URL(link).hash)
  await page.getByRole('textbox', { name: 'Пароль' }).fill('12345')
  await page.getByRole('button', { name: 'Начать' }).click()
  await expect(page.getByText(/не короче|не меньше|короткий/i).first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Пароль' }).fill('Кичи-Алай-кайыңдары-26')
  await page.getByRole('button', { name: 'Начать' }).click()
  await expect(page).toHaveURL(/\/courses\/[0-9a-f-]+$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Технический английский')
  const offeringId = page.url().split('/').at(-1) ?? ''

  const course = (await (await page.request.get(`/api/offerings/${offeringId}/course`)).json()) as {
    sections: { items: { id: string; kind: string }[] }[]
  }
  const lesson = course.sections.flatMap(({ items }) => items).find(({ kind }) => kind === 'page')?.id ?? ''
  await page.goto(`/courses/${offeringId}/items/${lesson}`)
  await expect(page.locator('main h1')).toBeVisible()
  const headers = { 'x-portal-csrf': '1' }
  expect((await page.request.post(`/api/items/${lesson}/progress`, { headers, data: { seconds: 60, place: 1000, done: true } })).ok()).toBe(true)
  await page.goto(`/courses/${offeringId}`)
  await page.getByRole('button', { name: 'Сертификат' }).click()
  await expect(page.getByText(/нужно 80/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Получить сертификат' })).toBeDisabled()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
})

test('the teacher sees who takes part, page by page; anybody checks a certificate by its address', async ({ browser }) => {
  const quality = await contextOf(browser, 'quality', 'ru')
  const found = (await (await quality.request.get('/api/open-courses/technical-english')).json()) as { offeringId: string }
  const list = (await (await quality.request.get(`/api/offerings/${found.offeringId}/mooc/participants?page=1`)).json()) as {
    total: number
    people: { certificate: string | null }[]
  }
  expect(list.total).toBeGreaterThan(30)
  const code = list.people.find(({ certificate }) => certificate)?.certificate ?? ''
  const anybody = await (await contextOf(browser, null, 'ky', { viewport: { width: 360, height: 740 } })).newPage()
  await anybody.goto(`/certificates/${code}`)
  await expect(anybody.getByText('Бул сертификатты портал берген')).toBeVisible()
  const paper = await anybody.request.get(`/api/certificates/${code}/paper.pdf?language=ky`)
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-')
})
