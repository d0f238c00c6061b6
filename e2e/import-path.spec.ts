import { expect, request, test, type BrowserContext, type Page } from '@playwright/test'
import { manifestOf, picture, zipOf, type MadeEntry } from '../domains/courses/import-course/cartridge.fixture.ts'
import { cartridgeQuestions, testOf } from '../domains/courses/import-course/questions.fixture.ts'
import { contextOf } from './signed-in.ts'

/** A discipline of the demonstration's teacher that no other test uses, and a student of it. */
const code = 'SE08-B-SE-2025-2026/27-autumn'
const reader = 's00049'

const page = (title: string, body: string): string => `<html><head><title>${title}</title></head><body>${body}</body></html>`

/** A course file with two pages that lead to each other, a picture, a test, and so many files that their coming can be watched. */
function courseFile(): Buffer {
  const files = Array.from({ length: 900 }, (_, at) => ({ name: `web_resources/data/${at}.csv`, content: `а,б\n${at},1\n` }))
  const resource = (id: string, href: string, type = 'webcontent'): string =>
    `<resource identifier="${id}" type="${type}" href="${href}"><file href="${href}"/></resource>`
  return zipOf([
    {
      name: 'imsmanifest.xml',
      content: manifestOf(
        '1.3.0',
        '<item identifier="m"><title>1-модуль</title><item identifier="i1" identifierref="a"><title>Саптар</title></item><item identifier="i2" identifierref="b"><title>Тизмелер</title></item><item identifier="i3" identifierref="t"><title>Текшерүү</title></item><item identifier="i4" identifierref="gone"><title>Жоголгон</title></item></item>',
        resource('a', 'pages/a.html') +
          resource('b', 'pages/b.html') +
          resource('p', 'pages/map.png') +
          resource('t', 't.xml', 'imsqti_xmlv1p2/imscc_xmlv1p3/assessment'),
      ),
    },
    {
      name: 'pages/a.html',
      content: page(
        'Саптар',
        '<p>Өзгөрмөлөр жана саптар.</p><p><img src="map.png" alt="Чийме"></p><p><a href="b.html">Тизмелерге өтүү</a></p><script>alert(1)</script>',
      ),
    },
    { name: 'pages/b.html', content: page('Тизмелер', '<p>Тизме — элементтердин катары.</p>') },
    { name: 'pages/map.png', content: picture },
    { name: 't.xml', content: testOf(cartridgeQuestions) },
    ...files,
  ])
}

async function choose(teacher: Page, name: string, buffer: Buffer): Promise<void> {
  await teacher.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/zip', buffer })
}

async function sectionsOf(context: BrowserContext, offeringId: string): Promise<{ id: string; items: { id: string }[] }[]> {
  const answer = await context.request.get(`/api/offerings/${offeringId}/course`)
  return ((await answer.json()) as { sections: { id: string; items: { id: string }[] }[] }).sections
}

test('a teacher brings a course file in and reads what became of it; a student studies it; hostile files leave nothing', async ({
  browser,
  baseURL,
}) => {
  const context = await contextOf(browser, 'teacher', 'ru')
  const mine = (await (await context.request.get('/api/my/offerings')).json()) as { teaches: { id: string; code: string }[] }
  const offeringId = mine.teaches.find((one) => one.code === code)?.id ?? ''
  // a portal that this test met before
  for (const { id } of await sectionsOf(context, offeringId))
    await context.request.delete(`/api/sections/${id}`, { headers: { 'x-portal-csrf': '1' } })
  const teacher = await context.newPage()
  await teacher.goto(`/courses/${offeringId}`)
  await teacher.getByRole('button', { name: 'Перенести файл курса' }).click()
  await expect(teacher.getByRole('heading', { name: 'Перенос файла курса', level: 1 })).toBeVisible()

  // hostile and wrong files are refused in words, and nothing of them stays
  const hostile: [string, MadeEntry[] | null, string][] = [
    ['path.imscc', [{ name: '../../etc/cron.d/x', content: 'x' }], 'ведёт за его пределы'],
    ['bomb.imscc', [{ name: 'imsmanifest.xml', content: Buffer.alloc(30_000_000) }], 'при распаковке он намного больше'],
    ['notes.zip', null, 'Это не файл курса'],
    ['pictures.zip', [{ name: 'a.png', content: picture }], 'Архив — не файл курса'],
  ]
  for (const [name, entries, words] of hostile) {
    await choose(teacher, name, entries ? zipOf(entries) : Buffer.from('%PDF-1.7 not an archive'))
    await expect(teacher.getByRole('alert').filter({ hasText: words })).toBeVisible()
  }
  expect(await sectionsOf(context, offeringId)).toEqual([])
  expect(((await (await context.request.get(`/api/offerings/${offeringId}/imports`)).json()) as { empty: boolean }).empty).toBe(true)

  // the real one: watched while it comes, then its report
  const file = courseFile()
  await choose(teacher, 'course.imscc', file)
  await expect(teacher.getByRole('progressbar', { name: /Переносится|Ожидает/ })).toBeVisible()
  await expect(teacher.getByText('Программалоо негиздери: перенесено')).toBeVisible({ timeout: 30_000 })
  await expect(teacher.getByText('Без изменений: 1 · с изменениями: 2 · не вошло: 1')).toBeVisible()
  const report = teacher.getByRole('table', { name: 'Что стало с каждым элементом' })
  await expect(report.getByRole('row', { name: /Саптар/ })).toContainText('убрано скриптов: 1')
  await expect(report.getByRole('row', { name: /Текшерүү/ })).toContainText('вопрос 6 не вошёл (развёрнутый ответ): «Түшүндүр»')
  await expect(report.getByRole('row', { name: /Жоголгон/ })).toContainText('архив его не описывает')
  const [first] = await sectionsOf(context, offeringId)

  // a student reads it on a phone
  const entering = await request.newContext({ baseURL: baseURL ?? '', extraHTTPHeaders: { 'x-portal-csrf': '1' } })
  expect((await entering.post('/api/session', { data: { login: reader, password: 'Ala-Too-2026-demo' } })).ok()).toBe(true)
  const phone = await contextOf(browser, null, 'ky', { viewport: { width: 360, height: 780 }, storageState: await entering.storageState() })
  const student = await phone.newPage()
  await student.goto(`/courses/${offeringId}`)
  await expect(student.getByRole('button', { name: /көчүрүү/ })).toHaveCount(0)
  await student.getByRole('link', { name: 'Саптар' }).last().click()
  const shown = student.getByRole('img', { name: 'Чийме' })
  await expect(shown).toBeVisible()
  expect(await shown.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(1)
  await student.getByRole('link', { name: 'Тизмелерге өтүү' }).click()
  await expect(student.getByText('Тизме — элементтердин катары.')).toBeVisible()
  expect((await phone.request.get(`/api/offerings/${offeringId}/imports`)).status()).toBe(403)
  await phone.close()
  await entering.dispose()

  // the same file again: after what is there, then in its place
  await expect(teacher.getByText('Всё, что есть, останется как было.')).toBeVisible()
  await again(teacher, file)
  const both = await sectionsOf(context, offeringId)
  expect(both).toHaveLength(2)
  expect(both[0]).toEqual(first)
  await teacher.getByRole('combobox', { name: 'В курсе уже есть материалы' }).selectOption({ label: 'Поставить вместо них' })
  await expect(teacher.getByText('Всё, что есть сейчас, удаляется.')).toBeVisible()
  await again(teacher, file)
  const instead = await sectionsOf(context, offeringId)
  expect(instead).toHaveLength(1)
  expect(both.map(({ id }) => id)).not.toContain(instead[0]?.id)
  await context.close()
})

/** Sends the file and waits until the page tells that it is in. */
async function again(teacher: Page, file: Buffer): Promise<void> {
  const before = new URL(teacher.url()).searchParams.get('import')
  await choose(teacher, 'course.imscc', file)
  await expect.poll(() => new URL(teacher.url()).searchParams.get('import')).not.toBe(before)
  await expect(teacher.getByRole('progressbar', { name: /Переносится|Ожидает/ })).toBeVisible()
  await expect(teacher.getByText('Программалоо негиздери: перенесено')).toBeVisible({ timeout: 30_000 })
}
