import { expect, test } from 'vitest'
import { splitLinks } from './split-links.ts'

test('an address of the portal becomes a link by its path; a foreign one, or a script, stays text', () => {
  expect(splitLinks('Ачыңыз:\n\nhttp://localhost:3000/new-password#abc\n\n— университет', 'http://localhost:3111')).toEqual([
    { words: 'Ачыңыз:\n\n' },
    { words: 'http://localhost:3000/new-password#abc', href: '/new-password#abc' },
    { words: '\n\n— университет' },
  ])
  for (const foreign of ['https://other.example/new-password#abc', 'javascript:alert(1)', 'http://localhost.other.example/'])
    expect(splitLinks(foreign, 'http://localhost:3111').every(({ href }) => href === undefined)).toBe(true)
})
