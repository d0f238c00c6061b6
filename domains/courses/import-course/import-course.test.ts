import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { courseFile, courseImport, item, section } from '../tables.ts'
import { manifestOf, picture, wholeCartridge, writeZip, zipOf, type MadeEntry } from './cartridge.fixture.ts'
import { importCourseFile } from './import-course.ts'

let given: TestPortal
let folder: string
beforeAll(async () => {
  given = await testPortal()
  folder = await mkdtemp(join(tmpdir(), 'import-test-'))
})
afterAll(async () => {
  await given.close()
  await rm(folder, { recursive: true, force: true })
})

async function setUp() {
  const { offeringId } = await makeOffering(given.portal)
  const teacher = await makePerson(given.portal, 'teacher')
  const student = await makePerson(given.portal, 'student')
  await assignTeacher(given.portal, teacher, offeringId)
  await enrol(given.portal, student, offeringId)
  return { offeringId, teacher, student, ctx: await given.ctx(teacher) }
}
const archive = (entries: MadeEntry[]) => writeZip(join(folder, `${Math.random()}.imscc`), entries)
const rowsOf = async (offeringId: string) => ({
  sections: await given.portal.database.read.select().from(section).where(eq(section.offeringId, offeringId)),
  items: await given.portal.database.read.select().from(item).where(eq(item.offeringId, offeringId)),
  files: await given.portal.database.read.select().from(courseFile).where(eq(courseFile.offeringId, offeringId)),
})

test.each(['1.1', '1.2', '1.3'])('a Common Cartridge %s comes in whole, in order, with pictures and links working', async (version) => {
  const { offeringId, student, ctx } = await setUp()
  const report = await importCourseFile(ctx, await archive(wholeCartridge(version)), { offeringId })
  expect(report.language).toBe('ky')
  expect(report.lines.map((line) => [line.kind, line.state])).toEqual([
    ['page', 'changed'],
    ['heading', 'brought'],
    ['file', 'brought'],
    ['link', 'brought'],
    ['discussion', 'brought'],
    ['test', 'changed'],
    ['assignment', 'brought'],
    ['lti', 'left-out'],
    ['page', 'left-out'],
  ])
  const course = await given.request('GET', `/api/offerings/${offeringId}/course`, { as: student })
  expect(course.body.sections[0].items.map((one: { kind: string }) => one.kind)).toEqual([
    'page',
    'heading',
    'file',
    'link',
    'discussion',
    'test',
    'assignment',
  ])
  const open = async (kind: string) =>
    (await given.request('GET', `/api/items/${course.body.sections[0].items.find((one: { kind: string }) => one.kind === kind).id}`, { as: student }))
      .body
  const page = await open('page')
  expect(page.text.html).toContain('<h2>Өзгөрмө</h2>')
  expect(page.text.html).not.toMatch(/onclick|<iframe|passwd/)
  const [, image = ''] = /<img[^>]* src="([^"]+)"/.exec(page.text.html) ?? []
  const shown = await given.app.inject({ method: 'GET', url: image, headers: { 'x-test-person': student } })
  expect(shown.statusCode).toBe(200)
  expect(shown.headers['content-type']).toBe('image/png')
  expect(shown.rawPayload.equals(picture)).toBe(true)
  const [, linked = ''] = /href="(\/api[^"]+)"/.exec(page.text.html) ?? []
  expect((await given.request('GET', linked, { as: student })).body).toBe('а,б\n1,2\n')
  expect((await open('link')).url).toBe('https://example.org/book?a=1&b=2')
  expect((await open('file')).files[0]).toMatchObject({ name: 'table.csv' })
  expect((await open('discussion')).text.html).toBe('<p>Ойлоруңуз?</p>')
  const notes = report.lines.flatMap((line) => line.notes)
  expect(notes).toContainEqual({ key: 'question-left-out', params: { number: 5, type: 'essay', question: '?' } })
  expect(notes).toContainEqual({ key: 'frame-to-link', params: { count: 1 } })
})

test('a Canvas file: order and hidden state of its modules, references, numeric questions, tasks', async () => {
  const { offeringId, teacher, student, ctx } = await setUp()
  const resource = (id: string, type: string, ...files: string[]) =>
    `<resource identifier="${id}" type="${type}" href="${files[0]}">${files.map((file) => `<file href="${file}"/>`).join('')}</resource>`
  const wiki = (title: string, state: string, body: string) =>
    `<html><head><title>${title}</title><meta name="workflow_state" content="${state}"/></head><body>${body}</body></html>`
  const entry = (position: number, type: string, rest: string, state = 'active') =>
    `<item identifier="x${position}"><content_type>${type}</content_type><workflow_state>${state}</workflow_state><position>${position}</position>${rest}</item>`
  const report = await importCourseFile(
    ctx,
    await archive([
      {
        name: 'imsmanifest.xml',
        content: manifestOf(
          '1.1.0',
          '',
          [
            resource('p1', 'webcontent', 'wiki_content/first.html'),
            resource('p2', 'webcontent', 'wiki_content/second.html'),
            resource('f1', 'webcontent', 'web_resources/Course Files/сүрөт.png'),
            resource('a1', 'associatedcontent/imscc_xmlv1p1/learning-application-resource', 'a1/task.html', 'a1/assignment_settings.xml'),
            resource('q1', 'imsqti_xmlv1p2/imscc_xmlv1p1/assessment', 'q1/assessment_qti.xml'),
          ].join(''),
        ),
      },
      { name: 'course_settings/canvas_export.txt', content: 'Q: What did the panda say?' },
      {
        name: 'course_settings/module_meta.xml',
        content: `<modules><module identifier="m2"><title>Экинчи</title><workflow_state>unpublished</workflow_state><position>2</position><items>${entry(1, 'Assignment', '<title>Тапшырма</title><identifierref>a1</identifierref>')}</items></module><module identifier="m1"><title>Биринчи</title><workflow_state>active</workflow_state><position>1</position><items>${entry(2, 'WikiPage', '<title>Экинчи барак</title><identifierref>p2</identifierref>', 'unpublished')}${entry(1, 'WikiPage', '<title>Биринчи барак</title><identifierref>p1</identifierref>')}${entry(3, 'ContextModuleSubHeader', '<title>Дагы</title>')}${entry(4, 'ExternalUrl', '<title>Сырткы</title><url>https://example.org/</url>')}${entry(5, 'Quizzes::Quiz', '<title>Тест</title><identifierref>q1</identifierref>')}${entry(6, 'ContextExternalTool', '<title>Курал</title>')}</items></module></modules>`,
      },
      {
        name: 'wiki_content/first.html',
        content: wiki(
          'Биринчи барак',
          'active',
          '<p><a href="%24WIKI_REFERENCE%24/pages/second">экинчи</a> <a href="$CANVAS_OBJECT_REFERENCE$/assignments/a1">тапшырма</a> <img src="%24IMS-CC-FILEBASE%24/Course%20Files/%D1%81%D2%AF%D1%80%D3%A9%D1%82.png?canvas_download=1&amp;amp;x=1" alt="с"></p>',
        ),
      },
      { name: 'wiki_content/second.html', content: wiki('Экинчи барак', 'active', '<p>Ң</p>') },
      { name: 'web_resources/Course Files/сүрөт.png', content: picture },
      { name: 'a1/task.html', content: '<html><body><p>Жазыңыз</p></body></html>' },
      {
        name: 'a1/assignment_settings.xml',
        content:
          '<assignment identifier="a1"><title>Тапшырма</title><due_at>2026-12-01T17:59:00</due_at><points_possible>15.0</points_possible><submission_types>online_upload,online_text_entry</submission_types><workflow_state>published</workflow_state></assignment>',
      },
      { name: 'q1/assessment_qti.xml', content: wholeCartridge('1.1').find((one) => one.name === 'quiz.xml')?.content ?? '' },
    ]),
    { offeringId },
  )
  expect(report.counts).toMatchObject({ sections: 2, leftOut: 1, files: 1 })
  const seen = (await given.request('GET', `/api/offerings/${offeringId}/course`, { as: student })).body.sections
  expect(seen.map((one: { title: { ky: string } }) => one.title.ky)).toEqual(['Биринчи'])
  expect(seen[0].items.map((one: { title: { ky: string } }) => one.title.ky)).toEqual(['Биринчи барак', 'Дагы', 'Сырткы', 'Тест'])
  const whole = (await given.request('GET', `/api/offerings/${offeringId}/course`, { as: teacher })).body.sections
  const page = (await given.request('GET', `/api/items/${seen[0].items[0].id}`, { as: student })).body.text.html
  expect(page).toContain(`href="/courses/${offeringId}/items/${whole[0].items[1].id}"`)
  expect(page).toContain(`href="/courses/${offeringId}/items/${whole[1].items[0].id}"`)
  expect(page).toMatch(/<img [^>]*src="\/api\/offerings/)
  expect(whole[1].items[0].dueAt).toBe('2026-12-01T17:59:00.000Z')
  expect((await given.request('GET', `/api/items/${whole[0].items[1].id}`, { as: student })).status).toBe(404)
})

test('the same file again wants to be told what to do; append adds, replace puts in place', async () => {
  const { offeringId, ctx } = await setUp()
  const path = await archive(wholeCartridge('1.3'))
  await importCourseFile(ctx, path, { offeringId })
  await expect(importCourseFile(ctx, path, { offeringId })).rejects.toMatchObject({ key: 'courses.not-empty' })
  await importCourseFile(ctx, path, { offeringId, mode: 'append' })
  expect((await rowsOf(offeringId)).sections).toHaveLength(2)
  await importCourseFile(ctx, path, { offeringId, mode: 'replace' })
  expect(await rowsOf(offeringId)).toMatchObject({ sections: { length: 1 }, items: { length: 7 }, files: { length: 3 } })
})

test('where somebody has written, replacing is refused', async () => {
  const { offeringId, student, ctx } = await setUp()
  const path = await archive(wholeCartridge('1.3'))
  const report = await importCourseFile(ctx, path, { offeringId })
  const talk = report.lines.find((line) => line.kind === 'discussion')?.itemId
  expect((await given.request('POST', `/api/items/${talk}/posts`, { as: student, body: { text: 'Салам' } })).status).toBe(200)
  await expect(importCourseFile(ctx, path, { offeringId, mode: 'replace' })).rejects.toMatchObject({ key: 'courses.work-would-be-lost' })
  expect((await rowsOf(offeringId)).sections).toHaveLength(1)
})

test('a file that proves hostile halfway leaves nothing, and says why', async () => {
  const { offeringId, ctx } = await setUp()
  const entries = wholeCartridge('1.3').map((one) =>
    one.name === 'topic.xml' ? { ...one, content: '<!DOCTYPE t [<!ENTITY a "x">]><topic><text>&a;</text></topic>' } : one,
  )
  await expect(importCourseFile(ctx, await archive(entries), { offeringId })).rejects.toMatchObject({ key: 'courses.archive-doctype' })
  expect(await rowsOf(offeringId)).toEqual({ sections: [], items: [], files: [] })
  const [kept] = await given.portal.database.read.select().from(courseImport).where(eq(courseImport.offeringId, offeringId))
  expect(kept).toMatchObject({ state: 'failed', failure: { key: 'courses.archive-doctype' } })
})

test('a teacher uploads a course file; the job brings it in; the report is read in one’s own language', async () => {
  const { offeringId, teacher, student } = await setUp()
  const send = async (as: string, content: Buffer, mode = 'new') => {
    const body = Buffer.concat([
      Buffer.from(
        `--b\r\ncontent-disposition: form-data; name="mode"\r\n\r\n${mode}\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="course.imscc"\r\ncontent-type: application/zip\r\n\r\n`,
      ),
      content,
      Buffer.from('\r\n--b--\r\n'),
    ])
    return given.request('POST', `/api/offerings/${offeringId}/imports`, {
      as,
      locale: 'ru',
      inject: { payload: body, headers: { 'content-type': 'multipart/form-data; boundary=b' } },
    })
  }
  expect((await send(student, zipOf(wholeCartridge('1.2')))).status).toBe(403)
  const refused = await send(teacher, zipOf([{ name: '../x', content: 'y' }]))
  expect(refused.status).toBe(422)
  expect(refused.body.title).toContain('ведёт за его пределы')
  const begun = await send(teacher, zipOf(wholeCartridge('1.2')))
  expect(begun.status).toBe(200)
  await given.drain()
  const done = await given.request('GET', `/api/offerings/${offeringId}/imports/${begun.body.id}`, { as: teacher })
  expect(done.body).toMatchObject({ state: 'done', format: '1.2', report: { counts: { sections: 1 } } })
  expect(done.body.done).toBe(done.body.total)
  expect((await given.request('GET', `/api/offerings/${offeringId}/imports/${begun.body.id}`, { as: student })).status).toBe(403)
  expect((await send(teacher, zipOf(wholeCartridge('1.2')))).status).toBe(409)
})

test('no such offering, and a file that is not there', async () => {
  const { ctx } = await setUp()
  const path = join(folder, 'empty.imscc')
  await writeFile(path, 'nothing')
  await expect(importCourseFile(ctx, path, { code: 'NO-SUCH' })).rejects.toMatchObject({ key: 'courses.no-such-offering' })
})
