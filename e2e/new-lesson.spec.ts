import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { codeField, writeCode } from './coding-hands.ts'
import { hasFfmpeg, makeClip } from './clip.ts'
import { contextOf } from './signed-in.ts'

test.skip(!hasFfmpeg, 'ffmpeg is not installed: films can be neither made nor transcoded')

/** A discipline of the demonstration's teacher that is still empty, and a student of it; no other test uses them. */
const code = 'SE01-P-IT-2026'
const login = 's00650'
const password = 'Ala-Too-2026-demo'

/** Ends of what is on the page: no fault that axe knows, nothing wider than the screen. */
async function sound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

/**
 * R3.2, R3.4a, R5.3c, R4.3c as their users meet them: everything is found and pressed on the page, from an empty course
 * to a student who loses the line in the middle of the lesson.
 */
test('a teacher new to it builds a whole lesson and sends it for review; a student studies it on a phone through a cut line', async ({ browser }) => {
  test.setTimeout(180_000)
  const teacher = await contextOf(browser, 'teacher', 'ru', { viewport: { width: 1440, height: 900 } })
  const page = await teacher.newPage()
  const dialog = page.getByRole('dialog')
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  await page.goto('/')
  const { teaches } = (await (await teacher.request.get('/api/my/offerings')).json()) as { teaches: { id: string; code: string }[] }
  const offeringId = teaches.find((one) => one.code.startsWith(code))?.id ?? ''
  await page.goto(`/courses/${offeringId}`)
  await page
    .getByRole('button', { name: /^(Начать|Изменить курс)$/ })
    .first()
    .click()
  await press('Добавить раздел')
  await dialog.getByRole('textbox', { name: 'Название (русский)' }).fill('Сложность алгоритмов')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await press('Добавить элемент')
  await dialog.getByRole('textbox', { name: 'Название (русский)' }).fill('Как считают шаги')
  await dialog.getByRole('button', { name: 'Добавить', exact: true }).click()

  const text = page.getByRole('textbox', { name: 'Текст урока' })
  await text.click()
  await page.keyboard.type('Число шагов растёт вместе с данными.')
  await page.keyboard.press('Enter')
  await press('Добавить')
  await dialog.getByRole('button', { name: 'Формула', exact: true }).click()
  await dialog.getByLabel('Формула (TeX)').fill('T(n) = n^2')
  await expect(dialog.locator('.katex').first()).toBeVisible()
  await dialog.getByRole('button', { name: 'Вставить' }).click()

  await press('Добавить')
  await dialog.getByRole('button', { name: 'Видео или звук', exact: true }).click()
  await dialog.locator('input[type=file][accept^="video"]').last().setInputFiles(makeClip(12))
  await expect(dialog).toBeHidden()

  await press('Добавить')
  await dialog.getByRole('button', { name: 'Самопроверка', exact: true }).click()
  await dialog.getByRole('combobox', { name: 'Вид вопроса' }).selectOption('numeric')
  await dialog.getByRole('textbox', { name: 'Вопрос', exact: false }).first().fill('Сколько шагов при $n = 3$?')
  await dialog.getByRole('textbox', { name: 'Верный ответ' }).fill('9')
  await dialog.getByRole('button', { name: 'Вставить в текст' }).click()
  await expect(dialog).toBeHidden()

  await press('Добавить')
  await dialog.getByRole('button', { name: 'Задание по программированию', exact: true }).click()
  await dialog.getByRole('textbox', { name: /^Название(?! теста)/ }).fill('Квадрат')
  await dialog.getByRole('textbox', { name: /^Что нужно сделать/ }).fill('Прочитайте число и выведите его квадрат.')
  await dialog.getByRole('textbox', { name: /^Название теста/ }).fill('Три')
  await dialog.getByRole('textbox', { name: /^Ввод/ }).fill('3')
  await dialog.getByRole('textbox', { name: /^Ожидаемый вывод/ }).fill('9')
  await writeCode(page, codeField(dialog, /Ваше решение/), 'print(int(input()) ** 2)')
  await press('Запустить тесты')
  await expect(dialog.getByText('Пройдено тестов: 1 из 1')).toBeVisible({ timeout: 60_000 })
  await press('Вставить в текст')
  await expect(dialog).toBeHidden()
  // each was put in without looking where the cursor stands, and none has replaced another
  await expect(text.locator('[data-atom="block"]')).toHaveCount(3)
  await expect(text.locator('.katex').first()).toBeVisible()
  const itemAddress = page.url().replace(/\/edit.*/, '')
  const itemId = itemAddress.split('/').at(-1)
  await expect.poll(async () => (await teacher.request.get(`/api/items/${itemId}/texts`)).text()).toContain('data-block=\\"coding')
  await sound(page)
  await page.getByText('Название и даты').click()
  await page.getByLabel('Студенты видят').check()
  const kept = page.waitForResponse((reply) => reply.request().method() === 'PATCH' && reply.url().endsWith(`/api/items/${itemId}`))
  await page.locator('form').getByRole('button', { name: 'Сохранить', exact: true }).click()
  expect((await kept).ok()).toBe(true)

  await page.goto(`/courses/${offeringId}/complex`)
  await press('Отправить совету')
  await expect(page.getByText('На рассмотрении совета')).toBeVisible()

  const council = await contextOf(browser, 'council', 'ru', { viewport: { width: 1440, height: 900 } })
  const table = await council.newPage()
  await table.goto('/complexes')
  await table.locator(`a[href="/courses/${offeringId}/complex"]`).first().click()
  await table.getByRole('button', { name: 'Утвердить' }).click()
  await table.getByRole('dialog').getByRole('button', { name: 'Утвердить' }).click()
  await expect(table.getByText('Утверждён', { exact: true }).first()).toBeVisible()
  for (;;) {
    const excuse = table.getByRole('button', { name: /^Освободить: / })
    const left = await excuse.count()
    if (left === 0) break
    await excuse.first().click()
    await table.getByRole('textbox', { name: /Причина/ }).fill('Первый урок, остальное готовится')
    await table.getByRole('dialog').getByRole('button', { name: 'Освободить' }).click()
    await expect(excuse).toHaveCount(left - 1)
  }
  await page.reload()
  await press('Опубликовать')
  await expect(page.getByText('Опубликован', { exact: true })).toBeVisible()

  const student = await contextOf(browser, null, 'ru', { viewport: { width: 360, height: 740 }, hasTouch: true })
  const entered = await student.request.post(`${process.env.E2E_ADDRESS}/api/session`, {
    data: { login, password },
    headers: { 'x-portal-csrf': '1' },
  })
  expect(entered.ok()).toBe(true)
  const lesson = await student.newPage()
  await lesson.goto(`/courses/${offeringId}`)
  await lesson
    .getByRole('link', { name: /Как считают шаги/ })
    .first()
    .click()
  await expect(lesson.locator('.katex-mathml math').first()).toBeAttached()
  await lesson.getByRole('button', { name: 'Смотреть' }).first().click()
  await expect.poll(() => lesson.getByTestId('film').evaluate((film: HTMLVideoElement) => film.currentTime), { timeout: 20_000 }).toBeGreaterThan(1)
  const field = codeField(lesson, /^Программа:/)
  await writeCode(lesson, field, 'print(int(input()) + 6)')
  await lesson.getByRole('button', { name: 'Проверить', exact: true }).last().click()
  await expect(lesson.getByText('Результат отправлен преподавателю.')).toBeVisible({ timeout: 60_000 })

  await student.setOffline(true)
  const check = lesson.getByRole('region', { name: 'Проверьте себя' })
  await check.getByRole('textbox', { name: 'Ваш ответ' }).fill('9')
  await check.getByRole('button', { name: 'Проверить' }).click()
  await expect(check.getByText('Верно', { exact: true })).toBeVisible()
  await expect(check.getByText('Ответ сохранён на этом устройстве')).toBeVisible()
  await writeCode(lesson, field, 'print(int(input()) ** 2)')
  await lesson.getByRole('button', { name: 'Проверить', exact: true }).last().click()
  await expect(lesson.getByText('Связи нет. Результат', { exact: false })).toBeVisible()
  await student.setOffline(false)
  await expect(lesson.getByText('Ваши попытки: 2')).toBeVisible({ timeout: 40_000 })
  await expect(check.getByText('Ответ сохранён на этом устройстве')).toBeHidden({ timeout: 30_000 })
  await lesson.reload()
  await expect(check.getByText('Верно', { exact: true })).toBeVisible()
  await expect(lesson.getByText('Ваши попытки: 2')).toBeVisible()
  await sound(lesson)
  expect(new URL(lesson.url()).pathname).toBe(new URL(itemAddress).pathname)
  await Promise.all([teacher.close(), council.close(), student.close()])
})
