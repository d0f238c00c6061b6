import { readFileSync, writeFileSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { decode } from 'jpeg-js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { zipOf } from '../../import-course/cartridge.fixture.ts'
import { leftToSee, mergeSeen, mostPages, type SeenPage } from '../shared/seen.ts'
import { lockedPdf, odpOf, pdfOf, pptxOf, pptxParts } from '../slides.fixture.ts'
import { convertToPdf, findOffice } from './office.ts'
import { cleanWords } from './page.ts'
import { childLimits, runChild } from './run-child.ts'

let top = ''
let turn = 0
beforeAll(async () => void (top = await mkdtemp(join(tmpdir(), 'slides-test-'))))
afterAll(() => rm(top, { recursive: true, force: true }))

async function make(work: 'draw' | 'read', content: Buffer, limits = childLimits) {
  const folder = join(top, String(++turn))
  await mkdtemp(`${folder}-`)
  const made = await mkdtemp(`${folder}-work-`)
  const path = join(made, 'upload')
  writeFileSync(path, content)
  const progress: number[] = []
  return { folder: made, progress, ...(await runChild({ work, path, folder: made, limits, onPage: (done, of) => progress.push(done / of) })) }
}

describe('a PDF', () => {
  test('becomes a large and a small picture of every page, with its words', async () => {
    const { folder, pages, progress } = await make('draw', pdfOf(['Чектер', 'Үзгүлтүксүздүк', 'Туунду']))
    expect(pages.map(({ page, title }) => [page, title])).toEqual([
      [1, 'Чектер'],
      [2, 'Үзгүлтүксүздүк'],
      [3, 'Туунду'],
    ])
    expect(pages[1]?.text).toContain('Өзгөрмө чоңдуктар жана алардын чектери: 2')
    expect(progress).toEqual([1 / 3, 2 / 3, 1])
    const large = decode(readFileSync(join(folder, pages[0]?.large ?? '')))
    const small = decode(readFileSync(join(folder, pages[0]?.small ?? '')))
    expect([large.width, large.height]).toEqual([1280, 720])
    expect([small.width, small.height]).toEqual([640, 360])
    // the colours stand where they should: paper in the corner, the red box below
    const at = (picture: typeof large, x: number, y: number) => [
      ...picture.data.subarray((y * picture.width + x) * 4, (y * picture.width + x) * 4 + 3),
    ]
    for (const [dot, wanted] of [
      [at(large, 5, 5), [0xf4, 0xf1, 0xe6]],
      [at(small, 100, 290), [0xb2, 0x3a, 0x2e]],
    ] as const)
      for (const [place, value] of wanted.entries()) expect(Math.abs((dot[place] ?? 0) - value)).toBeLessThan(12)
  })

  test.each([
    ['broken', Buffer.from(`%PDF-1.7\n${'x'.repeat(500)}`), 'courses.slides-broken'],
    ['cut in the middle', pdfOf(['a']).subarray(0, 300), 'courses.slides-broken'],
    ['empty', Buffer.alloc(0), 'courses.slides-broken'],
    ['behind a password', lockedPdf(), 'courses.slides-locked'],
    ['too long', pdfOf(Array.from({ length: mostPages + 1 }, (_one, at) => String(at))), 'courses.slides-too-many'],
  ])('%s is told', async (_name, content, key) => {
    await expect(make('draw', content)).rejects.toMatchObject({ key })
  })

  test('what takes too long or too much memory is killed', async () => {
    const pdf = pdfOf(Array.from({ length: 200 }, (_one, at) => String(at)))
    await expect(make('draw', pdf, { ...childLimits, seconds: 1 })).rejects.toMatchObject({ key: 'courses.slides-too-heavy' })
    await expect(make('draw', pdf, { ...childLimits, memoryBytes: 1000 })).rejects.toMatchObject({ key: 'courses.slides-too-heavy' })
  })
})

describe('an office file in words', () => {
  test('a PPTX: the order of the presentation, titles, lists, a table, notes, pictures; hidden slides and addresses of the outside stay out', async () => {
    const { kind, pages, folder } = await make('read', pptxOf())
    expect(kind).toBe('pptx')
    expect(pages).toHaveLength(2)
    expect(pages[0]).toMatchObject({
      page: 1,
      title: 'Чектер',
      text: 'Чектер\nАныктама\nМисал\nЖыйынтык\nx | y',
      notes: 'Бул жерде мисал келтириңиз',
      lines: [
        { text: 'Аныктама', level: 1 },
        { text: 'Мисал', level: 2 },
        { text: 'Жыйынтык', level: 1 },
        { text: 'x | y', level: 0 },
      ],
      pictures: [{ file: 'picture-1-1.png', alt: 'Кызыл чекит' }],
      width: null,
    })
    expect(pages[1]).toMatchObject({ title: 'Экинчи', lines: [{ text: 'Жөн сөз & белги <b>', level: 0 }] })
    expect(await readdir(folder)).toContain('picture-1-1.png')
  })

  test('an ODP is known by its parts, whatever it is called', async () => {
    const { kind, pages } = await make('read', odpOf())
    expect(kind).toBe('odp')
    expect(pages).toMatchObject([
      {
        title: 'Ысык-Көл',
        lines: [
          { text: 'Терең көл', level: 1 },
          { text: '668 м', level: 2 },
        ],
        notes: 'Картаны көрсөтүңүз',
        pictures: [{ alt: 'Көл' }],
      },
      { title: 'Соң-Көл' },
    ])
  })

  const deep = `<p:sld>${'<p:sp>'.repeat(5000)}${'</p:sp>'.repeat(5000)}</p:sld>`
  const many = `<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst>${'<p:sldId id="1" r:id="rId1"/>'.repeat(mostPages + 1)}</p:sldIdLst></p:presentation>`
  test.each([
    ['no zip', Buffer.from('PK\u0003\u0004 and nothing'), 'broken'],
    ['empty', Buffer.alloc(0), 'broken'],
    ['cut in the middle', pptxOf().subarray(0, 900), 'broken'],
    ['another zip', zipOf([{ name: 'a.txt', content: 'a' }]), 'wrong-type'],
    ['entities of its own', pptxOf({ 'ppt/slides/slide2.xml': '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' }), 'refused'],
    ['a slide that is no XML', pptxOf({ 'ppt/slides/slide2.xml': '<p:sld><p:cSld' }), 'broken'],
    ['XML without a bottom', pptxOf({ 'ppt/slides/slide2.xml': deep }), 'broken'],
    ['slides without end', pptxOf({ 'ppt/presentation.xml': many }), 'too-many'],
    ['no slides', pptxOf({ 'ppt/presentation.xml': '<p:presentation xmlns:p="p"/>' }), 'none'],
    ['a bomb', pptxOf({ 'ppt/slides/slide2.xml': Buffer.alloc(7_000_000, ' ') }), 'refused'],
    ['a way out', zipOf([...pptxParts(), { name: '../../x', content: 'x' }]), 'refused'],
    ['an ODP behind a password', odpOf({ 'META-INF/manifest.xml': '<m><manifest:encryption-data/></m>' }), 'locked'],
  ])('%s is refused', async (_name, content, key) => {
    await expect(make('read', content)).rejects.toMatchObject({ key: `courses.slides-${key}` })
  })

  test('a part that leads out of the archive, to itself or nowhere gives nothing', async () => {
    const lead = (target: string): string =>
      `<Relationships><Relationship Id="rId3" Type="x/image" Target="${target}"/><Relationship Id="rId4" Type="x/notesSlide" Target="${target}"/></Relationships>`
    for (const target of ['../../../../etc/passwd', '/etc/passwd', 'slide2.xml', '', '../media/none.png']) {
      const { pages } = await make('read', pptxOf({ 'ppt/slides/_rels/slide2.xml.rels': lead(target) }))
      expect(pages[0], target).toMatchObject({ pictures: [], notes: '' })
    }
  })

  test('a picture that is none is left out, whatever it is called', async () => {
    const { pages } = await make('read', pptxOf({ 'ppt/media/image1.png': '<svg onload="x()"/>' }))
    expect(pages[0]?.pictures).toEqual([])
  })
})

test('LibreOffice is given the file in a room of its own; one that fails or leaves nothing is answered with null', async () => {
  const folder = await mkdtemp(join(top, 'office-'))
  const program = join(folder, 'soffice')
  const script = (does: string) => writeFile(program, `#!/bin/sh\n${does}\n`).then(() => chmod(program, 0o755))
  await script('exit 0')
  expect(findOffice(folder)).toBe(program)
  expect(findOffice(join(folder, 'none'))).toBeNull()
  const room = async () => mkdtemp(join(top, 'room-'))
  expect(await convertToPdf(program, 'x.pptx', await room())).toBeNull()
  await script('exit 3')
  expect(await convertToPdf(program, 'x.pptx', await room())).toBeNull()
  await script('while [ "$1" != --outdir ]; do shift; done; test -f "$HOME/user/registrymodifications.xcu" && cp "$3" "$2/upload.pdf"')
  const own = await room()
  const path = join(own, 'upload.pptx')
  writeFileSync(path, 'a')
  expect(await convertToPdf(program, path, own)).toBe(join(own, 'converted', 'upload.pdf'))
})

test('words keep no control characters and no end', () => {
  expect(cleanWords(' a\u0000\u0007b\r\nc \n\n\n\n d\ud800 ')).toBe('ab\nc\n\nd')
  expect(cleanWords('x'.repeat(50_000))).toHaveLength(20_000)
})

describe('pages that were seen', () => {
  const seen: fc.Arbitrary<SeenPage[]> = fc.array(
    fc.record({
      page: fc.integer({ min: -2, max: 12 }),
      seenAt: fc.integer({ min: 0, max: 1e6 }).map((second) => new Date(1_790_000_000_000 + second * 1000).toISOString()),
    }),
    { maxLength: 20 },
  )
  test('arrive in any order, once or often, cut anywhere: the outcome is the same, each with its first time', () => {
    fc.assert(
      fc.property(seen, seen, seen, (one, two, three) => {
        const whole = mergeSeen([], [...one, ...two, ...three])
        expect(mergeSeen(mergeSeen(one, two), three)).toEqual(whole)
        expect(mergeSeen(mergeSeen(three, one), [...two, ...one])).toEqual(whole)
        expect(mergeSeen(whole, whole)).toEqual(whole)
        for (const { page, seenAt } of whole) {
          const times = [...one, ...two, ...three].filter((given) => given.page === page).map((given) => given.seenAt)
          expect(seenAt).toBe(times.toSorted()[0])
        }
        expect(whole.map(({ page }) => page)).toEqual([...new Set(whole.map(({ page }) => page))].toSorted((a, b) => a - b))
        expect(whole.every(({ page }) => page >= 1)).toBe(true)
      }),
    )
  })
  test('what is left counts each page once', () => {
    expect(leftToSee([1, 1, 2, 9], 3)).toBe(1)
    expect(leftToSee([3, 2, 1], 3)).toBe(0)
  })
})
