import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openArchive, safeName } from './archive.ts'
import { writeZip, zipOf, type MadeEntry } from './cartridge.fixture.ts'
import { readManifest } from './read-manifest.ts'
import { insideFolder } from './resolve-address.ts'
import { readXml } from './xml.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const made = (entries: MadeEntry[]) => writeZip(join(folder, `${Math.random()}.zip`), entries)
const one = (given: Partial<MadeEntry>): MadeEntry => ({ name: 'a.txt', content: 'text', ...given })

describe('hostile archives are refused by name', () => {
  test.each<[string, string, MadeEntry[]]>([
    ['a way up', 'path', [one({ name: '../../etc/passwd' })]],
    ['a way up inside', 'path', [one({ name: 'a/../../b' })]],
    ['a way up with backslashes', 'path', [one({ name: 'a\\..\\..\\b' })]],
    ['an absolute name', 'path', [one({ name: '/etc/passwd' })]],
    ['a drive', 'path', [one({ name: 'C:\\windows\\x' })]],
    ['a null in the name', 'path', [one({ name: 'a\u0000.html' })]],
    ['a symbolic link', 'link', [one({ mode: 0o120777, content: '/etc/passwd' })]],
    ['a device', 'link', [one({ mode: 0o020666 })]],
    ['an encrypted file', 'encrypted', [one({ flags: 0x801 })]],
    ['two files of one name', 'doubled', [one({}), one({ content: 'other' })]],
    ['the same name in two forms', 'doubled', [one({ name: 'й.txt'.normalize('NFC') }), one({ name: 'й.txt'.normalize('NFD') })]],
    ['a bomb', 'bomb', [one({ content: Buffer.alloc(40_000_000) })]],
  ])('%s', async (_what, key, entries) => {
    await expect(openArchive(await made(entries))).rejects.toMatchObject({ key: `courses.archive-${key}` })
  })

  test('more than it says', async () => {
    const archive = await openArchive(await made([one({ content: 'x'.repeat(100_000), claims: 10 })]))
    await expect(archive.read('a.txt')).rejects.toMatchObject({ key: 'courses.archive-damaged' })
    archive.close()
  })

  test('entries that share their bytes', async () => {
    const zip = zipOf([one({ name: 'a', content: Buffer.from('some content') }), one({ name: 'b', content: Buffer.from('other content') })])
    // The second entry of the directory is led to the first one's bytes.
    const second = zip.lastIndexOf('PK\u0001\u0002', undefined, 'latin1')
    zip.writeUInt32LE(0, second + 42)
    const path = join(folder, 'overlap.zip')
    await writeFile(path, zip)
    await expect(openArchive(path)).rejects.toMatchObject({ key: 'courses.archive-bomb' })
  })

  test('too many entries, too much in all, nested too deep', async () => {
    const limits = { archiveBytes: 1e9, totalBytes: 1000, entries: 5, nameLength: 200, depth: 5, ratio: 250, ratioFrom: 2e6, textBytes: 100 }
    await expect(openArchive(await made(Array.from({ length: 6 }, (_, index) => one({ name: `${index}` }))), limits)).rejects.toMatchObject({
      key: 'courses.archive-too-many',
    })
    await expect(
      openArchive(await made([one({ content: 'x'.repeat(600) }), one({ name: 'b', content: 'y'.repeat(600) })]), limits),
    ).rejects.toMatchObject({ key: 'courses.archive-too-large' })
    await expect(openArchive(await made([one({ name: 'a/a/a/a/a/a' })]), limits)).rejects.toMatchObject({ key: 'courses.archive-path' })
    const archive = await openArchive(await made([one({ content: 'x'.repeat(200) })]), limits)
    await expect(archive.read('a.txt')).rejects.toMatchObject({ key: 'courses.archive-text-too-large' })
    archive.close()
  })

  test('larger than two gigabytes, without that much disk', async () => {
    const path = join(folder, 'large.zip')
    const handle = await open(path, 'w')
    await handle.truncate(2_200_000_000)
    await handle.close()
    await expect(openArchive(path)).rejects.toMatchObject({ key: 'courses.archive-too-large' })
    const claims = await made([one({ claims: 2_200_000_000, stored: true })])
    await expect(openArchive(claims)).rejects.toMatchObject({ key: expect.stringMatching(/too-large|damaged/) })
  })

  test('what is no zip, has no manifest, or is another kind of package', async () => {
    const path = join(folder, 'not.zip')
    await writeFile(path, '%PDF-1.7 nothing of the kind')
    await expect(openArchive(path)).rejects.toMatchObject({ key: 'courses.archive-not-a-zip' })
    await writeFile(path, '')
    await expect(openArchive(path)).rejects.toMatchObject({ key: 'courses.archive-not-a-zip' })
    const read = async (entries: MadeEntry[]) => readManifest(await openArchive(await made(entries)))
    await expect(read([one({})])).rejects.toMatchObject({ key: 'courses.archive-no-manifest' })
    const scorm = '<manifest><metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata></manifest>'
    await expect(read([one({ name: 'imsmanifest.xml', content: scorm })])).rejects.toMatchObject({ key: 'courses.archive-not-cartridge' })
    await expect(read([one({ name: 'imsmanifest.xml', content: '<manifest><unclosed></manifest>' })])).rejects.toMatchObject({
      key: 'courses.archive-xml',
    })
  })
})

test('XML that declares entities is refused; nothing is expanded', () => {
  const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><manifest>&b;</manifest>'
  expect(() => readXml(Buffer.from(laughs), 'x')).toThrow(/archive-doctype/)
  expect(() => readXml(Buffer.from('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'), 'x')).toThrow(/archive-doctype/)
  expect(() => readXml(Buffer.from('<a>'.repeat(5000) + '</a>'.repeat(5000)), 'x')).toThrow(/archive-xml/)
})

test('names of old Russian packers and of new ones are read alike', async () => {
  const old = Buffer.from([0x8b, 0xa5, 0xaa, 0xe6, 0xa8, 0xef, 0x2e, 0x74, 0x78, 0x74])
  const archive = await openArchive(await made([one({ name: old, flags: 0 }), one({ name: 'Ңө\\ү.txt' })]))
  expect(archive.names).toEqual(['Лекция.txt', 'Ңө/ү.txt'])
  archive.close()
})

test('no name and no address ever leaves the course', () => {
  const piece = fc.oneof(
    fc.constantFrom('..', '.', '...', '/', '\\', '//', 'a', 'C:', '%2e%2e', '\u0000', '.. ', '~', 'файл'),
    fc.string({ maxLength: 6 }),
  )
  const path = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('/'))
  const stays = (name: string | null): void => {
    if (name === null) return
    const resolved = posix.resolve('/course', name.replaceAll('\\', '/'))
    expect(resolved.startsWith('/course/')).toBe(true)
    expect(posix.normalize(name)).toBe(name)
    expect(name.split('/')).not.toContain('..')
  }
  fc.assert(
    fc.property(path, path, (name, folder) => {
      stays(safeName(name))
      stays(insideFolder(folder, name))
    }),
    { numRuns: 3000 },
  )
})
