import { expect, test } from 'vitest'
import type { OutlineItemView, OutlineSectionView } from '../contract.ts'
import { dueList, freshList } from './due-list.ts'
import type { CourseProgress } from './progress.ts'

const now = Date.parse('2026-10-10T06:00:00Z')
const day = 86_400_000
const at = (days: number): string => new Date(now + days * day).toISOString()
const one = (id: string, dueAt: string | null, more: Partial<OutlineItemView> = {}): OutlineItemView =>
  ({ id, kind: 'assignment', title: { ky: id }, minutes: null, opensAt: null, hidden: false, dueAt, ...more }) as OutlineItemView
const section = (...items: OutlineItemView[]): OutlineSectionView => ({ id: 's', title: {}, week: null, hidden: false, items })
const progress = (done: string[], fresh: CourseProgress['fresh'] = []): CourseProgress => ({
  total: 9,
  completed: done.length,
  items: done.map((itemId) => ({ itemId, openedAt: at(-2), lastAt: at(-1), completedAt: at(-1), place: 0 })),
  fresh,
})

test('what is late stands first, then what is due soon; what is done, far away, hidden or not open is left out', () => {
  const sections = [
    section(
      one('far', at(15)),
      one('soon', at(3)),
      one('done', at(1)),
      one('late', at(-5)),
      one('none', null),
      one('hidden', at(1), { hidden: true }),
      one('closed', at(2), { opensAt: at(1) }),
    ),
    { ...section(one('in-hidden', at(1))), hidden: true },
  ]
  expect(dueList(sections, progress(['done']), 4, now).map(({ id }) => id)).toEqual(['late', 'soon'])
})

test('what is new or changed comes in the order of the course', () => {
  const sections = [section(one('a', null), one('b', null)), section(one('c', null))]
  const fresh: CourseProgress['fresh'] = [
    { itemId: 'c', why: 'new' },
    { itemId: 'a', why: 'changed' },
    { itemId: 'gone', why: 'new' },
  ]
  expect(freshList(sections, progress([], fresh)).map(({ item, why }) => [item.id, why])).toEqual([
    ['a', 'changed'],
    ['c', 'new'],
  ])
})
