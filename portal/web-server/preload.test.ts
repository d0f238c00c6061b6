import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readPreload } from './preload.ts'

const texts = { ky: ['assets/ky.js'], ru: ['assets/ru.js'], en: ['assets/en.js'] }
const none = { ky: [], ru: [], en: [] }

it('finds what a page needs by its address', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preload-'))
  writeFileSync(
    join(folder, 'preload.json'),
    JSON.stringify({
      entry: { js: ['assets/index.js'], css: [], texts },
      pages: [
        {
          path: '/courses/$offeringId',
          public: false,
          data: ['/api/offerings/$offeringId/course'],
          js: ['assets/course.js'],
          css: ['assets/course.css'],
          texts: none,
        },
        { path: '/courses/new', public: false, data: [], js: ['assets/new.js'], css: [], texts: none },
      ],
    }),
  )
  const ahead = readPreload(folder)
  const course = ahead('/courses/0190-7', 'ru')
  expect(course.data).toEqual(['/api/offerings/0190-7/course'])
  expect(course.links).toContain('<link rel="modulepreload" crossorigin href="/assets/course.js">')
  expect(course.links).toContain('/assets/ru.js')
  expect(course.links).not.toContain('/assets/ky.js')
  expect(ahead('/courses/new', 'ky').links).toContain('/assets/new.js')
  expect(ahead('/nowhere', 'ky').data).toEqual([])
  expect(readPreload(join(folder, 'absent'))('/', 'ky')).toEqual({ links: '', data: [] })
})
