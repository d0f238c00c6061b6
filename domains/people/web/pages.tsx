import type { PageDefinition } from '../../../foundation/web/page-definition.ts'

export const pages: PageDefinition[] = [
  { path: '/structure', load: () => import('./StructurePage.tsx'), namespaces: ['people'], public: true, layout: 'open', titleKey: 'nav.structure', nav: { task: 'people', labelKey: 'nav.structure', icon: 'structure', order: 20 }, data: ['/api/structure'] },
  { path: '/structure/$unitId', load: () => import('./UnitPage.tsx'), namespaces: ['people'], may: 'structure.read', titleKey: 'nav.structure', data: ['/api/units/$unitId'] },
  { path: '/staff', load: () => import('./StaffPage.tsx'), namespaces: ['people'], public: true, layout: 'open', titleKey: 'nav.staff', nav: { task: 'people', labelKey: 'nav.staff', icon: 'users', order: 10 } },
  { path: '/people', load: () => import('./PeoplePage.tsx'), namespaces: ['people'], may: 'person.find', titleKey: 'nav.people', nav: { task: 'people', labelKey: 'nav.people', icon: 'id', order: 25 } },
  { path: '/people/import', load: () => import('./ImportPage.tsx'), namespaces: ['people'], may: 'person.import', titleKey: 'nav.import', nav: { task: 'office', labelKey: 'nav.import', icon: 'import', order: 60 } },
  { path: '/people/import/$importId', load: () => import('./ImportRunPage.tsx'), namespaces: ['people'], may: 'person.import', titleKey: 'nav.import' },
  { path: '/people/$personId', load: () => import('./PersonPage.tsx'), namespaces: ['people', 'account'], may: 'person.read', titleKey: 'person.title' },
  { path: '/me/profile', load: () => import('./ProfilePage.tsx'), namespaces: ['people'], titleKey: 'nav.profile', nav: { task: 'settings', labelKey: 'nav.profile', icon: 'user', order: 10 } },
  { path: '/me/looks', load: () => import('./LooksPage.tsx'), namespaces: ['people'], titleKey: 'nav.looks', nav: { task: 'settings', labelKey: 'nav.looks', icon: 'history', order: 20 } },
  {
    path: '/roles', load: () => import('./RolesPage.tsx'),
    namespaces: ['people', 'programmes', 'courses', 'learning', 'assignments', 'exams', 'grades', 'account'],
    titleKey: 'nav.roles', nav: { task: 'settings', labelKey: 'nav.roles', icon: 'key', order: 30 }, data: ['/api/permissions'],
  },
]
