import type { PageDefinition } from '../../../foundation/web/page-definition.ts'
import { deviceStore } from '../../../foundation/web/api/device-store.ts'
import { onSignOut } from '../../../foundation/web/session/on-sign-out.ts'
import { loadTexts } from '../../../foundation/web/i18n/texts.ts'
import { registerItemView } from '../../courses/web/index.ts'

onSignOut(deviceStore('portal-answers-waiting'))
onSignOut(deviceStore('portal-bank-drafts'))
onSignOut(deviceStore('portal-mark-drafts'))
registerItemView('test', async () => {
  const [view] = await Promise.all([import('./TestItem.tsx'), loadTexts(['exams'])])
  return view
})

export const pages: PageDefinition[] = [
  {
    path: '/courses/$offeringId/items/$itemId/test',
    load: () => import('./EditTestPage.tsx'),
    namespaces: ['exams', 'exams-bank', 'exams-sitting'],
    may: 'test.edit',
    titleKey: 'edit.title',
    data: ['/api/items/$itemId/test/edit'],
  },
  {
    path: '/courses/$offeringId/items/$itemId/results',
    load: () => import('./TestResultsPage.tsx'),
    namespaces: ['exams'],
    may: 'test.results',
    titleKey: 'results.title',
    data: ['/api/items/$itemId/test/results'],
  },
  {
    path: '/courses/$offeringId/items/$itemId/marking',
    load: () => import('../marking/web/MarkingPage.tsx'),
    namespaces: ['exams', 'exams-marking'],
    may: 'attempt.mark',
    titleKey: 'marking.title',
    data: ['/api/items/$itemId/marking?names=hidden'],
  },
  {
    path: '/courses/$offeringId/items/$itemId/room',
    load: () => import('../sitting/web/RoomPage.tsx'),
    namespaces: ['exams', 'exams-sitting'],
    may: 'room.watch',
    titleKey: 'room.title',
    data: ['/api/items/$itemId/room'],
  },
  {
    path: '/courses/$offeringId/bank',
    load: () => import('../bank/web/BankPage.tsx'),
    namespaces: ['exams', 'exams-bank'],
    may: 'bank.read',
    titleKey: 'bank.title',
    data: ['/api/offerings/$offeringId/bank?page=1'],
  },
  {
    path: '/courses/$offeringId/bank/new',
    load: () => import('../bank/web/NewBankQuestionPage.tsx'),
    namespaces: ['exams', 'exams-bank'],
    may: 'bank.edit',
    titleKey: 'bank.new',
  },
  {
    path: '/courses/$offeringId/bank/$questionId',
    load: () => import('../bank/web/BankQuestionPage.tsx'),
    namespaces: ['exams', 'exams-bank'],
    may: 'bank.read',
    titleKey: 'bank.one',
    data: ['/api/offerings/$offeringId/bank/$questionId'],
  },
  {
    path: '/exams',
    load: () => import('../sitting/web/ExamsPage.tsx'),
    namespaces: ['exams', 'exams-sitting'],
    may: 'test.read',
    titleKey: 'nav.exams',
    data: ['/api/exams'],
    nav: { task: 'study', labelKey: 'nav.exams', icon: 'checklist', order: 35 },
  },
]
