import type { PageDefinition } from '../../../foundation/web/page-definition.ts'
import { loadTexts } from '../../../foundation/web/i18n/texts.ts'
import { registerItemFoot, registerItemView, registerKeptView, registerLessonBlock } from '../../courses/web/index.ts'
import { startWaitingNotes } from '../studying/web/waiting-notes.ts'
import { startWaitingBeats } from '../watching/web/beat-queue.ts'

startWaitingBeats()
startWaitingNotes()
registerItemFoot(async () => (await Promise.all([import('../studying/web/StudyPart.tsx'), loadTexts(['learning-studying'])]))[0])
registerItemView('video', async () => (await Promise.all([import('../watching/web/VideoItem.tsx'), loadTexts(['learning-watching'])]))[0])
registerLessonBlock('video', async () => (await Promise.all([import('../watching/web/VideoBlock.tsx'), loadTexts(['learning-watching'])]))[0])
registerKeptView(async () => (await Promise.all([import('../watching/web/KeptVideo.tsx'), loadTexts(['learning-watching'])]))[0])

export const pages: PageDefinition[] = [
  {
    path: '/',
    load: () => import('./CabinetPage.tsx'),
    namespaces: ['learning'],
    titleKey: 'cabinet.title',
    data: ['/api/my/today'],
    nav: { task: 'study', labelKey: 'nav.cabinet', icon: 'home', order: 0, bar: true },
  },
  {
    path: '/me/trace',
    load: () => import('./OwnTracePage.tsx'),
    namespaces: ['learning'],
    titleKey: 'trace.title',
    nav: { task: 'settings', labelKey: 'nav.trace', icon: 'history', order: 60 },
  },
  {
    path: '/courses/$offeringId/activity',
    load: () => import('./ActivityPage.tsx'),
    namespaces: ['learning'],
    may: 'activity.read',
    titleKey: 'activity.title',
    data: ['/api/offerings/$offeringId/activity'],
  },
  {
    path: '/courses/$offeringId/videos/$videoId/viewers',
    load: () => import('../watching/web/ViewersPage.tsx'),
    namespaces: ['learning', 'learning-watching'],
    may: 'activity.read',
    titleKey: 'viewers',
    data: ['/api/videos/$videoId/retention'],
  },
  {
    path: '/me/notes',
    load: () => import('../studying/web/MyNotesPage.tsx'),
    namespaces: ['learning', 'learning-studying'],
    titleKey: 'nav.notes',
    data: ['/api/my/notes'],
    nav: { task: 'study', labelKey: 'nav.notes', icon: 'edit', order: 55 },
  },
  {
    path: '/open-courses',
    load: () => import('../mooc/web/OpenCoursesPage.tsx'),
    namespaces: ['learning', 'learning-mooc'],
    public: true,
    layout: 'open',
    titleKey: 'nav.open-courses',
    data: ['/api/open-courses'],
    nav: { task: 'study', labelKey: 'nav.open-courses', icon: 'books', order: 58 },
  },
  {
    path: '/open-courses/confirm',
    load: () => import('../mooc/web/ConfirmPage.tsx'),
    namespaces: ['learning', 'learning-mooc'],
    public: true,
    titleKey: 'nav.open-courses',
  },
  {
    path: '/open-courses/$slug',
    load: () => import('../mooc/web/OpenCoursePage.tsx'),
    namespaces: ['learning', 'learning-mooc'],
    public: true,
    layout: 'open',
    titleKey: 'nav.open-courses',
    data: ['/api/open-courses/$slug'],
  },
  {
    path: '/certificates/$code',
    load: () => import('../mooc/web/CertificatePage.tsx'),
    namespaces: ['learning', 'learning-mooc'],
    public: true,
    layout: 'open',
    titleKey: 'certificate',
    data: ['/api/certificates/$code'],
  },
  {
    path: '/courses/$offeringId/certificate',
    load: () => import('../mooc/web/StandingPage.tsx'),
    namespaces: ['learning', 'learning-mooc'],
    may: 'certificate.take',
    titleKey: 'certificate',
    data: ['/api/offerings/$offeringId/certificate'],
  },
  {
    path: '/courses/$offeringId/open',
    load: () => import('../mooc/web/MoocPage.tsx'),
    namespaces: ['learning', 'learning-mooc'],
    may: 'mooc.manage',
    titleKey: 'open-to-all',
    data: ['/api/offerings/$offeringId/mooc'],
  },
  {
    path: '/courses/$offeringId/questions',
    load: () => import('../studying/web/CourseQuestionsPage.tsx'),
    namespaces: ['learning', 'learning-studying'],
    may: 'question.read',
    titleKey: 'questions-page',
    data: ['/api/offerings/$offeringId/questions'],
  },
]
