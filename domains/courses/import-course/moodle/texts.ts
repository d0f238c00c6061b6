import type { ImportNote } from '../../contract.ts'
import { fileAddress } from '../../read-item.ts'
import { htmlOfPlain, sanitizeLesson, type ResolveAddress } from '../../sanitize-lesson.ts'
import { decoded } from '../read-manifest.ts'
import type { MoodleFile } from './backup.ts'
import { splitLanguages, type ManyLanguages } from './languages.ts'

/** Where the files of a text lie. An empty context means any (a question's category is not always in the backup). */
export interface Area {
  contextId: string
  component: string
  area: string
  itemId: string
}

/** Texts of a backup, led to their new places. */
export interface MoodleTexts {
  /** The text in its languages, clean; what was changed is added to the notes. `format` as Moodle numbers them: 0 own, 1 HTML, 2 plain, 4 Markdown. */
  clean: (text: string, format: string, area: Area, notes: ImportNote[]) => ManyLanguages
  /** Ids of the course files of an area, the main one first. */
  filesOf: (area: Area) => string[]
}

/**
 * @param files the pool's files with the ids of the course files they become
 * @param items module id → item; `chapter:ID` for the chapters of books
 */
export function moodleTexts(offeringId: string, files: Map<string, MoodleFile>, items: Map<string, string>): MoodleTexts {
  const within = (area: Area): [string, MoodleFile][] =>
    [...files].filter(
      ([, file]) =>
        file.component === area.component &&
        file.area === area.area &&
        (area.contextId === '' || file.contextId === area.contextId) &&
        (area.itemId === '' || file.itemId === area.itemId),
    )
  const resolver = (area: Area): ResolveAddress => {
    return (address) => {
      const file = /^(?:@@PLUGINFILE@@|%40%40PLUGINFILE%40%40)\/(.*)$/i.exec(address)
      if (file) {
        const path = decoded((file[1] ?? '').split(/[?#]/)[0] ?? '')
        const found = within(area).find(([, one]) => one.path === path.normalize('NFC') || one.path === path)
        return found ? fileAddress(offeringId, found[0]) : null
      }
      return moodlePlace(address, offeringId, items)
    }
  }
  return {
    clean(text, format, area, notes) {
      const html = format === '2' || format === '4' || (format === '0' && !/<[a-z][^>]*>/i.test(text)) ? htmlOfPlain(text) : text
      const resolve = resolver(area)
      const found: ManyLanguages = {}
      for (const [language, part] of Object.entries(splitLanguages(html))) {
        const cleaned = sanitizeLesson(part, resolve)
        for (const [key, count] of Object.entries(cleaned.changes)) addNote(notes, key, count)
        if (cleaned.html) found[language as 'und'] = cleaned.html
      }
      return found
    },
    filesOf: (area) =>
      within(area)
        .toSorted(([, a], [, b]) => Number(b.main) - Number(a.main))
        .map(([id]) => id),
  }
}

/** `$@PAGEVIEWBYID*123@$` and its like: to the item that the activity became; undefined for what is no such address. */
function moodlePlace(address: string, offeringId: string, items: Map<string, string>): string | null | undefined {
  const code = /^\$@([A-Z0-9]+?)\*([\d*]+)@\$(#.*)?$/.exec(decoded(address))
  if (!code) return address.includes('$@') ? null : undefined
  const [first = '', second = ''] = (code[2] ?? '').split('*')
  if (code[1] === 'COURSEVIEWBYID') return `/courses/${offeringId}`
  const item = items.get(`chapter:${second}`) ?? items.get(first)
  return item && !code[1]?.endsWith('INDEX') ? `/courses/${offeringId}/items/${item}${code[3] ?? ''}` : null
}

/** Adds to a note that is there already, or makes it. */
export function addNote(notes: ImportNote[], key: string, count = 1): void {
  const known = notes.find((note) => note.key === key)
  if (known?.params) known.params.count = Number(known.params.count) + count
  else notes.push({ key, params: { count } })
}
