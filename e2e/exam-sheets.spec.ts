import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { contextOf } from './signed-in.ts'

interface SheetRow {
  id: string
  number: string
  kind: string
  state: string
  offering: { id: string; code: string }
  group: string | null
}
interface Sheet {
  number: string
  lines: { person: { id: string; surname: string; givenName: string }; percent: number; passed: boolean; correctedBy: string | null }[]
}

const json = async <T>(api: APIRequestContext, url: string): Promise<T> => (await (await api.get(url)).json()) as T

/** The next code that the portal takes: what was used for signing in, or signing, is refused for half a minute. */
async function codeOf(api: APIRequestContext, login: string): Promise<string> {
  const find = async (): Promise<string | null> => {
    const body = await json<{ accounts?: { login: string; code: string | null }[] } | { login: string; code: string | null }[]>(
      api,
      '/api/demonstration/accounts',
    )
    return (Array.isArray(body) ? body : (body.accounts ?? [])).find((one) => one.login === login)?.code ?? null
  }
  let code: string | null = null
  await expect.poll(async () => (code = await find()), { timeout: 70_000, intervals: [1000] }).not.toBeNull()
  return code ?? ''
}

async function sign(page: Page, api: APIRequestContext, login: string, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  await page
    .getByRole('dialog')
    .getByLabel('Код')
    .fill(await codeOf(api, login))
  await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

test('the study office opens a sheet, the teacher fills it from the grade book, the office annuls it', async ({ browser }) => {
  const [registrar, teacher] = [await contextOf(browser, 'registrar', 'ru'), await contextOf(browser, 'teacher', 'ru')]
  const { teaches } = await json<{ teaches: { id: string; code: string }[] }>(teacher.request, '/api/my/offerings')
  const { termId } = await json<{ termId: string }>(registrar.request, '/api/sheets')
  const { choices } = await json<{ choices: { offeringId: string; code: string; group: string | null }[] }>(
    registrar.request,
    `/api/sheets/openable?termId=${termId}`,
  )
  const mine = choices.filter((one) => one.group && one.code.startsWith('SE') && teaches.some(({ id }) => id === one.offeringId))
  // another one each time, so that runs beside one another do not take each other's
  const choice = mine[Math.floor(Math.random() * mine.length)]
  const page = await registrar.newPage()
  await page.goto('/sheets')
  await page.getByRole('button', { name: 'Открыть' }).click()
  const dialog = page.getByRole('dialog')
  const search = dialog.getByRole('combobox', { name: 'Группа и дисциплина' })
  await search.fill(choice?.group ?? '')
  const { name } = await json<{ name: { ru: string } }>(registrar.request, `/api/offerings/${choice?.offeringId}`)
  await page.getByRole('option', { name: `${choice?.group} · ${name.ru}` }).click()
  await dialog.getByRole('button', { name: 'Открыть', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Ведомость № / })).toBeVisible()
  const address = new URL(page.url()).pathname

  const desk = await teacher.newPage()
  await desk.goto(address)
  await expect(desk.getByText('Подписать пока нельзя')).toBeVisible()
  await expect(desk.getByRole('button', { name: 'Подписать' })).toBeHidden()
  await desk.getByRole('button', { name: 'Заполнить из журнала' }).click()
  await expect(desk.getByRole('button', { name: 'Заполнить заново' })).toBeVisible()
  await desk
    .getByRole('checkbox', { name: /^не явился/ })
    .first()
    .check()
  await expect(desk.getByText('Не явились').locator('..')).toContainText('1')

  await page.reload()
  await page.getByRole('button', { name: 'Аннулировать' }).click()
  await page.getByRole('dialog').getByLabel('Причина').fill('Открыта по ошибке, группа сдаёт позже')
  await page.getByRole('dialog').getByRole('button', { name: 'Аннулировать' }).click()
  await expect(page.getByText('Открыта по ошибке, группа сдаёт позже')).toBeVisible()
  await registrar.close()
  await teacher.close()
})

test('a closed grade is corrected by another sheet: both sign with codes, the paper verifies, the record names the sheet', async ({ browser }) => {
  test.setTimeout(240_000)
  const [registrar, teacher] = [await contextOf(browser, 'registrar', 'ru'), await contextOf(browser, 'teacher', 'ru')]
  const { teaches } = await json<{ teaches: { id: string }[] }>(teacher.request, '/api/my/offerings')
  const { terms } = await json<{ terms: { id: string }[] }>(registrar.request, '/api/sheets')
  const all = (await Promise.all(terms.map(({ id }) => json<{ sheets: SheetRow[] }>(registrar.request, `/api/sheets?termId=${id}`)))).flatMap(
    ({ sheets }) => sheets,
  )
  const old = all.find((one) => one.kind === 'first' && one.state === 'closed' && teaches.some(({ id }) => id === one.offering.id))
  const whole = await json<Sheet>(registrar.request, `/api/sheets/${old?.id}`)
  const line = whole.lines.find((one) => one.passed && one.percent < 90 && one.correctedBy === null)
  const surname = line?.person.surname ?? ''
  const name = `${surname} ${line?.person.givenName}`

  const page = await registrar.newPage()
  await page.goto(`/sheets/${old?.id}`)
  await page.getByRole('button', { name: 'Ведомость-исправление' }).click()
  await page
    .getByRole('dialog')
    .getByLabel(new RegExp(`^${name}.* ${line?.percent} `))
    .first()
    .check()
  await page.getByRole('dialog').getByLabel('Причина').fill('По апелляции: одна задача зачтена')
  await page.getByRole('dialog').getByRole('button', { name: 'Открыть', exact: true }).click()
  await expect(page.getByText('Исправляет ведомость')).toBeVisible()
  const address = new URL(page.url()).pathname

  // the teacher writes the exam and signs; a wrong code is refused and nothing is lost
  const desk = await teacher.newPage()
  await desk.goto(address)
  const exam = desk.getByLabel(new RegExp(`^${name}.*: Экзамен$`))
  await exam.fill('100')
  await exam.press('Enter')
  await expect(desk.getByRole('button', { name: 'Подписать', exact: true })).toBeEnabled()
  await desk.getByRole('button', { name: 'Подписать', exact: true }).click()
  await desk.getByRole('dialog').getByLabel('Код').fill('000000')
  await desk.getByRole('dialog').getByRole('button', { name: 'Подписать', exact: true }).click()
  await expect(desk.getByRole('alert')).toBeVisible()
  await desk.keyboard.press('Escape')
  await sign(desk, teacher.request, 'teacher', 'Подписать')
  await expect(desk.getByText('содержание не изменено')).toBeVisible()

  // the dean's office closes it
  await page.reload()
  await sign(page, registrar.request, 'registrar', 'Подписать и закрыть')
  await expect(page.getByText('содержание не изменено')).toHaveCount(2)
  const { number } = await json<Sheet>(registrar.request, `/api${address}`)

  // the paper, and the page its QR picture leads to, for anybody; the old paper says that it was replaced
  const pdf = await registrar.request.get(`/api${address}/paper.pdf`)
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  const verify = await page.getByRole('link', { name: 'Страница, на которую ведёт QR-код' }).getAttribute('href')
  const stranger = await contextOf(browser, null, 'ru')
  const open = await stranger.newPage()
  await open.goto(verify ?? '')
  await expect(open.getByText('Документ подлинный: выдан порталом и действует')).toBeVisible()
  await expect(open.getByText(number, { exact: true })).toBeVisible()
  await expect(open.getByText(surname)).toHaveCount(0)
  await open.getByLabel('Выберите файл PDF').setInputFiles({ name: 'sheet.pdf', mimeType: 'application/pdf', buffer: await pdf.body() })
  await expect(open.getByText('именно тот файл, который выдан')).toBeVisible()
  await page.goto(`/sheets/${old?.id}`)
  await expect(page.getByText(`исправлено № ${number}`)).toBeVisible()

  // a student sees by which sheet a grade is final
  const student = await contextOf(browser, 'studentcouncil', 'ru')
  const record = await student.newPage()
  await record.goto('/record')
  await expect(record.getByText(/^итоговая, ведомость № /).first()).toBeVisible()
  expect((await student.request.get(`/api${address}`)).status()).toBe(403)
  for (const one of [registrar, teacher, stranger, student]) await one.close()
})
