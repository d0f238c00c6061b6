import { expect, test } from 'vitest'
import { firstView } from './first-view.ts'

const course = {
  id: 'c1',
  name: { ky: 'Программалоо <негиздери>', ru: 'Основы' },
  teachers: [{ id: 't', surname: 'Асанов', givenName: 'Бакыт', patronymic: null, kinds: [] }],
  sections: [{ id: 's', title: { ky: '1-жума' }, week: 1, hidden: false, items: [{ id: 'i1', kind: 'page', title: { ky: 'Алгоритм' } }] }],
}

test('a course is readable before the script: headings and links in the reader’s language, escaped', () => {
  const html = firstView({ '/api/me': {}, '/api/offerings/c1/course': course }, 'ky')
  expect(html).toContain('<h1>Программалоо &lt;негиздери&gt;</h1>')
  expect(html).toContain('<a href="/courses/c1/items/i1">Алгоритм</a>')
  expect(html).toContain('Асанов Бакыт')
  expect(firstView({ '/api/offerings/c1/course': course }, 'ru')).toContain('<h1>Основы</h1>')
})

test('a lesson brings its text, and tells when it is in another language', () => {
  const item = { id: 'i', offeringId: 'c1', title: { ky: 'Сабак' }, course: { name: { ky: 'Курс' } }, text: { language: 'ru', html: '<p>Текст</p>' } }
  expect(firstView({ '/api/items/i': item }, 'ky')).toContain('<div class="first-text" lang="ru"><p>Текст</p></div>')
})

test('other pages have no first view', () => {
  expect(firstView({ '/api/me': {}, '/api/my/today': {} }, 'ky')).toBe('')
})
