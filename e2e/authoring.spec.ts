import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { contextOf } from './signed-in.ts'

const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC', 'base64')
const csrf = { 'x-portal-csrf': '1' }

async function offeringOf(page: Page): Promise<string> {
  const mine = (await (await page.request.get('/api/my/offerings')).json()) as { teaches: { id: string; code: string }[] }
  return mine.teaches.find(({ code }) => code.startsWith('PROG1-B-SE-2026'))?.id ?? ''
}

async function makePage(page: Page, offeringId: string, title: string): Promise<string> {
  const course = (await (await page.request.get(`/api/offerings/${offeringId}/course`)).json()) as { sections: { id: string }[] }
  const made = await page.request.post(`/api/sections/${course.sections[0]?.id}/items`, {
    headers: csrf,
    data: { kind: 'page', title: { ru: title, ky: title } },
  })
  const { id } = (await made.json()) as { id: string }
  await page.request.patch(`/api/items/${id}`, { headers: csrf, data: { hidden: false } })
  return id
}

const shot = async (page: Page, name: string): Promise<void> => {
  if (process.env.E2E_SHOTS) await page.screenshot({ path: `${process.env.E2E_SHOTS}/${name}.png`, fullPage: true })
}

/** Ends of what is on the page: no fault that axe knows, nothing wider than the screen. */
async function sound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

test('a teacher writes a whole lesson, the line drops and the tab dies, nothing is lost; a student reads it on a phone', async ({ browser }) => {
  test.setTimeout(120_000)
  const teacher = await contextOf(browser, 'teacher', 'ru', { viewport: { width: 1440, height: 900 } })
  let page = await teacher.newPage()
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && /Content Security|Refused/.test(message.text()) && faults.push(message.text()))
  const offeringId = await offeringOf(page)
  const itemId = await makePage(page, offeringId, 'Массивы')
  const address = `/courses/${offeringId}/items/${itemId}`
  await page.goto(`${address}/edit?language=ru`)
  const text = page.getByRole('textbox', { name: 'Текст урока' })
  const add = async (what: string): Promise<void> => {
    await page.getByRole('button', { name: 'Добавить', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: what, exact: true }).click()
  }

  await text.click()
  await page.getByRole('combobox', { name: 'Вид абзаца' }).selectOption('2')
  await page.keyboard.type('Массивы')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Главное: ')
  await page.keyboard.press('Control+B')
  await page.keyboard.type('порядок')
  await page.keyboard.press('Control+B')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Список', exact: true }).click()
  await page.keyboard.type('первый')
  await page.keyboard.press('Enter')
  await page.keyboard.type('второй')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')

  await add('Рисунок')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Вставить' })).toBeDisabled()
  await dialog.locator('input[type=file]').setInputFiles({ name: 'схема.png', mimeType: 'image/png', buffer: picture })
  await expect(dialog.locator('img')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Вставить' })).toBeDisabled()
  await dialog.getByLabel('Что на рисунке').fill('Ячейки массива')
  await dialog.getByRole('button', { name: 'Вставить' }).click()
  await expect(text.locator('figure img')).toHaveAttribute('alt', 'Ячейки массива')
  // out of the caption, to a line of its own
  await text.locator('figcaption').click()
  await page.keyboard.type('Рис. 1')
  await page.keyboard.press('Enter')
  await expect(text.locator('figure')).toHaveCount(1)
  await page.keyboard.press('Control+End')

  await add('Формула')
  await dialog.getByLabel('Формула (TeX)').fill('S = ')
  await dialog.getByRole('button', { name: '∑' }).click()
  await page.keyboard.type('i=1')
  await expect(dialog.locator('.katex').first()).toBeVisible()
  await dialog.getByRole('button', { name: 'Вставить' }).click()
  await page.keyboard.press('Control+End')
  await add('Таблица')
  await expect(text.locator('table')).toBeVisible()
  await page.keyboard.type('Индекс')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Значение')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Тип')
  await page.keyboard.press('Control+End')
  await add('Код программы')
  await expect(text.locator('pre')).toBeVisible()
  await page.keyboard.type('print(1)')
  await page.getByRole('combobox', { name: 'Язык программы' }).selectOption('python')
  await expect(page.getByText(/^Сохранено/)).toBeVisible({ timeout: 10_000 })

  // the line drops, one goes on writing, and the tab is closed
  const cut = (on: Page) => on.route('**/api/items/*/texts/*', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()))
  await cut(page)
  await page.keyboard.press('Control+End')
  await add('Раскрывающаяся часть')
  await expect(text.locator('[data-part=summary]')).toBeVisible()
  await page.keyboard.type('Ответ')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Потому что с нуля')
  await expect(page.getByRole('status').filter({ hasText: /лини|связ|интернет/i })).toBeVisible({ timeout: 10_000 })
  await page.close({ runBeforeUnload: false })
  const kept = (await (await teacher.request.get(`/api/items/${itemId}/texts`)).json()) as { texts: { html: string }[] }
  expect(kept.texts[0]?.html).not.toContain('Потому что')

  page = await teacher.newPage()
  await page.goto(`${address}/edit?language=ru`)
  await expect(page.getByRole('textbox', { name: 'Текст урока' })).toContainText('Потому что с нуля')
  await expect(page.getByText(/^Сохранено/)).toBeVisible({ timeout: 15_000 })
  const saved = (await (await teacher.request.get(`/api/items/${itemId}/texts`)).json()) as { texts: { html: string }[] }
  for (const part of [
    '<h2>Массивы</h2>',
    '<strong>порядок</strong>',
    '<li><p>второй</p></li>',
    'alt="Ячейки массива"',
    '<figcaption>Рис. 1</figcaption>',
    'data-tex="S = \\sum_{i=1}^{}"',
    '<th',
    'language-python',
    '<summary>Ответ</summary>',
    'Потому что с нуля',
  ])
    expect(saved.texts[0]?.html).toContain(part)
  await sound(page)
  await shot(page, 'edit-1440-ru')
  await page.emulateMedia({ colorScheme: 'dark' })
  await sound(page)
  await shot(page, 'edit-1440-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('button', { name: 'История', exact: true }).click()
  await expect(page.getByRole('dialog').locator('li button')).toHaveCount(1)
  await page.getByRole('dialog').locator('li button').first().click()
  await expect(page.getByText('Слова одинаковы')).toBeVisible()
  await page.keyboard.press('Escape')
  expect(faults).toEqual([])

  const student = await contextOf(browser, 'student', 'ky', { viewport: { width: 360, height: 780 } })
  const reader = await student.newPage()
  await reader.goto(address)
  await expect(reader.locator('.katex-mathml math')).toBeAttached()
  await expect(reader.locator('code .hljs-built_in')).toHaveText('print')
  await expect(reader.getByRole('img', { name: 'Ячейки массива' })).toBeVisible()
  await expect(reader.getByText('Потому что с нуля')).toBeHidden()
  await reader.getByText('Ответ', { exact: true }).click()
  await expect(reader.getByText('Потому что с нуля')).toBeVisible()
  await sound(reader)
  await shot(reader, 'read-360-ky')
  await reader.emulateMedia({ colorScheme: 'dark' })
  await sound(reader)
  await shot(reader, 'read-360-dark')
  expect((await student.request.get(`/api/items/${itemId}/texts/ru/versions`)).status()).toBe(403)
  await student.close()
  await teacher.request.delete(`/api/items/${itemId}`, { headers: csrf })
  await teacher.close()
})

test('a second author is told who is there, and what was saved in between; nothing is overwritten', async ({ browser }) => {
  const teacher = await contextOf(browser, 'teacher', 'ky', { viewport: { width: 360, height: 780 } })
  const page = await teacher.newPage()
  const offeringId = await offeringOf(page)
  const itemId = await makePage(page, offeringId, 'Эки автор')
  const path = `/api/items/${itemId}/texts/ky`
  await page.request.put(path, { headers: csrf, data: { html: '<p>Башталышы биргелешип жазылат</p>', version: 0 } })
  await page.goto(`/courses/${offeringId}/items/${itemId}/edit?language=ky`)
  const text = page.getByRole('textbox', { name: 'Сабактын тексти' })
  await expect(text).toContainText('Башталышы')

  const second = await contextOf(browser, 'methodist', 'ky')
  const other = await second.newPage()
  await other.goto(`/courses/${offeringId}/items/${itemId}/edit?language=ky`)
  await expect(other.getByText('Бул элементти азыр дагы бирөө өзгөртүп жатат')).toBeVisible()
  const seen = await second.request.put(path, { headers: csrf, data: { html: '<p>Башталышы экөөбүз биргелешип жазылат</p>', version: 1 } })
  expect(seen.ok()).toBe(true)
  await other.close()

  await text.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' мугалим')
  await expect(page.getByRole('alert').filter({ hasText: 'Бул текстти ушул арада башка бирөө сактап койду' })).toBeVisible({ timeout: 10_000 })
  await expect(page.locator('del')).toContainText('экөөбүз')
  await expect(page.locator('ins')).toContainText('мугалим')
  await sound(page)
  await shot(page, 'clash-360-ky')
  await page.getByRole('button', { name: 'Кошуу', exact: true }).click()
  await sound(page)
  await shot(page, 'menu-360-ky')
  await page.getByRole('dialog').getByRole('button', { name: 'Формула', exact: true }).click()
  await page.getByLabel('Формула (TeX)').fill('\\frac{a}{b}')
  await expect(page.getByRole('dialog').locator('.katex').first()).toBeVisible()
  await sound(page)
  await shot(page, 'formula-360-ky')
  await page.keyboard.press('Escape')
  const texts = async () => ((await (await page.request.get(`/api/items/${itemId}/texts`)).json()) as { texts: { html: string }[] }).texts[0]?.html
  expect(await texts()).toContain('экөөбүз')
  await page.getByRole('button', { name: 'Менин текстимди сактоо' }).click()
  await expect(page.getByText(/^Сакталды/)).toBeVisible()
  expect(await texts()).toContain('мугалим')

  // theirs is in the history, and comes back
  await page.getByRole('button', { name: 'Тарых', exact: true }).click()
  await page.getByRole('dialog').locator('li button').nth(1).click()
  await page.getByRole('button', { name: 'Бул нускасын кайтаруу' }).click()
  await expect(text).toContainText('экөөбүз')
  await page.request.delete(`/api/items/${itemId}`, { headers: csrf })
  await teacher.close()
  await second.close()
})

test('what is pasted from Word keeps its structure, and a text goes through the editor without losing its blocks', async ({ browser }) => {
  const teacher = await contextOf(browser, 'teacher', 'en', { viewport: { width: 1024, height: 800 } })
  const page = await teacher.newPage()
  const offeringId = await offeringOf(page)
  const itemId = await makePage(page, offeringId, 'Paste')
  const path = `/api/items/${itemId}/texts/en`
  const whole =
    '<h2 id="text-a">A</h2><div class="warning" role="note"><p>b</p></div><details><summary>c</summary><p>d</p></details><p>e <span data-tex="x^2">x^2</span> H<sub>2</sub>O<span data-note>note</span></p>' +
    '<figure data-block="video" data-id="01890000-0000-7000-8000-000000000001"></figure><figure data-block="plot" data-spec="{&quot;title&quot;:&quot;y&quot;,&quot;alt&quot;:&quot;y&quot;,&quot;box&quot;:[-5,5,5,-5],&quot;grid&quot;:true,&quot;sliders&quot;:[],&quot;functions&quot;:[&quot;x&quot;],&quot;points&quot;:[],&quot;shapes&quot;:[]}"></figure><pre><code class="language-python">x</code></pre><ol start="3"><li><p>f</p></li></ol><blockquote><p>g</p></blockquote>'
  await page.request.put(path, { headers: csrf, data: { html: whole } })
  await page.goto(`/courses/${offeringId}/items/${itemId}/edit?language=en`)
  const text = page.getByRole('textbox', { name: 'Lesson text' })
  await expect(text).toContainText('note')
  await expect(page.getByText('Some parts of this text cannot be shown here')).toHaveCount(0)
  // a chosen block is not replaced by what is typed
  await text.locator('[data-atom=block]').first().click()
  await page.keyboard.type('i')
  await expect(text.locator('[data-atom=block]')).toHaveCount(2)
  await page.keyboard.press('Backspace')
  await text.locator('h2').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('h')
  await expect(page.getByText(/^Saved/)).toBeVisible({ timeout: 10_000 })
  const saved = async () =>
    ((await (await page.request.get(`/api/items/${itemId}/texts`)).json()) as { texts: { html: string }[] }).texts[0]?.html ?? ''
  expect(await saved()).toBe(`${whole}<p>h</p>`)

  await page.keyboard.press('Control+A')
  await text.evaluate((element) => {
    const data = new DataTransfer()
    data.setData(
      'text/html',
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment--><h1>Topic<o:p></o:p></h1><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>one</p><p class=MsoNormal><img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC"></p><!--EndFragment--></body></html>`,
    )
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await expect(text.locator('ol li')).toHaveText('one')
  await expect(text.locator('figure img')).toHaveAttribute('src', /^\/api\/offerings\//)
  await expect(page.getByText('1 picture has no description')).toBeVisible()
  await expect.poll(saved, { timeout: 10_000 }).toContain('<h2>Topic</h2><ol><li><p>one</p></li></ol><figure><img src="/api/offerings/')
  await page.request.delete(`/api/items/${itemId}`, { headers: csrf })
  await teacher.close()
})
