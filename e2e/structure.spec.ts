import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { contextOf } from './signed-in.ts'

const csrf = { 'x-portal-csrf': '1' }
const shot = async (page: Page, name: string): Promise<void> => {
  if (process.env.E2E_SHOTS) await page.screenshot({ path: `${process.env.E2E_SHOTS}/${name}.png`, fullPage: true })
}

/** Ends of what is on the page: no fault that axe knows, nothing wider than the screen. */
async function sound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

interface Made {
  offeringId: string
  sections: string[]
  items: string[]
}

/** Two sections of one's own, with three shown pages in the first; `forget` takes them out again. */
async function makePart(page: Page, name: string): Promise<Made & { forget: () => Promise<void> }> {
  const mine = (await (await page.request.get('/api/my/offerings')).json()) as { teaches: { id: string; code: string }[] }
  const offeringId = mine.teaches.find(({ code }) => code.startsWith('PROG1-B-SE-2026'))?.id ?? ''
  const made = async (url: string, data: object): Promise<string> =>
    ((await (await page.request.post(url, { headers: csrf, data })).json()) as { id: string }).id
  const sections: string[] = []
  for (const number of [1, 2]) {
    const title = `${name} ${number}`
    sections.push(await made(`/api/offerings/${offeringId}/sections`, { title: { ru: title, ky: title } }))
  }
  const items: string[] = []
  for (const letter of ['А', 'Б', 'В']) {
    const title = `${name} ${letter}`
    const id = await made(`/api/sections/${sections[0]}/items`, { kind: 'page', title: { ru: title, ky: title } })
    await page.request.put(`/api/items/${id}/texts/ru`, { headers: csrf, data: { html: `<p>Слова ${letter}</p>` } })
    await page.request.patch(`/api/items/${id}`, { headers: csrf, data: { hidden: false } })
    items.push(id)
  }
  const forget = async (): Promise<void> => {
    for (const id of sections) await page.request.delete(`/api/sections/${id}`, { headers: csrf })
  }
  return { offeringId, sections, items, forget }
}

async function orderOf(page: Page, { offeringId, sections }: Made): Promise<string[][]> {
  const view = (await (await page.request.get(`/api/offerings/${offeringId}/structure`)).json()) as {
    sections: { id: string; items: { title: { ru: string } }[] }[]
  }
  return view.sections.filter(({ id }) => sections.includes(id)).map(({ items }) => items.map(({ title }) => title.ru.at(-1) ?? ''))
}

test('a course is arranged by mouse, by keyboard and by buttons; a second arranger is told', async ({ browser }) => {
  test.setTimeout(120_000)
  const teacher = await contextOf(browser, 'teacher', 'ru', { viewport: { width: 1440, height: 900 } })
  const page = await teacher.newPage()
  const made = await makePart(page, 'Порядок')
  try {
    await page.goto(`/courses/${made.offeringId}/edit`)
    const handle = (letter: string) => page.getByRole('button', { name: `Перетащить: Порядок ${letter}`, exact: true })
    const second = page.getByRole('region', { name: 'Порядок 2' })
    await second.scrollIntoViewIfNeeded()

    // by mouse, into the other, empty section
    const from = await handle('А').boundingBox()
    const to = await second.getByRole('button', { name: 'Добавить элемент' }).boundingBox()
    if (!from || !to) throw new Error('nothing to drag')
    await page.mouse.move(from.x + 20, from.y + 20)
    await page.mouse.down()
    await page.mouse.move(from.x + 30, from.y + 40, { steps: 4 })
    await page.mouse.move(to.x + 20, to.y + 10, { steps: 10 })
    await page.mouse.up()
    await expect(second.getByRole('link', { name: 'Порядок А' })).toBeVisible()
    await expect.poll(() => orderOf(page, made)).toEqual([['Б', 'В'], ['А']])

    // by keyboard: one place down, told aloud in the reader's language
    await handle('Б').focus()
    await page.keyboard.press('Space')
    await expect(page.getByText('«Порядок Б» взято')).toBeAttached()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByText(/«Порядок Б» ляжет сюда: раздел «Порядок 1», место 2 из 2/)).toBeAttached()
    await page.keyboard.press('Space')
    await expect.poll(() => orderOf(page, made)).toEqual([['В', 'Б'], ['А']])

    // Escape leaves everything as it was
    await handle('Б').focus()
    await page.keyboard.press('Space')
    await expect(page.getByText('«Порядок Б» взято')).toBeAttached()
    await page.keyboard.press('ArrowUp')
    await expect(page.getByText(/«Порядок Б» ляжет сюда: раздел «Порядок 1», место 1 из 2/)).toBeAttached()
    await page.keyboard.press('Escape')
    await expect(page.getByText('«Порядок Б» осталось на месте')).toBeAttached()
    expect(await orderOf(page, made)).toEqual([['В', 'Б'], ['А']])

    // by buttons, over the edge of the section; the button keeps the focus
    const down = page.getByRole('button', { name: 'Опустить: Порядок Б', exact: true })
    await down.click()
    await expect.poll(() => orderOf(page, made)).toEqual([['В'], ['Б', 'А']])
    await expect(down).toBeFocused()

    // quick moves, made while the ones before are still on their way, are one's own: nobody else is blamed for them
    const up = page.getByRole('button', { name: 'Поднять: Порядок Б', exact: true })
    for (const button of [up, down, up, down]) await button.click()
    await expect.poll(() => orderOf(page, made)).toEqual([['В'], ['Б', 'А']])
    await expect(page.getByText(/Порядок курса тем временем изменил кто-то ещё/)).toHaveCount(0)
    await sound(page)

    // somebody else has arranged the course meanwhile: this move is taken back and said
    const view = (await (await page.request.get(`/api/offerings/${made.offeringId}/structure`)).json()) as {
      version: string
      sections: { id: string; items: { id: string }[] }[]
    }
    const turned = view.sections.map(({ id, items }) => ({ id, items: items.map((one) => one.id) }))
    for (const one of turned) if (one.id === made.sections[1]) one.items.reverse()
    await page.request.put(`/api/offerings/${made.offeringId}/order`, { headers: csrf, data: { base: view.version, sections: turned } })
    await down.click()
    await expect(page.getByText(/Порядок курса тем временем изменил кто-то ещё/)).toBeVisible()
    expect(await orderOf(page, made)).toEqual([['В'], ['А', 'Б']])
    await expect(second.getByRole('link').first()).toHaveText('Порядок А')
    await shot(page, 'structure-desktop')
  } finally {
    await made.forget()
    await teacher.close()
  }
})

test('a teacher sets a condition; a student reads why it is shut, does what is asked, and it opens', async ({ browser }) => {
  test.setTimeout(120_000)
  const teacher = await contextOf(browser, 'teacher', 'ru', { viewport: { width: 360, height: 780 } })
  const page = await teacher.newPage()
  const made = await makePart(page, 'Условие')
  const student = await contextOf(browser, 'student', 'ru', { viewport: { width: 360, height: 780 } })
  try {
    await page.goto(`/courses/${made.offeringId}/edit`)
    await page.getByRole('button', { name: 'Настроить: Условие Б', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Добавить условие' }).click()
    await dialog.getByRole('combobox', { name: 'Условие 1: выполнено' }).selectOption({ label: 'Условие А' })
    await expect(dialog.getByText('«Условие А» — выполнить до конца')).toBeVisible()
    await shot(page, 'structure-settings-phone')
    await dialog.getByRole('button', { name: 'Сохранить' }).click()
    await expect(page.getByText('Откроется после: Условие А')).toBeVisible()
    await sound(page)
    await shot(page, 'structure-phone')

    // a ring is refused where it is made
    await page.getByRole('button', { name: 'Настроить: Условие А', exact: true }).click()
    await dialog.getByRole('button', { name: 'Добавить условие' }).click()
    await dialog.getByRole('combobox', { name: 'Условие 1: выполнено' }).selectOption({ label: 'Условие Б' })
    await dialog.getByRole('button', { name: 'Сохранить' }).click()
    await expect(dialog.getByText('Материалы ждали бы друг друга')).toBeVisible()
    await dialog.getByRole('button', { name: 'Закрыть' }).click()

    const reader = await student.newPage()
    await reader.goto(`/courses/${made.offeringId}/items/${made.items[1]}`)
    await expect(reader.getByText('Этот материал пока закрыт')).toBeVisible()
    await expect(reader.getByText('Слова Б')).toHaveCount(0)
    await sound(reader)
    await shot(reader, 'structure-locked-phone')
    await reader.getByRole('link', { name: '«Условие А» — выполнить до конца' }).click()
    await expect(reader.getByText('Слова А')).toBeVisible()
    // a short page is done when it was read to its end, or when its reader says so
    await reader.request.post(`/api/items/${made.items[0]}/progress`, { headers: csrf, data: { seconds: 1, place: 1000, done: true } })
    await reader.goto(`/courses/${made.offeringId}/items/${made.items[1]}`)
    await expect(reader.getByText('Слова Б')).toBeVisible()
  } finally {
    await student.close()
    await made.forget()
    await teacher.close()
  }
})

test('an item is duplicated, moved by the dialog, and taken over from another course with its source named', async ({ browser }) => {
  test.setTimeout(120_000)
  const teacher = await contextOf(browser, 'teacher', 'ru', { viewport: { width: 1440, height: 900 } })
  const page = await teacher.newPage()
  const made = await makePart(page, 'Копия')
  try {
    await page.goto(`/courses/${made.offeringId}/edit`)
    const more = (name: string) => page.getByRole('button', { name: `Ещё действия: ${name}`, exact: true })
    await more('Копия А').first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Сделать копию' }).click()
    await expect.poll(() => orderOf(page, made)).toEqual([['А', 'А', 'Б', 'В'], []])
    await more('Копия В').click()
    await page.getByRole('dialog').getByRole('combobox', { name: 'В какой раздел' }).selectOption({ label: 'Копия 2' })
    await page.getByRole('dialog').getByRole('button', { name: 'Переместить' }).click()
    await expect.poll(() => orderOf(page, made)).toEqual([['А', 'А', 'Б'], ['В']])
    await page.getByRole('region', { name: 'Копия 2' }).getByRole('button', { name: 'Взять из другого курса' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('checkbox').first().check()
    await shot(page, 'structure-reuse')
    await dialog.getByRole('button', { name: 'Взять (1)' }).click()
    await expect(page.getByRole('region', { name: 'Копия 2' }).getByText(/из курса/)).toBeVisible()
    await page.getByRole('button', { name: 'Скопировать курс сюда' }).click()
    await expect(dialog.getByRole('radio').first()).toBeVisible()
    await shot(page, 'structure-copy')
  } finally {
    await made.forget()
    await teacher.close()
  }
})
