import { writeFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { contextOf } from './signed-in.ts'

const phone = { viewport: { width: 360, height: 780 } }

async function sound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

interface Explained {
  rows: { itemId: string; kind: string; gradedAt: string | null; title: { ru: string } }[]
}

/** The newest mark of the student's that may still be appealed and is not yet. */
async function freshMark(page: Page): Promise<{ offeringId: string; itemId: string; title: string; discipline: string }> {
  const get = async <T>(url: string): Promise<T> => (await (await page.request.get(url)).json()) as T
  const me = await get<{ person: { id: string } }>('/api/me')
  const record = await get<{ terms: { lines: { offeringId: string; name: { ru: string }; line: object | null }[] }[] }>('/api/my/record')
  for (const line of record.terms.flatMap((one) => one.lines).filter((one) => one.line)) {
    const { rows } = await get<Explained>(`/api/offerings/${line.offeringId}/students/${me.person.id}/explain`)
    for (const row of rows.filter((one) => one.gradedAt && one.kind !== 'column')) {
      const mark = await get<{ mark: { until: string } | null; openId: string | null }>(
        `/api/offerings/${line.offeringId}/appealable?itemId=${row.itemId}`,
      )
      if (mark.mark && Date.parse(mark.mark.until) > Date.now() + 60_000 && !mark.openId)
        return { offeringId: line.offeringId, itemId: row.itemId, title: row.title.ru, discipline: line.name.ru }
    }
  }
  throw new Error('the student has no fresh mark to appeal')
}

test('a student appeals on a phone, the commission answers, the answer comes without a reload', async ({ browser }) => {
  test.setTimeout(90_000)
  const student = await contextOf(browser, 'student', 'ru', phone)
  const commission = await contextOf(browser, 'commission', 'ru', { viewport: { width: 1440, height: 900 } })
  try {
    const page = await student.newPage()
    const mark = await freshMark(page)
    await page.goto('/record')
    await page.getByRole('button', { name: `${mark.discipline}: из чего сложилась оценка` }).click()
    await page.getByRole('link', { name: `${mark.title}: подать апелляцию` }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Подать апелляцию' })).toBeVisible()
    const reason = page.getByRole('textbox', { name: 'С чем вы не согласны?' })
    await reason.fill('Коротко')
    await expect(page.getByRole('button', { name: 'Подать апелляцию' })).toBeDisabled()
    const words = 'Во втором вопросе мой ответ тоже верен: так написано в лекции, раздел 3.'
    await reason.fill(words)
    await sound(page)
    // the words outlive a reload: the device keeps them
    await expect
      .poll(async () => {
        await page.reload()
        return reason.inputValue()
      })
      .toBe(words)
    await page.getByRole('button', { name: 'Подать апелляцию' }).click()
    await expect(page).toHaveURL(/\/appeals\//)
    await expect(page.getByText('рассматривается', { exact: true })).toBeVisible()
    await expect(page.getByText(words)).toBeVisible()
    await sound(page)

    const room = await commission.newPage()
    await room.goto(new URL(page.url()).pathname)
    await room.getByRole('textbox', { name: 'Добавить слово' }).fill('Уточните, какая лекция?')
    await room.getByRole('button', { name: 'Отправить' }).click()
    await expect(page.getByText('Уточните, какая лекция?')).toBeVisible()
    await room.getByRole('radio', { name: 'Оценка остаётся' }).check()
    await room.getByRole('textbox', { name: 'Основание решения' }).fill('Лекция говорит о другом случае: ответ неверен.')
    await sound(room)
    await room.getByRole('button', { name: 'Ответить' }).click()
    await room.getByRole('dialog').getByRole('button', { name: 'Ответить' }).click()
    await expect(room.getByText('Комиссия оставила оценку')).toBeVisible()
    await expect(page.getByText('Комиссия оставила оценку')).toBeVisible()
    await expect(page.getByText('Лекция говорит о другом случае: ответ неверен.')).toBeVisible()
    await expect(page.getByRole('textbox')).toHaveCount(0)
  } finally {
    await student.close()
    await commission.close()
  }
})

test('a student takes the academic certificate; anybody checks it by its code and compares the file', async ({ browser }, info) => {
  test.setTimeout(90_000)
  const student = await contextOf(browser, 'studentcouncil', 'ru', phone)
  const anybody = await contextOf(browser, null, 'ky', phone)
  try {
    const page = await student.newPage()
    await page.goto('/record')
    await page.getByRole('combobox', { name: 'Язык' }).selectOption('ru')
    await page.getByRole('button', { name: 'Получить справку' }).click()
    const link = page.getByRole('link', { name: /Открыть справку/ })
    const address = (await link.getAttribute('href')) ?? ''
    const pdf = await (await page.request.get(address)).body()
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    const code = /transcripts\/(\w+)\//.exec(address)?.[1] ?? ''

    const check = await anybody.newPage()
    await check.goto('/verify')
    // as people copy from paper: capitals and dashes
    await check.getByRole('textbox', { name: 'Документтин коду' }).fill(code.toUpperCase().replaceAll(/(.{4})(?=.)/g, '$1-'))
    await check.getByRole('button', { name: 'Текшерүү' }).click()
    await expect(check.getByText('Документ чыныгы: аны портал берген жана ал күчүндө')).toBeVisible()
    const [right, wrong] = [info.outputPath('spravka.pdf'), info.outputPath('changed.pdf')]
    writeFileSync(right, pdf)
    writeFileSync(wrong, Buffer.concat([pdf, Buffer.from(' ')]))
    await check.locator('input[type=file]').setInputFiles(right)
    await expect(check.getByText('«spravka.pdf» — берилген файлдын так өзү')).toBeVisible()
    await check.locator('input[type=file]').setInputFiles(wrong)
    await expect(check.getByText('«changed.pdf» — башка файл')).toBeVisible()
    await sound(check)
    // nobody else reaches the file itself
    expect((await check.request.get(address)).status()).toBe(401)
  } finally {
    await student.close()
    await anybody.close()
  }
})
