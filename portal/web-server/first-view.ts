import { personName } from '../../foundation/i18n/format.ts'
import { pick, type Locale } from '../../foundation/i18n/localized.ts'
import type { CourseView, ItemView } from '../../domains/courses/contract.ts'

/**
 * The text of a course or lesson page as plain HTML, to be read while the script is still on its way: on a line of
 * 400 kbit/s that is four seconds earlier, and it needs no script at all. The application takes its place when it is there.
 * Only what the reader's own answers of the API hold is shown; a lesson's HTML was sanitised when it was written.
 * @param queries the page's first answers, by address
 */
export function firstView(queries: Record<string, unknown>, locale: Locale): string {
  for (const [address, answer] of Object.entries(queries)) {
    if (/^\/api\/offerings\/[^/]+\/course$/.test(address)) return frame(courseText(answer as CourseView, locale))
    if (/^\/api\/items\/[^/]+$/.test(address)) return frame(itemText(answer as ItemView, locale))
  }
  return ''
}

function frame(inside: string): string {
  return `<main class="first-view">${inside}</main>`
}

function courseText(course: CourseView, locale: Locale): string {
  const teachers = course.teachers.map((teacher) => personName(teacher, 'full')).join(', ')
  const sections = course.sections.map((section) => {
    const items = section.items.map((item) => `<li><a href="/courses/${course.id}/items/${item.id}">${escape(pick(item.title, locale))}</a></li>`)
    return `<h2>${escape(pick(section.title, locale))}</h2><ol>${items.join('')}</ol>`
  })
  return `<h1>${escape(pick(course.name, locale))}</h1><p>${escape(teachers)}</p>${sections.join('')}`
}

function itemText(item: ItemView, locale: Locale): string {
  const way = `<p><a href="/courses/${item.offeringId}">${escape(pick(item.course.name, locale))}</a></p>`
  const language = item.text && item.text.language !== 'und' && item.text.language !== locale ? ` lang="${escape(item.text.language)}"` : ''
  return `${way}<h1>${escape(pick(item.title, locale))}</h1><div class="first-text"${language}>${item.text?.html ?? ''}</div>`
}

function escape(raw: string): string {
  return raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
