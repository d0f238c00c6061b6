import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type BrowserContext } from '@playwright/test'
import { makeItem, sharedOffering } from './coding-hands.ts'
import { contextOf } from './signed-in.ts'

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true }

test('a teacher puts a self-check and a laboratory into a lesson; a student answers without a line, and it arrives once', async ({ browser }) => {
  const teacher = await contextOf(browser, 'teacher', 'ru')
  const student: BrowserContext = await contextOf(browser, 'student', 'ru', phone)
  const offeringId = await sharedOffering(teacher, student)
  const itemId = await makeItem(teacher, offeringId, 'Урок с блоками', 'page')
  const writing = await teacher.newPage()
  await writing.goto(`/courses/${offeringId}/items/${itemId}/edit`)
  const text = writing.locator('#lesson-editor')
  await text.click()
  await writing.keyboard.type('Прочитайте и проверьте себя.')
  const add = async (kind: string): Promise<void> => {
    await writing.getByRole('toolbar').getByRole('button', { name: 'Добавить' }).click()
    await writing.getByRole('dialog').getByRole('button', { name: kind, exact: true }).click()
  }
  await add('Самопроверка')
  const dialog = writing.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Вид вопроса' }).selectOption('numeric')
  await dialog.getByRole('textbox', { name: 'Вопрос', exact: false }).first().fill('Сколько будет $7 / 2$?')
  await dialog.getByRole('textbox', { name: 'Верный ответ' }).fill('3,5')
  await dialog.getByRole('textbox', { name: 'Пояснение' }).fill('Семь пополам — это $3{,}5$.')
  const made = writing.waitForResponse((answer) => answer.url().endsWith('/self-checks') && answer.request().method() === 'POST')
  await dialog.getByRole('button', { name: 'Вставить в текст' }).click()
  const { id: checkId } = (await (await made).json()) as { id: string }
  await expect(dialog).toBeHidden()
  await writing.keyboard.press('ArrowRight')
  await add('Виртуальная лаборатория')
  await dialog.getByRole('textbox', { name: 'Название лаборатории' }).fill('Трение')
  await dialog.getByRole('textbox', { name: 'Адрес' }).fill('http://phet.colorado.edu/')
  await dialog.getByRole('button', { name: 'Поставить в текст' }).click()
  await expect(dialog.getByText('Напишите полный адрес')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Адрес' }).fill('https://phet.colorado.edu/')
  await dialog.getByRole('button', { name: 'Поставить в текст' }).click()
  await expect(dialog).toBeHidden()
  await expect
    .poll(async () => JSON.stringify(await (await teacher.request.get(`/api/items/${itemId}/texts`)).json()))
    .toMatch(/self-check.*data-block=\\"lab/)

  const page = await student.newPage()
  await page.goto(`/courses/${offeringId}/items/${itemId}`)
  const check = page.getByRole('region', { name: 'Проверьте себя' })
  await expect(check.locator('.katex')).toHaveCount(1)
  await expect(page.getByRole('link', { name: 'Открыть лабораторию (phet.colorado.edu)' })).toHaveAttribute('rel', 'noopener noreferrer')
  expect((await new AxeBuilder({ page }).include('section').analyze()).violations).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await student.setOffline(true)
  const field = check.getByRole('textbox', { name: 'Ваш ответ' })
  await field.fill('4')
  await check.getByRole('button', { name: 'Проверить' }).click()
  await expect(check.getByText('Пока неверно')).toBeVisible()
  await expect(check.getByText('Ответ сохранён на этом устройстве')).toBeVisible()
  await check.getByRole('button', { name: 'Ответить ещё раз' }).click()
  await field.fill('3,5')
  await check.getByRole('button', { name: 'Проверить' }).click()
  await expect(check.getByText('Верно', { exact: true })).toBeVisible()
  await student.setOffline(false)
  const own = async () => ((await (await student.request.get(`/api/self-checks/${checkId}`)).json()) as { own: unknown[] }).own
  await expect.poll(own).toMatchObject([{ tries: 2, first: { right: false }, last: { right: true } }])
  await page.reload()
  await expect(check.getByText('Верно', { exact: true })).toBeVisible()
  expect(await own()).toMatchObject([{ tries: 2 }])
  // answered on another device: what this one remembers gives way to what the server knows
  const { questionId } = (await own())[0] as { questionId: string }
  const elsewhere = { id: crypto.randomUUID(), questionId, answer: ['7'], seconds: 1, answeredAt: new Date().toISOString() }
  await student.request.post(`/api/self-checks/${checkId}/answers`, { headers: { 'x-portal-csrf': '1' }, data: elsewhere })
  await page.reload()
  await expect(check.getByText('Пока неверно')).toBeVisible()

  await writing.goto(`/courses/${offeringId}/items/${itemId}`)
  await writing.getByRole('button', { name: 'Как ответили студенты' }).click()
  await expect(writing.getByRole('figure', { name: 'Доля верных ответов' })).toBeVisible()
  await Promise.all([teacher.close(), student.close()])
})
