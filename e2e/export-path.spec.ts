import { readFile } from 'node:fs/promises'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { tarOf, wholeBackup } from '../domains/courses/import-course/moodle/backup.fixture.ts'
import { contextOf } from './signed-in.ts'

interface Outline {
  id: string
  title: Record<string, string>
  items: { kind: string; title: Record<string, string>; dueAt: string | null; hidden: boolean }[]
}

async function sectionsOf(context: BrowserContext, offeringId: string): Promise<Outline[]> {
  const answer = await context.request.get(`/api/offerings/${offeringId}/course`)
  return ((await answer.json()) as { sections: Outline[] }).sections
}

/** The teacher's discipline with material, and one of theirs that holds none. */
async function twoCourses(context: BrowserContext): Promise<{ full: string; empty: string }> {
  const mine = (await (await context.request.get('/api/my/offerings')).json()) as { teaches: { id: string; code: string }[] }
  const found: { full: string; empty: string } = { full: '', empty: '' }
  // from the end: other tests take theirs from the beginning
  for (const { id } of mine.teaches.toReversed()) {
    const sections = await sectionsOf(context, id)
    if (sections.some(({ items }) => items.some(({ kind }) => kind === 'test'))) found.full ||= id
    else if (sections.length === 0) found.empty ||= id
  }
  return found
}

async function clear(context: BrowserContext, offeringId: string): Promise<void> {
  for (const { id } of await sectionsOf(context, offeringId))
    await context.request.delete(`/api/sections/${id}`, { headers: { 'x-portal-csrf': '1' } })
}

async function bring(page: Page, offeringId: string, name: string, buffer: Buffer): Promise<void> {
  await page.goto(`/courses/${offeringId}/import`)
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  await expect(page.getByRole('table', { name: 'Что стало с каждым элементом' })).toBeVisible({ timeout: 30_000 })
}

/** What has no ids of its own: order, kinds, names in every language, dates. Videos and packages travel as files. */
const told = (sections: Outline[]): unknown =>
  sections.map(({ title, items }) => [
    title,
    items.map(({ kind, title: of, dueAt, hidden }) => [/video|package/.test(kind) ? 'file' : kind, of, dueAt, hidden]),
  ])

test('a teacher takes a course out as a file, and brings it into another discipline; a Moodle backup comes in as well', async ({ browser }) => {
  const context = await contextOf(browser, 'teacher', 'ru')
  const { full, empty } = await twoCourses(context)
  const page = await context.newPage()
  await page.goto(`/courses/${full}/edit`)
  await page.getByRole('button', { name: 'Выгрузить в файл' }).click()
  await expect(page.getByRole('heading', { name: 'Выгрузка курса в файл', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'Выгрузить в файл' }).click()
  const download = page.getByRole('link', { name: /^Скачать/ })
  await expect(download).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/^Разделов: \d+, элементов: \d+/)).toBeVisible()
  const [file] = await Promise.all([page.waitForEvent('download'), download.click()])
  expect(file.suggestedFilename()).toMatch(/\.imscc$/)
  const content = await readFile(await file.path())

  try {
    await bring(page, empty, file.suggestedFilename(), content)
    expect(told(await sectionsOf(context, empty))).toEqual(told(await sectionsOf(context, full)))

    // plain pages for an archive, in two languages
    await page.goto(`/courses/${full}/export`)
    await page.getByRole('radio', { name: /Простые страницы/ }).check()
    await page.getByRole('button', { name: 'Выгрузить в файл' }).click()
    await expect(page.getByRole('link', { name: /^Скачать/ })).toBeVisible({ timeout: 30_000 })

    await clear(context, empty)
    await bring(page, empty, 'backup.mbz', tarOf(wholeBackup('new')))
    await expect(page.getByText('В копии есть данные людей: ничего из них не прочитано.')).toBeVisible()
    await expect(page.getByRole('row', { name: /Семинар/ })).toContainText('Элемента Moodle «workshop» здесь нет.')
  } finally {
    await clear(context, empty)
    await context.close()
  }
})
