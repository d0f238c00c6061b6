import { newId } from '../../../foundation/server/database/ids.ts'
import type { CourseArchive } from './archive.ts'
import type { Manifest, PlanItem, Resource } from './read-manifest.ts'

/** What a resource is for us. */
export type ResourceKind = 'page' | 'file' | 'link' | 'discussion' | 'quiz' | 'assignment' | 'lti' | 'bank' | 'other'

/** An item to be made: its id is known beforehand, so that texts may lead to it. */
export interface PlannedItem {
  id: string
  title: string
  hidden: boolean
  kind: ResourceKind | 'heading' | 'missing'
  resource: Resource | null
  url: string | null
  sourceId: string
}

export interface PlannedSection {
  id: string
  /** Null: the section of what stood in no module. */
  title: string | null
  hidden: boolean
  items: PlannedItem[]
}

export interface CoursePlan {
  sections: PlannedSection[]
  /** Name in the archive → id of the course file it becomes. */
  files: Map<string, string>
  /** Resource identifier → the first item that shows it. */
  itemOfResource: Map<string, string>
  /** Name of a page in the archive → its item. */
  itemOfPage: Map<string, string>
}

/** What kind of thing a resource is, by its type and by what Canvas puts beside it. */
export function resourceKind(resource: Resource, archive: CourseArchive): ResourceKind {
  const { type, href, files } = resource
  if (type.startsWith('imswl')) return 'link'
  if (type.startsWith('imsdt')) return 'discussion'
  if (/^imsqti.*question-bank/.test(type)) return 'bank'
  if (type.startsWith('imsqti')) return 'quiz'
  if (type.startsWith('imsbasiclti')) return 'lti'
  if (type.startsWith('assignment')) return 'assignment'
  if (type.includes('learning-application-resource'))
    return files.some((name) => name.endsWith('assignment_settings.xml'))
      ? 'assignment'
      : files.some((name) => name.endsWith('assessment_meta.xml'))
        ? 'other'
        : isBank(resource)
          ? 'bank'
          : isPage(href)
            ? 'page'
            : 'other'
  if (type === 'webcontent' || type === 'associatedcontent') return isPage(href) ? 'page' : href && archive.has(href) ? 'file' : 'other'
  return 'other'
}

/** Canvas keeps its banks beside the questions of its tests, and names them with no type of their own. */
function isBank({ href, files }: Resource): boolean {
  return [href ?? '', ...files].some((name) => /^non_cc_assessments\/[^/]+\.xml\.qti$/i.test(name))
}

function isPage(name: string | null): boolean {
  return name !== null && /\.x?html?$/i.test(name)
}

/** Names of the cartridge's own workings, which are no material. */
function isWorking(name: string): boolean {
  return (
    name === 'imsmanifest.xml' ||
    name.startsWith('course_settings/') ||
    name.startsWith('non_cc_assessments/') ||
    /(^|\/)(assignment_settings|assessment_meta|assessment_qti)\.xml$/.test(name)
  )
}

/** Lays out the course before anything is written: sections, items and files with their new ids. */
export function planCourse(archive: CourseArchive, manifest: Manifest): CoursePlan {
  const plan: CoursePlan = { sections: [], files: new Map(), itemOfResource: new Map(), itemOfPage: new Map() }
  const loose: PlanItem[] = []
  for (const top of manifest.sections) {
    if (top.ref !== null || (top.children.length === 0 && (top.url || top.tool))) loose.push(top)
    else
      plan.sections.push({
        id: newId(),
        title: top.title || manifest.title,
        hidden: top.hidden ?? false,
        items: top.children.flatMap((child) => planItems(child, archive, manifest, plan)),
      })
  }
  if (loose.length > 0)
    plan.sections.unshift({
      id: newId(),
      title: manifest.title || null,
      hidden: false,
      items: loose.flatMap((item) => planItems(item, archive, manifest, plan)),
    })
  const rest = leftovers(archive, manifest, plan)
  if (rest.length > 0) plan.sections.push({ id: newId(), title: null, hidden: false, items: rest })
  for (const name of materialNames(archive, manifest)) if (!plan.itemOfPage.has(name)) plan.files.set(name, newId())
  return plan
}

function planItems(item: PlanItem, archive: CourseArchive, manifest: Manifest, plan: CoursePlan): PlannedItem[] {
  const resource = item.ref === null ? null : (manifest.resources.get(item.ref) ?? null)
  const base = {
    id: newId(),
    title: item.title,
    hidden: item.hidden ?? false,
    resource,
    url: item.url ?? null,
    sourceId: item.id || (item.ref ?? ''),
  }
  if (item.children.length > 0) return [{ ...base, kind: 'heading' }, ...item.children.flatMap((child) => planItems(child, archive, manifest, plan))]
  if (item.url) return [{ ...base, kind: 'link' }]
  if (item.tool) return [{ ...base, kind: 'lti' }]
  if (item.ref === null) return [{ ...base, kind: 'heading' }]
  const planned: PlannedItem = { ...base, kind: resource ? resourceKind(resource, archive) : 'missing' }
  note(planned, plan)
  return [planned]
}

function note(planned: PlannedItem, plan: CoursePlan): void {
  const { resource } = planned
  if (!resource) return
  if (!plan.itemOfResource.has(resource.id)) plan.itemOfResource.set(resource.id, planned.id)
  if (planned.kind === 'page' && resource.href && !plan.itemOfPage.has(resource.href)) plan.itemOfPage.set(resource.href, planned.id)
}

/** Pages, discussions, tests and tasks that stand in no module: brought into a section of their own, since others lead to them. */
function leftovers(archive: CourseArchive, manifest: Manifest, plan: CoursePlan): PlannedItem[] {
  const items: PlannedItem[] = []
  for (const resource of manifest.resources.values()) {
    if (plan.itemOfResource.has(resource.id)) continue
    const kind = resourceKind(resource, archive)
    const ownPage = kind === 'page' && (resource.href ?? '').startsWith('wiki_content/')
    if (!ownPage && !['discussion', 'quiz', 'assignment', 'lti', 'bank', 'link'].includes(kind)) continue
    const planned: PlannedItem = { id: newId(), title: '', hidden: false, kind, resource, url: null, sourceId: resource.id }
    note(planned, plan)
    items.push(planned)
  }
  return items
}

/** Files that are material: what resources name, and whatever else lies in the web folder. */
function materialNames(archive: CourseArchive, manifest: Manifest): Set<string> {
  const names = new Set<string>(archive.names.filter((name) => name.startsWith('web_resources/')))
  for (const resource of manifest.resources.values()) {
    const kind = resourceKind(resource, archive)
    if (kind === 'quiz' || kind === 'bank' || kind === 'lti' || (kind === 'other' && !/^(webcontent|associatedcontent)/.test(resource.type))) continue
    for (const name of [...resource.files, ...(resource.href ? [resource.href] : [])]) {
      const workings =
        isWorking(name) || (kind !== 'file' && kind !== 'other' && (name === resource.href || /\.xml$/i.test(name) || name === resource.files[0]))
      if (!workings && archive.has(name)) names.add(name)
    }
  }
  return names
}
