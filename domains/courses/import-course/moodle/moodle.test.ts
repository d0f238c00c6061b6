import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { newId } from '../../../../foundation/server/database/ids.ts'
import { makeOffering, testPortal, type TestPortal } from '../../../../testing/index.ts'
import { gatherCourse } from '../../export-course/gather-course.ts'
import { importCourseFile } from '../import-course.ts'
import { openTar } from '../open-tar.ts'
import { backupOf, tarOf, wholeBackup, zipBackup, type TarEntry } from './backup.fixture.ts'
import { splitLanguages } from './languages.ts'

let given: TestPortal
let folder: string
let ctx: Ctx
beforeAll(async () => {
  given = await testPortal()
  ctx = await given.ctx()
  folder = await mkdtemp(join(tmpdir(), 'moodle-test-'))
})
afterAll(async () => {
  await given.close()
  await rm(folder, { recursive: true, force: true })
})

async function bring(content: Buffer) {
  const path = join(folder, `${newId()}.mbz`)
  await writeFile(path, content)
  const { offeringId } = await makeOffering(given.portal)
  const report = await importCourseFile(ctx, path, { offeringId })
  return { report, offeringId, course: await gatherCourse(ctx, offeringId) }
}

describe.each([
  ['3.9, gzipped tar', 'old' as const, tarOf],
  ['4.1, gzipped tar', 'new' as const, tarOf],
  ['4.1, zip', 'new' as const, zipBackup],
])('a backup of Moodle %s', (_name, shape, pack) => {
  test('comes in: sections, texts, files, links, tasks, tests, and nothing of any person', async () => {
    const { report, course, offeringId } = await bring(pack(wholeBackup(shape)))
    expect(report.notes).toEqual([{ key: 'people-not-read' }])
    const [first, ...others] = course.sections
    expect(first?.title.ky).toBe('Биринчи тема')
    const items = first?.items ?? []
    expect(items.map(({ kind, title, hidden }) => [kind, title.ky, hidden])).toEqual([
      ['page', 'Биринчи тема', false],
      ['page', 'Барак', false],
      ['heading', 'Китеп', false],
      ['page', 'Биринчи', false],
      ['page', 'Экинчи', true],
      ['heading', 'Аталыш', false],
      ['file', 'Лекция', false],
      ['file', 'Папка', false],
      ['link', 'Шилтеме', true],
      ['assignment', 'Тапшырма', false],
      ['test', 'Тест', false],
      ['page', 'Тест: кайра түзүлүүчү суроолор', true],
      ['discussion', 'Талкуу', false],
      ['page', 'Терминдер', false],
    ])
    const at = (title: string) => items.find((item) => item.title.ky === title)
    const page = at('Барак')?.texts[0]?.html ?? ''
    expect(page).toMatch(/<img [^>]*src="\/api\/offerings\//)
    expect(page).toContain(`href="/courses/${offeringId}/items/${at('Биринчи')?.id}"`)
    expect(page).toContain(`href="/courses/${offeringId}/items/${at('Тест')?.id}"`)
    expect(page).not.toMatch(/\$@|PLUGINFILE|<script/)
    expect(at('Аталыш')?.title.ru).toBe('Заголовок')
    expect(
      at('Папка')
        ?.files.map((key) => course.files.get(key)?.path)
        .toSorted(),
    ).toEqual(['a/x.csv', 'y.csv'])
    expect(at('Шилтеме')?.url).toBe('https://example.org/?a=1&b=2')
    expect(at('Тапшырма')).toMatchObject({ dueAt: new Date(1796126400000), assignment: { points: 15, acceptsFiles: true, acceptsText: false } })
    expect(at('Терминдер')?.texts[0]?.html).toMatch(/<dt>Алгоритм<\/dt><dd><p>Кадамдар<\/p><\/dd>.*<dt>Өзгөрмө<\/dt>/)
    const everything = JSON.stringify([course.sections, [...course.files.values()]])
    expect(everything).not.toMatch(/ayzada|Айзада|Студенттики|student\.txt|post\.txt/)
    expect(others.map(({ hidden, items: bank }) => [hidden, bank.map(({ kind, hidden: of }) => [kind, of])])).toEqual([[true, [['test', true]]]])
  })

  test('its questions come with answers, points, tolerance and languages; those we cannot ask are named and kept', async () => {
    const { report, course } = await bring(pack(wholeBackup(shape)))
    const items = course.sections[0]?.items ?? []
    const quiz = items.find(({ kind }) => kind === 'test')?.quiz
    expect(quiz).toMatchObject({ points: 10, attempts: 2, minutes: 20 })
    expect(quiz?.questions.map(({ kind, points, choices }) => [kind, points, choices.map(({ right }) => right)])).toEqual([
      ['single', 2, [false, true]],
      ['multiple', 2, [true, false, true]],
      ['single', 2, [true, false]],
      ['numeric', 2, []],
      ['other', 2, []],
      ['other', 2, []],
      ['other', 2, []],
    ])
    const ky = (text: string) => ({ ky: text })
    expect(quiz?.questions.flatMap(({ content }) => content ?? [])).toMatchObject([
      { kind: 'short-text', prompt: { ky: expect.stringContaining('Борбор?') as string }, accepted: [{ pattern: 'Бишкек', credit: 1 }] },
      {
        kind: 'matching',
        pairs: [
          { prompt: ky('<p>Ысык-Көл</p>'), match: ky('көл') },
          { prompt: ky('<p>Нарын</p>'), match: ky('дарыя') },
        ],
        distractors: [{ text: ky('тоо') }],
      },
      { kind: 'ordering', items: [{ text: ky(expect.stringContaining('бир') as string) }, { text: ky(expect.stringContaining('эки') as string) }] },
    ])
    expect(quiz?.questions[0]?.promptHtml).toMatch(/src="\/api\/offerings\//)
    expect(quiz?.questions[1]?.words).toMatchObject({ ky: { promptHtml: '<p>Жуп сандар?</p>' }, ru: { promptHtml: '<p>Чётные?</p>' } })
    expect(quiz?.questions[3]).toMatchObject({ answer: 9.8, tolerance: 0.1, unit: 'м/с²' })
    const notes = report.lines.find(({ kind }) => kind === 'test')?.notes.map(({ key, params }) => [key, params?.['type'] ?? params?.['number']])
    expect(notes).toEqual([
      ['question-fractions', 2],
      ['question-left-out', 'essay'],
      ['question-left-out', 'text-only'],
      ['question-left-out', 'formula'],
      ['question-unknown', 'hologram'],
    ])
    const kept = items.find(({ title }) => title.ky?.includes('кайра түзүлүүчү'))?.texts[0]?.html
    for (const words of ['Жаз', '{a}+{b}', 'Жаңы']) expect(kept).toContain(words)
    expect(report.lines.filter(({ state }) => state === 'left-out').map(({ title, notes: why }) => [title, why[0]?.key])).toEqual([
      ['Кулактандыруулар', 'news-forum'],
      ['Курал', 'outside-tool'],
      ['Семинар', 'activity-unknown'],
    ])
    expect(report.lines.find(({ title }) => title === 'Тапшырма')?.notes).toContainEqual({ key: 'release-dropped' })
    expect(report.lines.find(({ title }) => title === 'Терминдер')?.notes).toContainEqual({ key: 'student-entries', params: { count: 1 } })
  })
})

describe('hostile and broken backups are refused by name', () => {
  const one = (rest: Partial<TarEntry>): TarEntry => ({ name: 'a.txt', content: 'x', ...rest })
  test.each<[string, string, TarEntry[]]>([
    ['a way up', 'path', [one({ name: '../../etc/passwd' })]],
    ['an absolute name', 'path', [one({ name: '/etc/passwd' })]],
    ['a long way up', 'path', [one({ name: `${'a/'.repeat(60)}../../../x` })]],
    ['a symbolic link', 'link', [one({ type: '2', link: '/etc/passwd' })]],
    ['a hard link', 'link', [one({ type: '1', link: '/etc/passwd' })]],
    ['a device', 'link', [one({ type: '3' })]],
    ['a name twice', 'doubled', [one({}), one({})]],
    ['more than there is', 'damaged', [one({ claims: 1_000_000 })]],
    ['a bomb', 'bomb', [one({ content: Buffer.alloc(40_000_000) })]],
  ])('%s', async (_what, key, entries) => {
    const path = join(folder, `${newId()}.mbz`)
    await writeFile(path, tarOf(entries))
    await expect(openTar(path)).rejects.toMatchObject({ key: `courses.archive-${key}` })
  })

  test('no tar inside, a torn file, another kind of course, Moodle of long ago; nothing stays lying', async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith('course-tar-')).length
    await expect(bring(gzipSync(Buffer.from('nothing of the kind'.repeat(100))))).rejects.toMatchObject({ key: 'courses.archive-not-a-zip' })
    await expect(bring(tarOf(wholeBackup('new')).subarray(0, 3000))).rejects.toMatchObject({ key: 'courses.archive-damaged' })
    await expect(bring(tarOf([{ name: 'readme.txt', content: 'x' }]))).rejects.toMatchObject({ key: 'courses.archive-no-manifest' })
    await expect(bring(zipBackup([{ name: 'moodle.xml', content: '<x/>' }]))).rejects.toMatchObject({ key: 'courses.archive-old-moodle' })
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('course-tar-')).length).toBe(before)
  })

  test('a part that is missing is named; the rest comes in', async () => {
    const { report } = await bring(
      tarOf(
        backupOf({
          sections: [
            {
              id: 1,
              name: 'Б',
              activities: [
                { id: 1, kind: 'page', name: 'Бар', inside: '' },
                { id: 2, kind: 'page', name: 'Жок', inside: '' },
              ],
            },
          ],
        }).filter(({ name }) => name !== 'activities/page_2/page.xml'),
      ),
    )
    expect(report.lines.map(({ title, state }) => [title, state])).toEqual([
      ['Бар', 'brought'],
      ['Жок', 'left-out'],
    ])
  })
})

test('a section that its author named comes with nothing in it too; an unnamed empty one does not', async () => {
  const page = { id: 1, kind: 'page', name: 'Барак', inside: '<content>x</content>' }
  const sections = [
    { id: 1, name: '$@NULL@$', activities: [] },
    { id: 2, name: '1-бөлүк', activities: [] },
    { id: 3, name: 'Сабак', activities: [page] },
  ]
  const { course } = await bring(tarOf(backupOf({ sections })))
  expect(course.sections.map(({ title, items }) => [Object.values(title)[0], items.length])).toEqual([
    ['1-бөлүк', 0],
    ['Сабак', 1],
  ])
})

test('texts of several languages are taken apart', () => {
  expect(splitLanguages('жөн')).toEqual({ und: 'жөн' })
  expect(splitLanguages('1 <span class="multilang" lang="ru">да</span> <span lang="en_us" class="multilang">yes</span>!')).toEqual({
    ru: '1 да!',
    en: '1 yes!',
  })
  expect(splitLanguages('{mlang ru,ky}бар{mlang}{mlang other}other{mlang}')).toEqual({ ru: 'бар', ky: 'бар' })
  expect(splitLanguages('{mlang de}ja{mlang}')).toEqual({ und: 'ja' })
})
