import type { CourseArchive } from './archive.ts'
import { bringItem } from './bring-item.ts'
import type { CourseSource } from './course-source.ts'
import { planCourse, type PlannedItem } from './plan-course.ts'
import { readCanvasOrder, readTopicFacts } from './read-canvas.ts'
import { readManifest } from './read-manifest.ts'

/** A Common Cartridge (1.1 to 1.3), or an export of Canvas, which is one with its own folders beside. @throws 422 */
export async function cartridgeSource(archive: CourseArchive, offeringId: string): Promise<CourseSource> {
  const manifest = await readCanvasOrder(archive, await readManifest(archive))
  const plan = planCourse(archive, manifest)
  const topics = await readTopicFacts(archive, manifest)
  const planned = new Map<string, PlannedItem>(plan.sections.flatMap((section) => section.items.map((item) => [item.id, item])))
  return {
    format: manifest.format,
    title: manifest.title,
    language: manifest.language,
    files: new Map(
      [...plan.files].map(([name, id]) => [
        id,
        { path: name.replace(/^web_resources\//, ''), bytes: archive.size(name), open: () => archive.stream(name) },
      ]),
    ),
    sections: plan.sections,
    bring: (item) => bringItem({ archive, plan, topics, offeringId }, planned.get(item.id) as PlannedItem),
  }
}
