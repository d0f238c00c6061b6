import type { CourseArchive } from './archive.ts'
import type { Manifest, PlanItem } from './read-manifest.ts'
import { all, attribute, below, one, readXml, words, type Xml } from './xml.ts'

/** What Canvas says about a gradable thing beside the cartridge. */
export interface CanvasFacts {
  title: string
  points: number | null
  dueAt: Date | null
  opensAt: Date | null
  hidden: boolean
  submissionTypes: string[]
}

/** Replaces the manifest's order by that of Canvas' modules, which knows what is unpublished and what only heads. */
export async function readCanvasOrder(archive: CourseArchive, manifest: Manifest): Promise<Manifest> {
  const name = 'course_settings/module_meta.xml'
  if (!archive.has('course_settings/canvas_export.txt') && !archive.has(name)) return manifest
  const canvas = { ...manifest, format: `${manifest.format} canvas` }
  if (!archive.has(name)) return canvas
  const modules = all(one(readXml(await archive.read(name), name), 'modules'), 'module')
  if (modules.length === 0) return canvas
  return { ...canvas, sections: byPosition(modules).map((module) => readModule(module)) }
}

function byPosition(elements: Xml[]): Xml[] {
  return elements.toSorted((a, b) => (Number(words(a, 'position')) || 0) - (Number(words(b, 'position')) || 0))
}

function readModule(module: Xml): PlanItem {
  return {
    id: attribute(module, 'identifier'),
    title: words(module, 'title'),
    ref: null,
    hidden: unpublished(module),
    children: byPosition(all(one(module, 'items'), 'item')).map((item) => {
      const type = words(item, 'content_type')
      return {
        id: attribute(item, 'identifier'),
        title: words(item, 'title'),
        ref: type === 'ContextModuleSubHeader' || type === 'ExternalUrl' ? null : words(item, 'identifierref') || null,
        hidden: unpublished(item),
        children: [],
        ...(type === 'ExternalUrl' ? { url: words(item, 'url') } : {}),
        ...(type === 'ContextExternalTool' ? { tool: true } : {}),
      }
    }),
  }
}

function unpublished(element: Xml | undefined): boolean {
  return /unpublished/.test(words(element, 'workflow_state'))
}

/** `assignment_settings.xml`, `assessment_meta.xml` and `topicMeta` files alike. */
export function readCanvasFacts(root: Xml | undefined): CanvasFacts {
  const graded = one(root, 'assignment') ?? root
  const points = words(graded, 'points_possible') || words(root, 'points_possible')
  return {
    title: words(root, 'title'),
    points: points === '' ? null : Number(points),
    dueAt: instant(words(graded, 'due_at')),
    opensAt: instant(words(graded, 'unlock_at')),
    hidden: unpublished(root) || words(root, 'available') === 'false',
    submissionTypes: words(graded, 'submission_types')
      .split(',')
      .map((type) => type.trim())
      .filter(Boolean),
  }
}

function instant(text: string): Date | null {
  // Canvas writes UTC without saying so.
  const at = text === '' ? Number.NaN : Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
  return Number.isNaN(at) ? null : new Date(at)
}

/** Graded discussions: the topic's identifier → what Canvas says about it. */
export async function readTopicFacts(archive: CourseArchive, manifest: Manifest): Promise<Map<string, CanvasFacts>> {
  const facts = new Map<string, CanvasFacts>()
  for (const resource of manifest.resources.values()) {
    if (!resource.type.includes('learning-application-resource')) continue
    for (const name of resource.files.filter((file) => file.endsWith('.xml') && !file.includes('/') && archive.has(file))) {
      const topic = below(readXml(await archive.read(name), name), 'topicMeta')[0]
      if (topic) facts.set(words(topic, 'topic_id'), readCanvasFacts(topic))
    }
  }
  return facts
}
