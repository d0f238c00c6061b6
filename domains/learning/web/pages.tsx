import type { PageDefinition } from '../../../foundation/web/page-definition.ts'

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
]
