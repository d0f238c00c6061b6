import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type APIRequestContext, type Browser, type BrowserContext, type Page } from '@playwright/test'
import type { PageDefinition } from '../foundation/web/page-definition.ts'
import { contentOf } from './coding-hands.ts'
import { contextOf } from './signed-in.ts'

const top = join(import.meta.dirname, '..')
const files = [
  'foundation/web/account/pages.tsx',
  ...readdirSync(join(top, 'domains')).map((domain) => `domains/${domain}/web/pages.tsx`),
  'portal/web/own-pages.tsx',
]

/** The pages as the router has them: from the same lists, so a new page is tested without being named here. */
const pages: PageDefinition[] = []
for (const file of files.filter((one) => existsSync(join(top, one)))) {
  const module = (await import(join(top, file))) as { pages: PageDefinition[] }
  pages.push(...module.pages)
}

/** Who looks at a page: the first of these who may. */
const readers = ['student', 'teacher', 'registrar', 'head', 'council', 'admin', 'learner']

for (const [width, locale, scheme] of [
  [360, 'ky', 'light'],
  [1440, 'ru', 'dark'],
] as const) {
  test.describe(`${width} px, ${locale}, ${scheme}`, () => {
    /** One context a reader for all pages: what was loaded and compiled once is not fetched again for each. */
    const contexts = new Map<string | null, Promise<BrowserContext>>()
    const known = (browser: Browser, login: string | null): Promise<BrowserContext> => {
      const kept = contexts.get(login)
      if (kept) return kept
      const context = contextOf(browser, login, locale, {
        viewport: { width, height: 800 },
        colorScheme: scheme,
        reducedMotion: 'reduce',
        serviceWorkers: 'block',
      })
      contexts.set(login, context)
      return context
    }
    test.afterAll(async () => {
      for (const context of contexts.values()) await (await context).close()
      contexts.clear()
    })
    for (const definition of pages) {
      test(`${definition.path} is whole and accessible`, async ({ browser }) => {
        const { page, path, troubles } = await openAsSomebody((login) => known(browser, login), definition)
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
        await page.waitForLoadState('networkidle')
        expect(troubles, 'errors of the page').toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth), 'nothing sticks out sideways').toBeLessThanOrEqual(width)
        expect(await ownWords(page), 'every text is there').not.toMatch(/(^|\s)[a-z]+\.[a-z]+[a-z.-]*(\s|$)|undefined|\[object/)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(
          violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
          path,
        ).toEqual([])
        await page.close()
      })
    }
  })
}

/** The page's own words: what an author is writing in an editor, or a reviewer reads, may well look like the key of a text (`main.py`). */
async function ownWords(page: Page): Promise<string> {
  const written = await page.locator('main [contenteditable="true"], main [data-reviewed]').allInnerTexts()
  const words = written.reduce((rest, one) => rest.replace(one, ''), await page.locator('main').innerText())
  // names of files that others brought
  return words.replace(/\S+\.(csv|xlsx|zip|imscc|mp4|pdf|txt)\b/g, '')
}

async function openAsSomebody(
  contextFor: (login: string | null) => Promise<BrowserContext>,
  definition: PageDefinition,
): Promise<{ page: Page; path: string; troubles: string[] }> {
  for (const login of definition.public ? [null] : readers) {
    const context = await contextFor(login)
    if (login && !(await mayOpen(context.request, login, definition.may))) continue
    const path = await addressOf(context.request, definition)
    const page = await context.newPage()
    const troubles: string[] = []
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
    await page.goto(path)
    return { page, path, troubles }
  }
  throw new Error(`none of ${readers.join(', ')} may open ${definition.path} (${definition.may})`)
}

const abilitiesOf = new Map<string, Set<string>>()

async function mayOpen(api: APIRequestContext, login: string, ability: string | undefined): Promise<boolean> {
  if (!ability) return true
  const known = abilitiesOf.get(login)
  if (known) return known.has(ability)
  const me = (await (await api.get('/api/me')).json()) as { abilities: { action: string }[] }
  const actions = new Set(me.abilities.map((rule) => rule.action))
  abilitiesOf.set(login, actions)
  return actions.has(ability)
}

/** A real address: the parts of the path are filled with what the reader has in the demonstration. */
async function addressOf(api: APIRequestContext, definition: PageDefinition): Promise<string> {
  let path = definition.path
  for (const [, name = ''] of definition.path.matchAll(/\$(\w+)/g)) path = path.replace(`$${name}`, await valueOf(api, name, definition))
  return path
}

async function valueOf(api: APIRequestContext, name: string, definition: PageDefinition): Promise<string> {
  const get = async (url: string) => (await (await api.get(url)).json()) as never
  const taught = async () => {
    const { offerings } = (await get('/api/my/today')) as { offerings: { offeringId: string; total: number }[] }
    const anywhere = (await get('/api/terms')) as { terms: { id: string }[] }
    const own = offerings.find((one) => one.total > 0)?.offeringId
    if (own) return own
    const found = (await get(`/api/terms/${anywhere.terms[0]?.id}/offerings`)) as { offerings: { id: string }[] }
    return found.offerings[0]?.id ?? ''
  }
  const itemOf = async (kind: string) => {
    const course = (await get(`/api/offerings/${await taught()}/course`)) as { sections: { items: { id: string; kind: string }[] }[] }
    return course.sections.flatMap((section) => section.items).find((item) => item.kind === kind)?.id ?? ''
  }
  const curriculaOf = async (place: number) => {
    const { programmes } = (await get('/api/programmes')) as { programmes: { id: string }[] }
    // Approved ones: the registrar's path, at the same time, makes drafts and removes them.
    const { curricula } = (await get(`/api/programmes/${programmes[0]?.id}/curricula`)) as { curricula: { id: string; state: string }[] }
    return curricula.filter((one) => one.state === 'approved')[place]?.id ?? ''
  }
  switch (name) {
    case 'slug':
      return 'technical-english'
    case 'code':
      return definition.path.startsWith('/verify') ? 'demotranscript22' : 'demotechengl'
    case 'offeringId':
      return taught()
    case 'itemId':
      return itemOf(/\/(test|results|room|items\/\$itemId\/marking)$/.test(definition.path) ? 'test' : 'page')
    case 'termId':
      return ((await get('/api/terms')) as { terms: { id: string; current?: boolean }[] }).terms[0]?.id ?? ''
    case 'groupId':
      return ((await get('/api/groups')) as { groups: { id: string }[] }).groups[0]?.id ?? ''
    case 'programmeId':
      return ((await get('/api/programmes')) as { programmes: { id: string }[] }).programmes[0]?.id ?? ''
    case 'unitId':
      return ((await get('/api/structure')) as { units: { id: string }[] }).units[0]?.id ?? ''
    case 'curriculumId':
      return curriculaOf(0)
    case 'otherId':
      return curriculaOf(1)
    case 'importId':
      return importOf(api)
    case 'videoId':
      return videoOf(api, await itemOf('page'))
    case 'taskId':
      return taskOf(api, await itemOf('page'))
    case 'questionId': {
      const { questions } = (await get(`/api/offerings/${await taught()}/bank`)) as { questions: { id: string }[] }
      return questions[0]?.id ?? ''
    }
    case 'classId': {
      const { classes } = (await get(`/api/offerings/${await taught()}/journal`)) as { classes: { id: string }[] }
      return classes[0]?.id ?? ''
    }
    case 'appealId': {
      const { appeals } = (await get('/api/appeals')) as { appeals: { id: string }[] }
      return appeals[0]?.id ?? ''
    }
    case 'sheetId':
      return ((await get('/api/sheets')) as { sheets: { id: string }[] }).sheets[0]?.id ?? ''
    case 'personId':
      if (definition.path.startsWith('/answering')) {
        const { teachers } = (await get('/api/answering')) as { teachers: { person: { id: string } }[] }
        return teachers[0]?.person.id ?? ''
      }
      return ((await get('/api/me')) as { person: { id: string } }).person.id
    default:
      throw new Error(`how to fill $${name} of ${definition.path} is not known: teach e2e/every-page.spec.ts`)
  }
}

/** A video to look at: of a lesson that has none yet. It plays as it is, so nothing has to be made first. */
async function videoOf(api: APIRequestContext, itemId: string): Promise<string> {
  const { videos } = (await (await api.get(`/api/items/${itemId}/videos`)).json()) as { videos: { id: string }[] }
  if (videos[0]) return videos[0].id
  const film = readFileSync(join(import.meta.dirname, 'fixtures/film.mp4'))
  const headers = { 'x-portal-csrf': '1', 'tus-resumable': '1.0.0' }
  const metadata = `filename ${Buffer.from('лекция.mp4').toString('base64')}`
  const begun = await api.post(`/api/items/${itemId}/video-uploads`, {
    headers: { ...headers, 'upload-length': String(film.length), 'upload-metadata': metadata },
  })
  const address = begun.headers()['location'] ?? ''
  await api.patch(address, { headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, data: film })
  return ((await (await api.post(`${address}/finish`, { headers })).json()) as { videoId: string }).videoId
}

/** A programming task to look at; it stands in no text, so no reader meets it. */
async function taskOf(api: APIRequestContext, itemId: string): Promise<string> {
  const data = { place: 'block', content: contentOf('Тапшырма') }
  return ((await (await api.post(`/api/items/${itemId}/coding-tasks`, { headers: { 'x-portal-csrf': '1' }, data })).json()) as { id: string }).id
}

/** An import to look at: a small file with one fault, taken in but not written. */
async function importOf(api: APIRequestContext): Promise<string> {
  const content = Buffer.from('Фамилия;Имя;ПИН;Группа\nАсанов;Бакыт;123;ПИ-26-1\n')
  const answer = await api.post('/api/people-imports', {
    headers: { 'x-portal-csrf': '1' },
    multipart: { kind: 'students', file: { name: 'студенттер.csv', mimeType: 'text/csv', buffer: content } },
  })
  return ((await answer.json()) as { id: string }).id
}
