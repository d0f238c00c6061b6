import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import { Problem, problem } from '../../../../foundation/server/http/problem.ts'
import { archiveLimits, openArchive, type CourseArchive } from '../../import-course/archive.ts'
import { limits, cleanWords, type MadePage } from './page.ts'
import { readOdp } from './read-odp.ts'
import { readPptx, type OutlinePage } from './read-pptx.ts'

const shown: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/webp': 'webp' }
const parts = { ...archiveLimits, archiveBytes: 210_000_000, totalBytes: 1_000_000_000, entries: 6000, textBytes: 8_000_000 }

/**
 * Reads an office presentation (PPTX or ODP, whichever its parts say) page by page, its pictures laid into the folder.
 * @throws 422 `courses.slides-broken`, `-locked`, `-none`, `-too-many`, `-wrong-type`; `-refused` for a hostile archive
 */
export async function readOffice(path: string, folder: string, onPage: (page: MadePage, of: number) => void): Promise<'pptx' | 'odp'> {
  const archive = await openArchive(path, parts).catch(inOurWords)
  try {
    const isOdp = archive.has('content.xml') && !archive.has('[Content_Types].xml')
    const taken = { page: 0, bytes: 0 }
    const take = async (outline: OutlinePage, of: number): Promise<void> => {
      taken.page += 1
      const lines = outline.lines.slice(0, limits.lines).map(({ text, level }) => ({ text: text.slice(0, 2000), level }))
      const title = outline.title.replaceAll('\n', ' ').slice(0, 300)
      onPage(
        {
          page: taken.page,
          title,
          text: cleanWords([title, ...lines.map(({ text }) => text)].filter(Boolean).join('\n')),
          notes: outline.notes,
          lines,
          pictures: await takePictures(archive, outline, folder, taken),
          width: null,
          height: null,
          large: null,
          small: null,
        },
        of,
      )
    }
    await (isOdp ? readOdp : readPptx)(archive, take)
    if (taken.page === 0) throw problem('courses.slides-none', { status: 422 })
    return isOdp ? 'odp' : 'pptx'
  } catch (error) {
    return inOurWords(error)
  } finally {
    archive.close()
  }
}

/** The archive's own refusals speak of course files. @throws always */
function inOurWords(error: unknown): never {
  if (!(error instanceof Problem) || !error.key.startsWith('courses.archive-')) throw error
  const reason = error.key.slice('courses.archive-'.length)
  const key = reason === 'encrypted' ? 'locked' : /^(not-a-zip|damaged|missing|xml)$/.test(reason) ? 'broken' : 'refused'
  throw problem(`courses.slides-${key}`, { status: 422 })
}

/** Only what a browser may show, by its content; drawings (EMF, SVG) and what is too large are left out. */
async function takePictures(
  archive: CourseArchive,
  { pictures }: OutlinePage,
  folder: string,
  taken: { page: number; bytes: number },
): Promise<MadePage['pictures']> {
  const kept: MadePage['pictures'] = []
  for (const { name, alt } of pictures) {
    if (kept.length === limits.pictures) break
    const bytes = archive.has(name) ? archive.size(name) : 0
    if (bytes === 0 || bytes > limits.pictureBytes || taken.bytes + bytes > limits.allPictures) continue
    const content = await archive.read(name)
    const ending = shown[(await fileTypeFromBuffer(content))?.mime ?? '']
    if (!ending) continue
    taken.bytes += bytes
    const file = `picture-${taken.page}-${kept.length + 1}.${ending}`
    await writeFile(join(folder, file), content)
    kept.push({ file, alt })
  }
  return kept
}
