import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { picture, writeZip } from '../import-course/cartridge.fixture.ts'
import { importCourseFile } from '../import-course/import-course.ts'
import { openArchive } from '../import-course/archive.ts'
import { all, attribute, below, one, readXml, words } from '../import-course/xml.ts'
import { blockCarrier, itemKind, type ImportedQuiz } from '../item-kinds.ts'
import { fileAddress } from '../read-item.ts'
import { plainText, sanitizeLesson } from '../sanitize-lesson.ts'
import { courseFile, item, itemLink, itemText, section } from '../tables.ts'
import { exportCourseFile } from './export-course.ts'
import { gatherCourse, type ExportedCourse } from './gather-course.ts'
import { madeCourse, madeQuiz, type MadeCourse } from './course.fixture.ts'

let given: TestPortal
let folder: string
let ctx: Ctx
beforeAll(async () => {
  given = await testPortal()
  ctx = await given.ctx()
  folder = await mkdtemp(join(tmpdir(), 'export-test-'))
})
afterAll(async () => {
  await given.close()
  await rm(folder, { recursive: true, force: true })
})

/** Writes a made course into a new offering. */
async function write(course: MadeCourse): Promise<string> {
  const { offeringId } = await makeOffering(given.portal)
  await change(ctx, async (tx) => {
    const fileIds: string[] = []
    for (const file of course.files) {
      const stored = await ctx.portal.files.store(ctx, tx, { name: file.path, content: file.content, purpose: 'course' })
      const id = newId()
      await tx.insert(courseFile).values({ id, offeringId, itemId: null, path: file.path, fileId: stored.id })
      fileIds.push(id)
    }
    const ids = course.sections.map(({ items }) => items.map(() => newId()))
    const all = ids.flat()
    const led = (html: string): string =>
      sanitizeLesson(
        html
          .replace(/FILE(\d+)/g, (_whole, at: string) => fileAddress(offeringId, fileIds[Number(at) % fileIds.length] ?? ''))
          .replace(/ITEM(\d+)/g, (_whole, at: string) => `/courses/${offeringId}/items/${all[Number(at) % all.length]}`),
      ).html
    for (const [at, one] of course.sections.entries()) {
      const sectionId = newId()
      await tx.insert(section).values({ id: sectionId, offeringId, title: one.title, position: at, week: one.week, hidden: one.hidden })
      for (const [place, made] of one.items.entries()) {
        const itemId = ids[at]?.[place] ?? ''
        const { kind, title, minutes, opensAt, dueAt, hidden } = made
        await tx.insert(item).values({ id: itemId, sectionId, offeringId, kind, title, position: place, minutes, opensAt, dueAt, hidden })
        for (const [language, html] of Object.entries(made.texts)) {
          const clean = led(html)
          if (clean) await tx.insert(itemText).values({ itemId, language, html: clean, plain: plainText(clean) })
        }
        if (kind === 'link') await tx.insert(itemLink).values({ itemId, url: made.url })
        for (const file of made.files) {
          const found = course.files[file % course.files.length]
          const stored = await ctx.portal.files.store(ctx, tx, {
            name: found?.path ?? 'x',
            content: found?.content ?? Buffer.from('x'),
            purpose: 'course',
          })
          await tx.insert(courseFile).values({ offeringId, itemId, path: found?.path ?? 'x', fileId: stored.id })
        }
        if (kind === 'test' && made.quiz) await itemKind('test')?.importQuiz?.(ctx, tx, itemId, made.quiz)
        if (kind === 'assignment') await itemKind('assignment')?.importAssignment?.(ctx, tx, itemId, { ...made.assignment, instructionHtml: '' })
      }
    }
    await record(ctx, tx, { verb: 'course.imported', object: { type: 'offering', id: offeringId }, offering: offeringId })
  })
  return offeringId
}

async function fileOf(offeringId: string, kind: 'cartridge' | 'html' = 'cartridge', languages: ('ky' | 'ru' | 'en')[] = ['ru']) {
  const made = await exportCourseFile(ctx, { offeringId, kind, languages })
  const content = await buffer((await ctx.portal.files.open(made.fileId)).stream)
  const path = join(folder, `${newId()}.imscc`)
  await writeFile(path, content)
  return { ...made, content, path }
}

/** A course without what is its own: ids and addresses become what they lead to. */
async function essence(offeringId: string): Promise<unknown> {
  const course = await gatherCourse(ctx, offeringId)
  const bytes = new Map<string, string>()
  for (const file of course.files.values()) bytes.set(file.key, (await buffer((await ctx.portal.files.open(file.fileId)).stream)).toString('base64'))
  const titles = new Map(course.sections.flatMap(({ items }) => items.map((one) => [one.id, JSON.stringify(one.title)])))
  const named = (html: string): string =>
    html
      .replace(/\/api\/offerings\/[0-9a-f-]+\/files\/([0-9a-f-]{36})/g, (_whole, id: string) => `file:${pathOf(course, course.fileOf.get(id) ?? '')}`)
      .replace(/\/courses\/[0-9a-f-]+\/items\/([0-9a-f-]{36})/g, (_whole, id: string) => `item:${titles.get(id)?.replaceAll('"', "'")}`)
  return {
    files: [...course.files.values()].map(({ path, key }) => [path, bytes.get(key)]).toSorted(),
    sections: course.sections.map(({ title, week, hidden, items }) => ({
      title,
      week,
      hidden,
      items: items.map(({ id: _id, texts, files, ...rest }) => ({
        ...rest,
        texts: texts.map(({ language, html }) => ({ language, html: named(html) })),
        files: files.map((key) => pathOf(course, key)).toSorted(),
      })),
    })),
  }
}

function pathOf(course: ExportedCourse, key: string): string {
  return course.files.get(key)?.path ?? '?'
}

async function again(path: string): Promise<string> {
  const { offeringId } = await makeOffering(given.portal)
  await importCourseFile(ctx, path, { offeringId })
  return offeringId
}

describe('a course comes back as it went', () => {
  test('whatever is in it: sections, texts of every language, files, links, tests, assignments, dates', async () => {
    await fc.assert(
      fc.asyncProperty(madeCourse, async (course) => {
        const first = await write(course)
        const second = await again((await fileOf(first)).path)
        expect(await essence(second)).toEqual(await essence(first))
      }),
      { numRuns: 12, endOnFailure: true },
    )
  }, 120_000)

  test('the same course makes the same bytes', async () => {
    const [course] = fc.sample(madeCourse, { numRuns: 1, seed: 7 })
    const offeringId = await write(course as MadeCourse)
    expect((await fileOf(offeringId)).content.equals((await fileOf(offeringId)).content)).toBe(true)
  })
})

const choice = (id: string, right: boolean) => ({ id, html: `<p>Вариант ${id} &lt; 5</p>`, right })
const quiz: ImportedQuiz = {
  ...madeQuiz,
  language: 'ru',
  attempts: 2,
  minutes: 20,
  questions: [
    {
      kind: 'single',
      promptHtml: '<p>Один &amp; только один?</p>',
      choices: [choice('a', false), choice('b', true)],
      points: 2,
      feedbackHtml: '<p>Потому что.</p>',
      sourceType: '',
    },
    {
      kind: 'multiple',
      promptHtml: '<p>Несколько?</p>',
      choices: [choice('a', true), choice('b', false), choice('c', true)],
      points: 3,
      sourceType: '',
    },
    { kind: 'numeric', promptHtml: '<p>Сколько?</p>', choices: [], answer: 3.14, tolerance: 0.01, points: 1, sourceType: '' },
  ],
}

/** One item of each kind, in Russian and Kyrgyz. */
const known: MadeCourse = {
  files: [
    { path: 'схемы/рис 1.png', content: picture },
    { path: 'таблица.csv', content: Buffer.from('а,б\n') },
  ],
  sections: [
    {
      title: { ru: 'Первая', ky: 'Биринчи' },
      week: 1,
      hidden: false,
      items: [
        made('heading', 'Начало'),
        made('page', 'Страница', {
          texts: {
            ru: '<p>Да<img src="FILE0" alt="рис"> <a href="FILE1">таблица</a> <a href="ITEM2">дальше</a></p><figure data-block="formula" data-tex="a^2"></figure>',
            ky: '<p>Ооба Ң</p>',
          },
        }),
        made('page', 'Вторая страница', { texts: { ru: '<p>Ещё</p>' } }),
        made('file', 'Таблица', { files: [1] }),
        made('link', 'Книга', { url: 'https://example.org/?a=1&b=2' }),
        made('discussion', 'Спор', { texts: { ru: '<p>Что думаете?</p>' } }),
        made('test', 'Тест', { quiz }),
        made('assignment', 'Задание', { texts: { ru: '<p>Напишите</p>' }, dueAt: new Date('2026-12-01T12:00:00Z') }),
      ],
    },
  ],
}

function made(
  kind: MadeCourse['sections'][number]['items'][number]['kind'],
  title: string,
  rest: object = {},
): MadeCourse['sections'][number]['items'][number] {
  return {
    kind,
    title: { ru: title },
    minutes: null,
    opensAt: null,
    dueAt: null,
    hidden: false,
    texts: {},
    url: 'https://example.org/',
    files: [],
    quiz: null,
    assignment: { points: 15, acceptsFiles: true, acceptsText: false },
    ...rest,
  }
}

test('a programming task comes back with its tests, as an item and inside a lesson; others get its words without the answer', async () => {
  const offeringId = await write(known)
  const lesson = (await gatherCourse(ctx, offeringId)).sections[0]?.items.find(({ title }) => title.ru === 'Вторая страница')
  const task = {
    title: { ru: 'Сложение' },
    instruction: { ru: 'Сложите `a` и `b` < 5' },
    starter: 'a = 1\n\nb = 2',
    solution: 'print("тайна")',
    tests: [{ id: newId(), name: 'Первый', kind: 'io', input: '', expected: '3', code: '', points: 1, hidden: false }],
    seconds: 5,
    hints: [],
  }
  const itemId = newId()
  await change(ctx, async (tx) => {
    const [row] = await tx.select().from(section).where(eq(section.offeringId, offeringId))
    await tx.insert(item).values({ id: itemId, sectionId: row?.id ?? '', offeringId, kind: 'coding', title: { ru: 'Код' }, position: 50 })
    await blockCarrier('coding')?.make(ctx, tx, task, { itemId, offeringId, place: 'item' })
    const id = await blockCarrier('coding')?.make(ctx, tx, task, { itemId: lesson?.id ?? '', offeringId, place: 'block' })
    const html = `<p>Ещё</p><figure data-block="coding" data-id="${id}"></figure>`
    await tx
      .update(itemText)
      .set({ html })
      .where(eq(itemText.itemId, lesson?.id ?? ''))
    await record(ctx, tx, { verb: 'course.imported', object: { type: 'offering', id: offeringId }, offering: offeringId })
  })
  const { path } = await fileOf(offeringId)
  const second = await gatherCourse(ctx, await again(path))
  const items = second.sections[0]?.items ?? []
  expect(items.at(-1)).toMatchObject({ kind: 'coding', title: { ru: 'Код' } })
  expect(second.blocks.get(items.at(-1)?.id ?? '')?.carried?.content).toEqual(task)
  const [, blockId = ''] = /data-id="([^"]+)"/.exec(items.find(({ title }) => title.ru === 'Вторая страница')?.texts[0]?.html ?? '') ?? []
  expect(second.blocks.get(blockId)?.carried?.content).toEqual(task)
  const archive = await openArchive(path)
  const page = (await archive.read('01-03.html')).toString('utf8')
  expect(page).toContain('<h3>Сложение</h3>')
  expect(page).toContain('a = 1\n\nb = 2')
  expect(page).not.toContain('тайна')
  archive.close()
})

test('a self-check comes back inside its lesson', async () => {
  const offeringId = await write(known)
  const lesson = (await gatherCourse(ctx, offeringId)).sections[0]?.items.find(({ title }) => title.ru === 'Вторая страница')
  const question = {
    kind: 'numeric',
    prompt: 'Сколько < 5?',
    choices: [],
    truth: true,
    number: 4,
    tolerance: 0,
    accepted: [],
    strict: false,
    explanation: 'Так',
  }
  const content = { counts: true, questions: [{ id: newId(), ...question }] }
  await change(ctx, async (tx) => {
    const id = await blockCarrier('self-check')?.make(ctx, tx, content, { itemId: lesson?.id ?? '', offeringId, place: 'block' })
    const html = `<figure data-block="self-check" data-id="${id}"></figure>`
    await tx
      .update(itemText)
      .set({ html })
      .where(eq(itemText.itemId, lesson?.id ?? ''))
    await record(ctx, tx, { verb: 'course.imported', object: { type: 'offering', id: offeringId }, offering: offeringId })
  })
  const { path } = await fileOf(offeringId)
  const second = await gatherCourse(ctx, await again(path))
  const html = second.sections[0]?.items.find(({ title }) => title.ru === 'Вторая страница')?.texts[0]?.html ?? ''
  expect(second.blocks.get(/data-id="([^"]+)"/.exec(html)?.[1] ?? '')?.carried?.content).toEqual(content)
  const archive = await openArchive(path)
  expect((await archive.read('01-03.html')).toString('utf8')).toContain('<p>Сколько &lt; 5?</p>')
  archive.close()
})

describe('others read it as a Common Cartridge 1.3', () => {
  test('its manifest and every resource are as the profile wants them', async () => {
    const { path, report } = await fileOf(await write(known))
    const archive = await openArchive(path)
    const manifest = one(readXml(await archive.read('imsmanifest.xml'), 'x'), 'manifest')
    expect(words(manifest, 'metadata', 'schema')).toBe('IMS Common Cartridge')
    expect(words(manifest, 'metadata', 'schemaversion')).toBe('1.3.0')
    expect(attribute(one(manifest, 'organizations', 'organization'), 'structure')).toBe('rooted-hierarchy')
    const resources = all(one(manifest, 'resources'), 'resource')
    const ids = resources.map((resource) => attribute(resource, 'identifier'))
    expect(new Set(ids).size).toBe(ids.length)
    for (const resource of resources) {
      for (const file of all(resource, 'file')) expect(archive.has(decodeURIComponent(attribute(file, 'href')))).toBe(true)
      for (const dependency of all(resource, 'dependency')) expect(ids).toContain(attribute(dependency, 'identifierref'))
    }
    for (const entry of below(manifest, 'item')) if (attribute(entry, 'identifierref')) expect(ids).toContain(attribute(entry, 'identifierref'))
    expect(resources.map((resource) => attribute(resource, 'type')).toSorted()).toEqual([
      'assignment_xmlv1p0',
      'associatedcontent/imscc_xmlv1p3/learning-application-resource',
      'imsdt_xmlv1p3',
      'imsqti_xmlv1p2/imscc_xmlv1p3/assessment',
      'imswl_xmlv1p3',
      ...Array.from({ length: 4 }, () => 'webcontent'),
    ])
    const page = (await archive.read('01-02.html')).toString('utf8')
    expect(page).toContain('src="$IMS-CC-FILEBASE$/files/схемы/рис 1.png"')
    expect(page).toContain('href="$IMS-CC-FILEBASE$/01-03.html"')
    expect(page).toContain('\\[a^2\\]')
    archive.close()
    expect(report.lines.map((line) => [line.title.ru, line.notes.map(({ key }) => key)])).toEqual([
      ['Страница', ['other-languages']],
      ['Тест', ['numeric-as-text']],
      ['Задание', ['dates-not-told']],
    ])
  })

  test('without our own part it still comes in: order, pages with their links, tests with answers and points', async () => {
    const { path } = await fileOf(await write(known))
    const archive = await openArchive(path)
    const stripped = []
    for (const name of archive.names.filter((one) => !one.startsWith('univer-plus/'))) stripped.push({ name, content: await archive.read(name) })
    archive.close()
    const second = await gatherCourse(ctx, await again(await writeZip(join(folder, 'plain.imscc'), stripped)))
    const items = second.sections[0]?.items ?? []
    expect(items.map(({ kind, title }) => [kind, title.ru])).toEqual(known.sections[0]?.items.map(({ kind, title }) => [kind, title.ru]))
    const [, page] = items
    expect(page?.texts[0]?.html).toMatch(/<img [^>]*src="\/api\/offerings\/.*href="\/api\/offerings\/.*href="\/courses\/.*\/items\//)
    const [one, several] = items[6]?.quiz?.questions ?? []
    expect(one).toMatchObject({ kind: 'single', points: 2, promptHtml: '<p>Один &amp; только один?</p>', feedbackHtml: '<p>Потому что.</p>' })
    expect(one?.choices.map(({ html, right }) => [html, right])).toEqual([
      ['<p>Вариант a &lt; 5</p>', false],
      ['<p>Вариант b &lt; 5</p>', true],
    ])
    expect(several?.choices.map(({ right }) => right)).toEqual([true, false, true])
    expect(items[6]?.quiz).toMatchObject({ attempts: 2, minutes: 20 })
    expect(items[7]?.assignment).toMatchObject({ points: 15, acceptsFiles: true, acceptsText: false })
    expect(items[4]?.url).toBe('https://example.org/?a=1&b=2')
  })

  test('a spoilt part of ours is refused by name; a hostile one is made clean', async () => {
    const { path } = await fileOf(await write(known))
    const archive = await openArchive(path)
    const entries = await Promise.all(archive.names.map(async (name) => ({ name, content: await archive.read(name) })))
    archive.close()
    const withOwn = (content: string) =>
      entries.map((entry) => (entry.name === 'univer-plus/course.json' ? { ...entry, content: Buffer.from(content) } : entry))
    const own = entries.find(({ name }) => name === 'univer-plus/course.json')?.content.toString('utf8') ?? ''
    for (const broken of ['{', '{}', own.replace('"version": 1', '"version": 99')])
      await expect(again(await writeZip(join(folder, `${newId()}.imscc`), withOwn(broken)))).rejects.toMatchObject({
        key: 'courses.archive-own-damaged',
      })
    const hostile = withOwn(own.replace('https://example.org/', 'javascript:alert(1)//')).map((entry) =>
      entry.name.endsWith('.ru.html')
        ? { ...entry, content: Buffer.from('<p onclick="x()">Да<script>alert(1)</script><img src="https://x.example/a.png"></p>') }
        : entry,
    )
    const course = await gatherCourse(ctx, await again(await writeZip(join(folder, `${newId()}.imscc`), hostile)))
    const html = JSON.stringify(course.sections)
    expect(html).not.toMatch(/onclick|<script|javascript:|<img/)
  })
})

test('plain pages: every link leads to a file of the archive, formulas are MathML, nothing runs', async () => {
  const { path } = await fileOf(await write(known), 'html', ['ky', 'ru'])
  const archive = await openArchive(path)
  expect(archive.names).toContain('index.html')
  for (const name of archive.names.filter((one) => one.endsWith('.html'))) {
    const page = (await archive.read(name)).toString('utf8')
    expect(page).toMatch(/^<!DOCTYPE html>\n<html lang="(ky|ru)">/)
    expect(page).not.toMatch(/<script|src="http|href="\//)
    for (const [, address = ''] of page.matchAll(/(?:href|src)="([^"#:]+)"/g)) {
      const target = new URL(address, `file:///${name}`).pathname.slice(1)
      expect(archive.names, `${name} leads to ${address}`).toContain(decodeURIComponent(target))
    }
  }
  const page = (await archive.read('ru/001.html')).toString('utf8')
  expect(page).toContain('<math')
  expect((await archive.read('ru/006.html')).toString('utf8')).toContain('<details>')
  archive.close()
})

test('who teaches exports; a student does not, and gets no file', async () => {
  const offeringId = await write(known)
  const teacher = await makePerson(given.portal, 'teacher')
  const student = await makePerson(given.portal, 'student')
  await assignTeacher(given.portal, teacher, offeringId)
  await enrol(given.portal, student, offeringId)
  const address = `/api/offerings/${offeringId}/exports`
  const body = { kind: 'cartridge', languages: ['ru'] }
  expect((await given.request('POST', address, { as: student, body })).status).toBe(403)
  const begun = await given.request('POST', address, { as: teacher, body })
  expect(begun.status).toBe(200)
  await given.drain()
  const done = await given.request('GET', `${address}/${begun.body.id}`, { as: teacher })
  expect(done.body).toMatchObject({ state: 'done', report: { counts: { sections: 1, items: 8 } } })
  expect((await given.request('GET', done.body.href, { as: student })).status).toBe(403)
  expect((await given.request('GET', done.body.href, { as: teacher })).status).toBe(200)
  expect((await given.request('GET', address, { as: teacher })).body).toMatchObject({ languages: ['ky', 'ru'] })
})
