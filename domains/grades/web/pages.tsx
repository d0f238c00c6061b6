import type { PageDefinition } from '../../../foundation/web/page-definition.ts'

export const pages: PageDefinition[] = [
  {
    path: '/record',
    load: () => import('./RecordPage.tsx'),
    namespaces: ['grades'],
    may: 'grade.read-own',
    titleKey: 'record.title',
    data: ['/api/my/record'],
    nav: { task: 'study', labelKey: 'nav.record', icon: 'grade', order: 30, bar: true },
  },
  {
    path: '/people/$personId/record',
    load: () => import('./PersonRecordPage.tsx'),
    namespaces: ['grades'],
    may: 'record.read',
    titleKey: 'record.title',
    data: ['/api/persons/$personId/record'],
  },
  {
    path: '/courses/$offeringId/gradebook',
    load: () => import('../book/web/GradebookPage.tsx'),
    namespaces: ['grades', 'grades-book'],
    may: 'grade.read',
    titleKey: 'gradebook.title',
    data: ['/api/offerings/$offeringId/gradebook'],
  },
  {
    path: '/courses/$offeringId/grading',
    load: () => import('../scheme/web/GradingPage.tsx'),
    namespaces: ['grades', 'grades-scheme'],
    may: 'scheme.read',
    titleKey: 'explain.how',
    data: ['/api/offerings/$offeringId/grading'],
  },
  {
    path: '/groups/$groupId/record',
    load: () => import('./GroupRecordPage.tsx'),
    namespaces: ['grades'],
    may: 'record.read-group',
    titleKey: 'group.title',
    data: ['/api/groups/$groupId/record'],
  },
]
