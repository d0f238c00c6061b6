import { open } from 'node:fs/promises'
import { problem } from '../../../foundation/server/http/problem.ts'
import { openArchive, type CourseArchive } from './archive.ts'
import { cartridgeSource } from './cartridge-source.ts'
import type { CourseSource } from './course-source.ts'
import { moodleSource } from './moodle/moodle-source.ts'
import { openTar } from './open-tar.ts'
import { ownCourseName, ownSource } from './own-source.ts'
import { readManifest } from './read-manifest.ts'

/** Opens a course file by what it is, not by its name: a zip, or a gzipped tar as newer Moodle writes. @throws 422 `courses.archive-…` */
export async function openCourseFile(path: string): Promise<CourseArchive> {
  const handle = await open(path)
  const first = Buffer.alloc(2)
  await handle.read(first, 0, 2, 0)
  await handle.close()
  return first[0] === 0x1f && first[1] === 0x8b ? openTar(path) : openArchive(path)
}

/** Who reads this archive. @throws 422 when nobody does */
export async function identify(archive: CourseArchive): Promise<(archive: CourseArchive, offeringId: string) => Promise<CourseSource>> {
  if (archive.has('moodle_backup.xml')) return moodleSource
  // Moodle before 2.0 wrote everything into one file of another shape.
  if (archive.has('moodle.xml') && !archive.has('imsmanifest.xml')) throw problem('courses.archive-old-moodle', { status: 422 })
  await readManifest(archive)
  return archive.has(ownCourseName) ? ownSource : cartridgeSource
}
