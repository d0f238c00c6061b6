import { deviceStore } from '../../../foundation/web/api/device-store.ts'
import type { PageDefinition } from '../../../foundation/web/page-definition.ts'
import { onSignOut } from '../../../foundation/web/session/on-sign-out.ts'

onSignOut(deviceStore('portal-appeal-words'))

export const pages: PageDefinition[] = [
  {
    path: '/record',
    load: () => import('./RecordPage.tsx'),
    namespaces: ['grades', 'grades-transcript'],
    may: 'grade.read-own',
    titleKey: 'record.title',
    data: ['/api/my/record'],
    nav: { task: 'study', labelKey: 'nav.record', icon: 'grade', order: 30, bar: true },
  },
  {
    path: '/people/$personId/record',
    load: () => import('./PersonRecordPage.tsx'),
    namespaces: ['grades', 'grades-transcript'],
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
  {
    path: '/verify',
    load: () => import('../papers/web/VerifyHomePage.tsx'),
    namespaces: ['grades', 'grades-papers'],
    public: true,
    layout: 'open',
    titleKey: 'nav.verify',
  },
  {
    path: '/verify/$code',
    load: () => import('../papers/web/VerifyPage.tsx'),
    namespaces: ['grades', 'grades-papers'],
    public: true,
    layout: 'open',
    titleKey: 'nav.verify',
    data: ['/api/papers/$code'],
  },
  {
    path: '/appeals',
    load: () => import('../appeals/web/AppealsPage.tsx'),
    namespaces: ['grades', 'grades-appeals'],
    may: 'appeal.read',
    titleKey: 'nav.appeals',
    data: ['/api/appeals'],
    nav: { task: 'study', labelKey: 'nav.appeals', icon: 'regulation', order: 70 },
  },
  {
    path: '/appeals/$appealId',
    load: () => import('../appeals/web/AppealPage.tsx'),
    namespaces: ['grades', 'grades-appeals'],
    may: 'appeal.read',
    titleKey: 'nav.appeals',
    data: ['/api/appeals/$appealId'],
  },
  {
    path: '/courses/$offeringId/appeal',
    load: () => import('../appeals/web/FileAppealPage.tsx'),
    namespaces: ['grades', 'grades-appeals'],
    may: 'appeal.file',
    titleKey: 'nav.appeals',
  },
]
