import { describe, expect, test } from 'vitest'
import { sanitizeLesson } from '../sanitize-lesson.ts'
import { readLab } from './shared/lab.ts'

const lab = { title: 'Сүрүлүү', url: 'https://phet.colorado.edu/sims/html/friction/latest/friction_all.html', task: 'Өлчөңүз', minutes: 20 }
const block = (spec: unknown): string =>
  `<figure data-block="lab" data-spec="${JSON.stringify(spec).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"></figure>`

describe('an outside laboratory in a lesson', () => {
  test('is kept as it was written', () => {
    expect(readLab(JSON.stringify(lab))).toEqual(lab)
    expect(sanitizeLesson(block(lab)).html).toContain('data-spec')
  })
  test.each([
    ['not https', { ...lab, url: 'http://example.org' }],
    ['a script', { ...lab, url: 'javascript:alert(1)' }],
    ['data', { ...lab, url: 'data:text/html,x' }],
    ['a password in the address', { ...lab, url: 'https://a:b@example.org' }],
    ['no title', { ...lab, title: ' ' }],
    ['endless minutes', { ...lab, minutes: 1e9 }],
    ['a list', []],
  ])('%s is not kept', (_what, spec) => {
    expect(readLab(JSON.stringify(spec))).toBeNull()
    expect(sanitizeLesson(block(spec)).html).not.toContain('data-spec')
  })
  test('what is no JSON is none', () => expect(readLab('{')).toBeNull())
})
