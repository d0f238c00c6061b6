import type { CourseArchive } from '../archive.ts'
import { all, attribute, one, readXml, words, type Xml } from '../xml.ts'

/** An activity of a backup, with where its own files lie. */
export interface MoodleActivity {
  moduleId: string
  sectionId: string
  kind: string
  title: string
  directory: string
  /** Context to which its files belong. */
  contextId: string
  hidden: boolean
  /** It opens by a rule (a date, another activity, a group) that does not come along. */
  restricted: boolean
  /** The element of its kind: `<page>`, `<quiz>` … */
  body: Xml | undefined
}

export interface MoodleSection {
  id: string
  number: number
  name: string
  summary: string
  summaryFormat: string
  visible: boolean
  sequence: string[]
}

/** A file of the pool; equal contents lie there once. */
export interface MoodleFile {
  contextId: string
  component: string
  area: string
  itemId: string
  /** Path inside its area, as texts write it. */
  path: string
  /** Name in the archive. */
  name: string
  /** The main one of several. */
  main: boolean
}

export interface MoodleBackup {
  release: string
  title: string
  language: string
  courseContext: string
  sections: MoodleSection[]
  activities: MoodleActivity[]
  /** Module ids that the backup lists in a section. */
  sectionOf: (sectionId: string) => string[]
  files: MoodleFile[]
  questions: Xml | undefined
  /** The backup carries people; nothing of theirs is read. */
  hasPeople: boolean
}

/** Areas of files that are material. Whatever students sent in, wrote or uploaded lies in others, which are not read. */
const materialAreas = new Set([
  'content',
  'intro',
  'introattachment',
  'chapter',
  'section',
  'summary',
  'package',
  'entry',
  'questiontext',
  'generalfeedback',
  'answer',
  'answerfeedback',
])

/** Moodle's sign of no value. */
export function told(text: string): string {
  return text === '$@NULL@$' ? '' : text
}

/** Reads what a backup of one course is made of. @throws 422 when its heart is missing or unreadable */
export async function readBackup(archive: CourseArchive): Promise<MoodleBackup> {
  const xml = async (name: string): Promise<Xml | undefined> => (archive.has(name) ? readXml(await archive.read(name), name) : undefined)
  const information = one(await xml('moodle_backup.xml'), 'moodle_backup', 'information')
  const contents = one(information, 'contents')
  const course = one(await xml('course/course.xml'), 'course')
  const sections: MoodleSection[] = []
  for (const listed of all(one(contents, 'sections'), 'section')) {
    const read = one(await xml(`${words(listed, 'directory')}/section.xml`), 'section')
    sections.push(readSection(listed, read))
  }
  const activities: MoodleActivity[] = []
  for (const listed of all(one(contents, 'activities'), 'activity')) activities.push(await readActivity(listed, xml))
  return {
    release: told(words(information, 'moodle_release')).split(' ')[0] ?? '',
    title: told(words(course, 'fullname')) || told(words(information, 'original_course_fullname')),
    language: told(words(course, 'lang')),
    courseContext: attribute(course, 'contextid'),
    sections: sections.toSorted((a, b) => a.number - b.number),
    activities,
    sectionOf: (sectionId) => activities.filter((activity) => activity.sectionId === sectionId).map(({ moduleId }) => moduleId),
    files: readFiles(await xml('files.xml'), archive),
    questions: one(await xml('questions.xml'), 'question_categories'),
    hasPeople: archive.has('users.xml'),
  }
}

function readSection(listed: Xml, read: Xml | undefined): MoodleSection {
  return {
    id: words(listed, 'sectionid') || attribute(read, 'id'),
    number: Number(words(read, 'number') || words(listed, 'title')) || 0,
    name: told(words(read, 'name')),
    summary: told(words(read, 'summary')),
    summaryFormat: words(read, 'summaryformat') || '1',
    visible: words(read, 'visible') !== '0',
    sequence: told(words(read, 'sequence')).split(',').filter(Boolean),
  }
}

async function readActivity(listed: Xml, xml: (name: string) => Promise<Xml | undefined>): Promise<MoodleActivity> {
  const kind = words(listed, 'modulename')
  const directory = words(listed, 'directory')
  const own = one(await xml(`${directory}/${kind}.xml`), 'activity')
  const module = one(await xml(`${directory}/module.xml`), 'module')
  return {
    moduleId: words(listed, 'moduleid') || attribute(own, 'moduleid'),
    sectionId: words(listed, 'sectionid') || words(module, 'sectionid'),
    kind,
    title: told(words(listed, 'title')),
    directory,
    contextId: attribute(own, 'contextid'),
    hidden: words(module, 'visible') === '0',
    restricted: /"c":\[\{/.test(told(words(module, 'availability')).replaceAll(' ', '')),
    body: one(own, kind),
  }
}

function readFiles(root: Xml | undefined, archive: CourseArchive): MoodleFile[] {
  return all(one(root, 'files'), 'file').flatMap((file) => {
    const hash = words(file, 'contenthash')
    const area = words(file, 'filearea')
    const component = words(file, 'component')
    const fileName = words(file, 'filename')
    if (!/^[0-9a-f]{40}$/.test(hash) || fileName === '.' || fileName === '' || !materialAreas.has(area) || !/^(mod_|question|course)/.test(component))
      return []
    const name = `files/${hash.slice(0, 2)}/${hash}`
    if (!archive.has(name)) return []
    return [
      {
        contextId: words(file, 'contextid'),
        component,
        area,
        itemId: words(file, 'itemid') || '0',
        path: `${words(file, 'filepath').replace(/^\//, '')}${fileName}`,
        name,
        main: Number(words(file, 'sortorder')) > 0,
      },
    ]
  })
}
