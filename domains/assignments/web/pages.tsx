import type { PageDefinition } from '../../../foundation/web/page-definition.ts'
import { deviceStore } from '../../../foundation/web/api/device-store.ts'
import { onSignOut } from '../../../foundation/web/session/on-sign-out.ts'
import { loadTexts } from '../../../foundation/web/i18n/texts.ts'
import { registerItemView } from '../../courses/web/index.ts'

onSignOut(deviceStore('portal-work-drafts'))
onSignOut(deviceStore('portal-mark-drafts'))
onSignOut(deviceStore('portal-rubric-drafts'))
registerItemView('assignment', async () => {
  const [view] = await Promise.all([import('./AssignmentItem.tsx'), loadTexts(['assignments', 'assignments-rubric'])])
  return view
})

export const pages: PageDefinition[] = [
  {
    path: '/courses/$offeringId/marking',
    load: () => import('./MarkingPage.tsx'),
    namespaces: ['assignments', 'assignments-rubric'],
    may: 'submission.review',
    titleKey: 'marking.title',
    data: ['/api/offerings/$offeringId/marking?state=waiting'],
  },
  {
    path: '/my/answering',
    load: () => import('../answering/web/AnsweringPage.tsx'),
    namespaces: ['assignments', 'assignments-answering'],
    may: 'answering.read-own',
    titleKey: 'nav.answering-own',
    data: ['/api/my/answering'],
    nav: { task: 'teach', labelKey: 'nav.answering-own', icon: 'deadline', order: 60 },
  },
  {
    path: '/answering/department',
    load: () => import('../answering/web/DepartmentPage.tsx'),
    namespaces: ['assignments', 'assignments-answering'],
    may: 'answering.read',
    titleKey: 'nav.answering',
    nav: { task: 'quality', labelKey: 'nav.answering', icon: 'deadline', order: 40 },
  },
  {
    path: '/answering/teachers/$personId',
    load: () => import('../answering/web/TeacherPage.tsx'),
    namespaces: ['assignments', 'assignments-answering'],
    may: 'answering.read',
    titleKey: 'nav.answering',
  },
]
