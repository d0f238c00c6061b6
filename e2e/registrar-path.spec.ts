import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { contextOf } from './signed-in.ts'

/** The study office's path at 1440 px in Russian, and the students' part of it at 360 px in Kyrgyz. */
const desk = { viewport: { width: 1440, height: 900 } }
const phone = { viewport: { width: 360, height: 780 } }
const writing = { headers: { 'x-portal-csrf': '1' } }

async function office(browser: Browser, login = 'registrar'): Promise<Page> {
  return (await contextOf(browser, login, 'ru', desk)).newPage()
}

async function read<Answer>(page: Page | BrowserContext, address: string): Promise<Answer> {
  const reply = await page.request.get(address)
  expect(reply.ok(), `${address} answers`).toBe(true)
  return (await reply.json()) as Answer
}

/** A student of the demonstration beyond the sign-in table; null for a number whose student stands in that table. */
async function student(browser: Browser, login: string): Promise<BrowserContext | null> {
  const context = await contextOf(browser, null, 'ky', phone)
  const reply = await context.request.post('/api/session', { ...writing, data: { login, password: 'Ala-Too-2026-demo' } })
  if (reply.ok()) return context
  await context.close()
  return null
}

const unique = () => Math.random().toString(36).slice(2, 8)
/** A surname that nobody has: letters made of a random number. */
const newSurname = () => `Импортов${[...unique()].map((one) => String.fromCharCode(0x430 + (one.charCodeAt(0) % 26))).join('')}`

test('a faulty file of students writes nothing; corrected, it is imported; again, it changes nothing', async ({ browser }) => {
  const page = await office(browser)
  const { groups } = await read<{ groups: { code: string }[] }>(page, '/api/groups')
  const group = groups[0]?.code ?? ''
  const [one, other, mark] = [newSurname(), newSurname(), unique()]
  const rows = (birthDate: string, code: string) =>
    Buffer.from(
      [
        'Фамилия;Имя;Дата рождения;Группа;Номер зачётной книжки',
        `${one};Айбек;12.03.2007;${group};E2E-${mark}-1`,
        `${other};Нурай;${birthDate};${code};E2E-${mark}-2`,
      ].join('\n'),
    )
  const upload = async (content: Buffer): Promise<void> => {
    await page.goto('/people/import')
    await page.locator('input[type=file]').setInputFiles({ name: 'students.csv', mimeType: 'text/csv', buffer: content })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('students.csv')
    await page.getByRole('button', { name: 'Проверить' }).click()
  }
  const foundOf = async (surname: string) => (await read<{ total: number }>(page, `/api/people?q=${encodeURIComponent(surname)}`)).total

  await upload(rows('31.02.2007', 'ЖОК-99'))
  await expect(page.getByRole('alert').getByText('Найдено 2 ошибки')).toBeVisible()
  const faults = page.getByRole('table', { name: 'Найдено 2 ошибки' })
  await expect(faults.getByRole('row', { name: /Строка 3.*Дата рождения.*31\.02\.2007/ })).toBeVisible()
  await expect(faults.getByRole('row', { name: /Строка 3.*Группа.*ЖОК-99/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Записать/ })).toBeDisabled()
  expect([await foundOf(one), await foundOf(other)]).toEqual([0, 0])

  const good = rows('28.02.2007', group)
  await upload(good)
  await expect(page.getByText('Ошибок нет, можно записывать')).toBeVisible()
  await page.getByRole('button', { name: 'Записать 2 строки' }).click()
  await expect(page.getByText('Файл записан')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/новых: 2 · изменено: 0/)).toBeVisible()
  expect([await foundOf(one), await foundOf(other)]).toEqual([1, 1])

  await upload(good)
  await page.getByRole('button', { name: 'Записать 2 строки' }).click()
  await expect(page.getByText('Файл записан')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/новых: 0 · изменено: 0 · без изменений: 2/)).toBeVisible()
  expect([await foundOf(one), await foundOf(other)]).toEqual([1, 1])
  await page.context().close()
})

test('a group’s record is seen and printed; the student whose card the registrar opened sees who looked', async ({ browser }) => {
  const page = await office(browser)
  await page.goto('/groups')
  await page.getByRole('link', { name: 'ПИ-26-1' }).first().click()
  await page.getByRole('button', { name: 'Успеваемость группы' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('ПИ-26-1')
  await expect(page.getByRole('table').first()).toBeVisible()
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes')
  })
  await page.getByRole('button', { name: 'Напечатать' }).click()
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('table').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Напечатать' })).toBeHidden()
  await expect(page.locator('nav').first()).toBeHidden()
  await page.emulateMedia({ media: 'screen' })

  const own = await contextOf(browser, 'student', 'ky', phone)
  const me = await read<{ person: { id: string; surname: string } }>(own, '/api/me')
  await page.goto(`/people/${me.person.id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(me.person.surname)
  const office_ = await read<{ person: { surname: string } }>(page, '/api/me')
  const looks = await own.newPage()
  await looks.goto('/me/looks')
  await expect(looks.getByRole('heading', { level: 1 })).toHaveText('Маалыматымды ким карады')
  const latest = looks.getByRole('row').filter({ hasText: office_.person.surname })
  await expect(latest.filter({ hasText: 'Жеке карточка' }).first()).toBeVisible()
  await expect(latest.first()).toContainText('Окуу бөлүмү')
  await Promise.all([own.close(), page.context().close()])
})

test('what the regulation forbids is refused with its clause: fully online (R4.2b), a plan below its standard (R4.2a)', async ({ browser }) => {
  const page = await office(browser)
  await page.goto('/programmes')
  await page.getByRole('button', { name: 'Добавить программу' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Название (русский)').fill('Кораблестроение онлайн')
  await dialog.getByLabel('Код').fill(`E2E-${unique()}`)
  await dialog.getByLabel('Кафедра').selectOption({ index: 1 })
  const forbidden = dialog.getByLabel('Специальность').locator('option', { hasText: '750500' })
  await dialog.getByLabel('Специальность').selectOption(await forbidden.getAttribute('value'))
  await dialog.getByLabel('Форма обучения').selectOption({ label: 'Онлайн' })
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  const refusal = dialog.getByRole('alert')
  await expect(refusal).toContainText('запрещено преподавать полностью онлайн')
  await expect(refusal.getByRole('button', { name: 'Пункт положения: R4.2b' })).toBeVisible()
  await expect(dialog.getByText('Полностью онлайн эта специальность невозможна')).toBeVisible()

  const { programmes } = await read<{ programmes: { id: string; standard: unknown; closed: boolean }[] }>(page, '/api/programmes')
  const programmeId = programmes.find((one) => one.standard && !one.closed)?.id
  const draft = await page.request.post(`/api/programmes/${programmeId}/curricula`, { ...writing, data: { intakeYear: 2031, copyOf: null } })
  const { id } = (await draft.json()) as { id: string }
  const council = await office(browser, 'council')
  await council.goto(`/curricula/${id}`)
  await council.getByRole('button', { name: 'Утвердить' }).click()
  const asked = council.getByRole('dialog')
  await asked.getByRole('button', { name: 'Утвердить' }).click()
  await expect(asked.getByRole('alert')).toContainText('Учебный план не отвечает стандарту')
  await expect(asked.getByRole('alert').getByRole('button', { name: 'Пункт положения: R4.2a' })).toBeVisible()
  await expect(asked.getByText('В плане нет ни одной дисциплины')).toBeVisible()
  expect((await page.request.delete(`/api/curricula/${id}`, writing)).ok()).toBe(true)
  await Promise.all([council.context().close(), page.context().close()])
})

interface Pool {
  pool: string
  pick: number
  chosen: number
  window: string
  term: { id: string }
  offerings: { id: string; name: { ky: string }; taken: number; places: number | null; state: string; language: string }[]
}

/** Students with nothing chosen yet in the same pool. */
async function undecided(browser: Browser): Promise<{ students: BrowserContext[]; pool: Pool }> {
  const waiting = new Map<string, BrowserContext[]>()
  for (let number = 1; number <= 40; number++) {
    const own = await student(browser, `s${String(number).padStart(5, '0')}`)
    if (!own) continue
    const { pools } = await read<{ pools: Pool[] }>(own, '/api/my/electives')
    const pool = pools.find((one) => one.window === 'open' && one.chosen === 0 && one.offerings.every((each) => each.state !== 'waiting'))
    const key = pool?.offerings[0]?.id ?? ''
    if (!pool) {
      await own.close()
      continue
    }
    const together = [...(waiting.get(key) ?? []), own]
    waiting.set(key, together)
    if (together.length === 2) {
      await Promise.all([...waiting.values()].flat().map((one) => (together.includes(one) ? null : one.close())))
      return { students: together, pool }
    }
  }
  throw new Error('the demonstration has no two students who have still to choose')
}

test('students choose an elective until its places are gone, wait in line, and cannot choose after the deadline', async ({ browser }) => {
  test.setTimeout(120_000)
  const page = await office(browser)
  const { students, pool } = await undecided(browser)
  const [first, second] = await Promise.all(students.map((one) => one.newPage()))
  if (!first || !second) throw new Error('two students are needed')
  const elective = pool.offerings[0]
  if (!elective) throw new Error('an empty pool')
  await page.goto(`/offerings/${elective.id}`)
  await page.getByRole('button', { name: 'Изменить', exact: true }).click()
  await page
    .getByRole('dialog')
    .getByLabel('Число мест')
    .fill(String(elective.taken + 1))
  await page.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click()
  await expect(page.getByText(`Занято ${elective.taken} из ${elective.taken + 1} мест`)).toBeVisible()

  const boxOf = (on: Page) =>
    on
      .locator('section, article')
      .filter({ has: on.getByRole('heading', { level: 3, name: elective.name.ky, exact: true }) })
      .last()
  await first.goto('/my/electives')
  await boxOf(first).getByRole('button', { name: 'Тандоо', exact: true }).click()
  await expect(boxOf(first).getByText('Сиз тандадыңыз')).toBeVisible()

  await second.goto('/my/electives')
  await expect(boxOf(second).getByText(`${elective.taken + 1} орундан 0 бош`)).toBeVisible()
  await expect(boxOf(second).getByRole('button', { name: 'Тандоо', exact: true })).toHaveCount(0)
  await boxOf(second).getByRole('button', { name: 'Кезекке туруу' }).click()
  await expect(boxOf(second).getByText('Кезектеги ордуңуз: 1')).toBeVisible()

  await boxOf(first).getByRole('button', { name: 'Баш тартуу' }).click()
  await expect(boxOf(first).getByText('Сиз тандадыңыз')).toHaveCount(0)
  await second.reload()
  await expect(boxOf(second).getByText('Сиз тандадыңыз')).toBeVisible()
  expect(await second.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)

  // The deadline: set on screen to yesterday, and set back whatever happens.
  const { terms } = await read<{ terms: ({ id: string; electivesOpenAt: string } & Record<string, unknown>)[] }>(page, '/api/terms')
  const { id, ...before } = terms.find((one) => one.id === pool.term.id) ?? { id: '', electivesOpenAt: '' }
  try {
    const day = new Date(Date.now() - 86_400_000 + 6 * 3_600_000).toISOString().slice(0, 10)
    await page.goto(`/terms/${id}`)
    await page.getByRole('button', { name: 'Изменить', exact: true }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Выбор закрывается' }).fill(day.split('-').toReversed().join('.'))
    await page.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await first.reload()
    await expect(first.getByText(/Тандоо .* жабылды/).first()).toBeVisible()
    await expect(first.getByRole('button', { name: 'Тандоо', exact: true })).toHaveCount(0)
    const late = await first.request.post(`/api/my/electives/${elective.id}`, { ...writing, data: { wait: false } })
    expect(late.status()).toBe(409)
  } finally {
    await page.request.put(`/api/terms/${id}`, { ...writing, data: before })
    await page.request.put(`/api/offerings/${elective.id}`, { ...writing, data: { places: elective.places, language: elective.language } })
    await second.request.delete(`/api/my/electives/${elective.id}`, writing)
  }
  await Promise.all([...students, page.context()].map((one) => one.close()))
})

test('a group gets a curator, an offering its hours, with what does not fit told at the field', async ({ browser }) => {
  const page = await office(browser)
  const { groups } = await read<{ groups: { id: string; curator: { personId: string } | null }[] }>(page, '/api/groups')
  const group = groups.findLast((one) => one.curator)
  await page.goto(`/groups/${group?.id}`)
  await page.getByRole('button', { name: 'Куратор', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Оставить без куратора' }).click()
  await expect(page.getByText('Куратор не назначен')).toBeVisible()
  await page.getByRole('button', { name: 'Куратор', exact: true }).click()
  await dialog.getByRole('combobox', { name: 'Новый куратор' }).fill('ов')
  await dialog.getByRole('option').first().click()
  await dialog.getByRole('button', { name: 'Назначить' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(/^Куратор: /)).toBeVisible()
  await page.request.put(`/api/groups/${group?.id}/curator`, { ...writing, data: { personId: group?.curator?.personId } })

  const { offerings } = await read<{ offerings: { id: string }[] }>(page, `/api/groups/${group?.id}`)
  const own = await read<{ id: string; meetings: object[] }>(page, `/api/offerings/${offerings[0]?.id}`)
  await page.goto(`/offerings/${own.id}`)
  await page.getByRole('button', { name: 'Изменить время' }).click()
  for (const number of [1, 2]) {
    await dialog.getByRole('button', { name: 'Добавить занятие' }).click()
    const lesson = dialog.getByRole('group', { name: `Занятие ${own.meetings.length + number}` })
    await lesson.getByLabel('День недели').selectOption('7')
    await lesson.getByLabel('Начало').fill('18:00')
    await lesson.getByLabel('Аудитория').fill('2/305')
  }
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await expect(dialog.getByText('Пересекается с другим занятием этой дисциплины')).toBeVisible()
  await dialog
    .getByRole('group', { name: `Занятие ${own.meetings.length + 2}` })
    .getByLabel('Начало')
    .fill('19:30')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await expect(page.getByRole('row', { name: /19:30–20:50/ })).toBeVisible()
  const kept = own.meetings.map((one) => Object.fromEntries(Object.entries(one).filter(([key]) => key !== 'id')))
  await page.request.put(`/api/offerings/${own.id}/meetings`, { ...writing, data: { meetings: kept } })
  await page.context().close()
})

test('an account’s e-mail changes by its owner’s password and a link, told to both addresses', async ({ browser }) => {
  const own = (await student(browser, 's00100')) ?? (await student(browser, 's00101'))
  if (!own) throw new Error('no student signs in')
  const page = await own.newPage()
  const before = (await read<{ account: { email: string | null } }>(own, '/api/me')).account.email
  const next = `new-${unique()}@example.kg`
  await page.goto('/account')
  await page.getByRole('textbox', { name: 'Жаңы дарек' }).fill(next)
  await page
    .locator('form')
    .filter({ has: page.getByRole('textbox', { name: 'Жаңы дарек' }) })
    .getByLabel('Сырсөзүңүз')
    .fill('Ala-Too-2026-demo')
  await page.getByRole('button', { name: 'Шилтеме жөнөтүү' }).click()
  await expect(page.getByText('Жаңы почтаңызды текшериңиз')).toBeVisible()
  let link = ''
  await expect(async () => {
    const mails = JSON.stringify(await read(own, '/api/demonstration/mail'))
    link = /\/new-email#[\w-]+/.exec(mails.slice(mails.indexOf(next)))?.[0] ?? ''
    expect(link).not.toBe('')
  }).toPass()
  await page.goto(link)
  await page.getByRole('button', { name: 'Даректи ырастоо' }).click()
  await expect(page.getByText(next, { exact: false })).toBeVisible()
  expect((await read<{ account: { email: string | null } }>(own, '/api/me')).account.email).toBe(next)
  const me = await read<{ person: { id: string } }>(own, '/api/me')
  const registrar = await office(browser)
  await registrar.goto(`/people/${me.person.id}`)
  await registrar.getByRole('button', { name: 'Изменить почту' }).click()
  const dialog = registrar.getByRole('dialog')
  await dialog.getByLabel('Электронная почта').fill(before ?? '')
  await dialog.getByRole('button', { name: 'Изменить почту' }).click()
  await expect(dialog).toHaveCount(0)
  expect((await read<{ account: { email: string | null } }>(own, '/api/me')).account.email).toBe(before)
  await Promise.all([own.close(), registrar.context().close()])
})

test('the study office reads the work of a discipline without marking it; a student’s menu has no terms', async ({ browser }) => {
  const teacher = await contextOf(browser, 'teacher', 'ru', desk)
  const { teaches } = await read<{ teaches: { id: string }[] }>(teacher, '/api/my/offerings')
  let offeringId = ''
  for (const one of teaches) {
    const { works } = await read<{ works: unknown[] }>(teacher, `/api/offerings/${one.id}/marking?state=all`)
    if (works.length > 0) offeringId = one.id
  }
  const page = await office(browser)
  await page.goto(`/courses/${offeringId}`)
  await page.getByRole('button', { name: 'Сданные работы' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Сданные работы')
  await page.getByLabel('Показать').selectOption('all')
  await expect(page.getByRole('navigation', { name: 'Очередь работ' }).getByRole('button').first()).toBeVisible()
  await expect(page.getByLabel('Комментарий студенту')).toHaveCount(0)
  const own = await contextOf(browser, 'student', 'ru', desk)
  const menu = await own.newPage()
  await menu.goto('/')
  await expect(menu.getByRole('link', { name: 'Моя неделя' }).first()).toBeVisible()
  await expect(menu.getByRole('link', { name: 'Семестры' })).toHaveCount(0)
  await Promise.all([teacher, own, page.context()].map((one) => one.close()))
})
