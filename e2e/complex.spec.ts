import { expect, test } from '@playwright/test'
import { contextOf } from './signed-in.ts'

/** Clauses R3.4a and R5.3c: what students see is what the methodical council approved. */
test('a complex goes to the council, comes back with a remark, is approved and published; readers see the approved version', async ({ browser }) => {
  test.setTimeout(120_000)
  const council = await contextOf(browser, 'council', 'ru')
  const teacher = await contextOf(browser, 'teacher', 'ru')
  const headers = { 'x-portal-csrf': '1' }
  const cabinet = await teacher.newPage()
  const mine = (await (await teacher.request.get('/api/my/offerings')).json()) as { teaches: { id: string; code: string }[] }
  // Not the course in which the other tests write: there everything new must be seen at once.
  const offeringId = mine.teaches.find(({ code }) => code.startsWith('PROG1') && !code.startsWith('PROG1-B-SE'))?.id ?? ''
  expect(offeringId).not.toBe('')
  const before = (await (await council.request.get(`/api/offerings/${offeringId}/complex`)).json()) as { excuses: { part: string }[] }
  for (const { part } of before.excuses) await council.request.delete(`/api/offerings/${offeringId}/complex/excuses/${part}`, { headers })

  await cabinet.goto(`/courses/${offeringId}/complex`)
  await expect(cabinet.getByText('Комплексу не хватает')).toBeVisible()
  await cabinet.getByRole('button', { name: 'Отправить совету' }).click()
  await expect(cabinet.getByText('На рассмотрении совета')).toBeVisible()

  const table = await council.newPage()
  await table.goto('/complexes')
  await table.locator(`a[href="/courses/${offeringId}/complex"]`).first().click()
  await table.getByRole('button', { name: 'Добавить замечание' }).click()
  await table.getByRole('textbox', { name: /Замечание/ }).fill('Объясните подробнее')
  await table.getByRole('button', { name: 'Сохранить' }).click()
  await expect(table.getByText('Объясните подробнее').last()).toBeVisible()
  await table.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await table.getByRole('textbox', { name: /Сообщение авторам/ }).fill('Есть замечание')
  await table.getByRole('dialog').getByRole('button', { name: 'Вернуть' }).click()
  await expect(table.getByText('Возвращён на доработку').first()).toBeVisible()

  await cabinet.reload()
  await cabinet.getByRole('button', { name: 'Решено' }).click()
  await cabinet.getByRole('button', { name: 'Отправить совету' }).click()
  await expect(cabinet.getByText('На рассмотрении совета')).toBeVisible()
  // The reviewer reads it whole: words are marked, the remark stands at that place, and points come with a reason.
  await table.reload()
  await table.getByRole('button', { name: 'Читать и рецензировать' }).click()
  await expect(table.getByRole('heading', { level: 1 })).toHaveText('Читать и рецензировать')
  await table.getByRole('button', { name: 'Назначить себя рецензентом' }).click()
  const lesson = table.locator('details').filter({ hasText: 'Что такое алгоритм' }).first()
  if ((await lesson.getAttribute('open')) === null) await lesson.locator('summary').click()
  const quote = await lesson
    .locator('[data-reviewed] p')
    .first()
    .evaluate((paragraph) => {
      document.getSelection()?.selectAllChildren(paragraph)
      return document.getSelection()?.toString().replace(/\s+/g, ' ').trim().slice(0, 60) ?? ''
    })
  await table.getByRole('button', { name: 'Замечание к этому месту' }).click()
  await table.getByRole('textbox', { name: /^Замечание/ }).fill('Здесь нужен пример')
  await table.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click()
  await expect(lesson.getByText('Здесь нужен пример')).toBeVisible()
  await lesson.getByRole('button', { name: new RegExp(quote.slice(0, 30).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) }).click()
  expect((await table.evaluate(() => document.getSelection()?.toString() ?? '')).replace(/\s+/g, ' ')).toContain(quote.slice(0, 30))
  await table.getByRole('group', { name: 'Полнота' }).getByRole('radio', { name: '4' }).check()
  await table.getByRole('textbox', { name: /Почему такой балл: Полнота/ }).fill('Не хватает примеров')
  await table.getByRole('button', { name: 'Сохранить баллы' }).click()
  await expect(table.getByText('Сохранено', { exact: true })).toBeVisible()
  const sheet = await council.request.get(`/api/offerings/${offeringId}/complex/sheet.pdf?language=ru`)
  expect((await sheet.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await table.goto(`/courses/${offeringId}/complex`)
  await table.getByRole('button', { name: 'Утвердить' }).click()
  await table.getByRole('dialog').getByRole('button', { name: 'Утвердить' }).click()
  await expect(table.getByText('Утверждён', { exact: true }).first()).toBeVisible()

  await cabinet.reload()
  await cabinet.getByRole('button', { name: 'Опубликовать' }).click()
  await expect(cabinet.getByText(/Комплекс неполный и не публикуется/)).toBeVisible()
  await table.reload()
  const excuse = table.getByRole('button', { name: /^Освободить: / })
  await expect(excuse.first()).toBeVisible()
  for (;;) {
    const left = await excuse.count()
    if (left === 0) break
    await excuse.first().click()
    await table.getByRole('textbox', { name: /Причина/ }).fill('Для показа не требуется')
    await table.getByRole('dialog').getByRole('button', { name: 'Освободить' }).click()
    await expect(excuse).toHaveCount(left - 1)
  }
  await cabinet.reload()
  await cabinet.getByRole('button', { name: 'Опубликовать' }).click()
  await expect(cabinet.getByText('Опубликован', { exact: true })).toBeVisible()

  // A change of the author’s is not seen before it is approved.
  const course = (await (await teacher.request.get(`/api/offerings/${offeringId}/course`)).json()) as {
    sections: { items: { id: string; title: Record<string, string> }[] }[]
  }
  const first = course.sections.flatMap(({ items }) => items)[0]
  const changed = await teacher.request.patch(`/api/items/${first?.id}`, { headers, data: { title: { ...first?.title, ru: 'Ещё не утверждено' } } })
  expect(changed.ok()).toBe(true)
  // Who neither writes nor reviews it reads what its students read.
  const student = await (await contextOf(browser, 'inspector', 'ru')).newPage()
  await student.goto(`/courses/${offeringId}`)
  await expect(student.getByText(first?.title['ru'] ?? '').first()).toBeVisible()
  await expect(student.getByText('Ещё не утверждено')).toHaveCount(0)
  await cabinet.reload()
  await expect(cabinet.getByText(/отличается 1 элемент/)).toBeVisible()
  await cabinet.getByRole('button', { name: 'Показать отличия' }).click()
  await expect(cabinet.locator('summary').filter({ hasText: 'Ещё не утверждено' })).toBeVisible()
  await expect(cabinet.getByText('Изменено', { exact: true })).toBeVisible()
  expect((await teacher.request.patch(`/api/items/${first?.id}`, { headers, data: { title: first?.title } })).ok()).toBe(true)
})
