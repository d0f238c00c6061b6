import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { contextOf } from './signed-in.ts'

const csrf = { 'x-portal-csrf': '1' }
const shot = async (page: Page, name: string): Promise<void> => {
  if (process.env.E2E_SHOTS) await page.screenshot({ path: `${process.env.E2E_SHOTS}/${name}.png`, fullPage: true })
}

async function sound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

test('late policy, a rubric, a deadline of one’s own; handed in late, marked by the rubric with keys, understood by the student', async ({
  browser,
}) => {
  test.setTimeout(150_000)
  const teacher = await contextOf(browser, 'teacher', 'ru', { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  const student = await contextOf(browser, 'student', 'ru', { viewport: { width: 360, height: 780 }, reducedMotion: 'reduce' })
  const page = await teacher.newPage()
  const own = await student.newPage()
  const mine = (await (await page.request.get('/api/my/offerings')).json()) as { teaches: { id: string; code: string }[] }
  const offeringId = mine.teaches.find(({ code }) => code.startsWith('PROG1-B-SE-2026'))?.id ?? ''
  const me = (await (await own.request.get('/api/me')).json()) as { person: { surname: string; givenName: string; patronymic: string | null } }
  const name = [me.person.surname, me.person.givenName, me.person.patronymic].filter(Boolean).join(' ')
  const make = async (url: string, data: object): Promise<string> =>
    ((await (await page.request.post(url, { headers: csrf, data })).json()) as { id: string }).id
  const title = `Эссе по критериям ${Date.now() % 100_000}`
  const sectionId = await make(`/api/offerings/${offeringId}/sections`, { title: { ru: title, ky: title } })
  const itemId = await make(`/api/sections/${sectionId}/items`, { kind: 'assignment', title: { ru: title, ky: title } })
  try {
    const dueAt = new Date(Date.now() - 30 * 3_600_000).toISOString()
    await page.request.patch(`/api/items/${itemId}`, { headers: csrf, data: { hidden: false, dueAt } })

    // the teacher: what being late costs
    await page.goto(`/courses/${offeringId}/items/${itemId}`)
    await page.getByText('Правила задания').click()
    await page.getByLabel('Снижать за каждый день').fill('10')
    await page.getByLabel('Но оставлять не меньше').fill('50')
    await page.getByRole('button', { name: 'Сохранить', exact: true }).click()
    await expect(page.getByText('За каждый день опоздания балл снижается на 10 %, но не меньше 50 % остаётся')).toBeVisible()

    // the rubric: a reload in the middle takes nothing
    await page.getByText('Критерии оценки (рубрика)').click()
    await page.getByRole('button', { name: 'Добавить критерий' }).click()
    const first = page.getByRole('group', { name: 'Критерий 1' })
    await first.getByRole('textbox', { name: 'Что оценивается' }).fill('Раскрыта ли тема')
    await first.getByRole('textbox', { name: 'Уровень 1' }).fill('Нет')
    await first.getByRole('textbox', { name: 'Уровень 2' }).fill('Полностью')
    await first.getByRole('textbox', { name: 'Баллы' }).nth(1).fill('8,5')
    await expect(page.getByText('Всего 8,5 балла · не сохранено, хранится на устройстве')).toBeVisible()
    await expect
      .poll(async () => {
        await page.reload()
        await page.getByText('Критерии оценки (рубрика)').click()
        return first.getByRole('textbox', { name: 'Уровень 2' }).inputValue()
      })
      .toBe('Полностью')
    await sound(page)
    await shot(page, 'rubric-editor')
    await page.getByRole('button', { name: 'Сохранить критерии' }).click()
    await expect(page.getByText('Критерии сохранены')).toBeVisible()

    // a deadline of the student's own, taken back again
    await page.getByText('Личные сроки').click()
    await page.getByRole('button', { name: 'Дать личный срок' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('checkbox', { name: new RegExp(name) }).check()
    await dialog.getByRole('textbox', { name: 'День' }).fill(new Date(Date.now() + 5 * 86_400_000).toLocaleDateString('ru-RU'))
    await dialog.getByRole('textbox', { name: 'Причина' }).fill('Болезнь, справка № 14')
    await shot(page, 'own-deadline-dialog')
    await dialog.getByRole('button', { name: 'Дать срок' }).click()
    await expect(page.getByText(/Болезнь, справка № 14/)).toBeVisible()
    await own.goto(`/courses/${offeringId}/items/${itemId}`)
    await expect(own.getByText(/ваш личный срок: Болезнь, справка № 14/)).toBeVisible()
    await expect(own.getByText(/засчитается \d+ % балла/)).toHaveCount(0)
    await page.getByRole('button', { name: `${name}: отменить личный срок` }).click()
    await expect(page.getByText('Личных сроков пока никому не дано.')).toBeVisible()

    // the student, two days late: told before handing in
    await own.reload()
    await expect(own.getByText('Срок прошёл 2 дня назад: засчитается 80 % балла.')).toBeVisible()
    await own.getByText('Как оценивается: 8,5 балла').click()
    await expect(own.getByText('Полностью')).toBeVisible()
    await sound(own)
    await shot(own, 'late-before')
    await own.getByRole('textbox', { name: 'Ваш ответ' }).fill('Моё эссе о циклах.')
    await own.getByRole('button', { name: 'Сдать', exact: true }).click()
    await expect(own.getByText('Работа сдана')).toBeVisible()
    await expect(own.getByText('опоздание 2 дня')).toBeVisible()

    // the teacher marks by the rubric, with keys alone
    await page.goto(`/courses/${offeringId}/marking`)
    await page
      .getByRole('navigation', { name: 'Очередь работ' })
      .getByRole('button', { name: new RegExp(title) })
      .click()
    await page.getByRole('radio', { name: /Нет/ }).focus()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByText('Опоздание 2 дня, 80 %: засчитается 6,8.')).toBeVisible()
    await page.getByRole('textbox', { name: 'Комментарий студенту' }).fill('Тема раскрыта, добавьте пример.')
    await page.getByText(/Мои фразы/).click()
    const phrases = page.locator('details', { hasText: 'Мои фразы' })
    const keep = phrases.getByRole('button', { name: 'Сохранить этот комментарий' })
    if (await keep.isEnabled()) await keep.click()
    await expect(phrases.getByRole('button', { name: 'Тема раскрыта, добавьте пример.', exact: true })).toBeVisible()
    await sound(page)
    await shot(page, 'rubric-mark')
    await page.getByRole('textbox', { name: 'Комментарий студенту' }).focus()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(/оценка поставлена/)).toBeVisible()

    // and the student understands the number
    await expect(own.getByText('Поставлено 8,5; за 2 дня опоздания засчитано 6,8.')).toBeVisible()
    await expect(own.getByText('Тема раскрыта, добавьте пример.')).toBeVisible()
    await sound(own)
    await shot(own, 'late-after')
  } finally {
    await page.request.patch(`/api/items/${itemId}`, { headers: csrf, data: { hidden: true } })
    await teacher.close()
    await student.close()
  }
})
