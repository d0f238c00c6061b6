import type { PageDefinition } from '../../../foundation/web/page-definition.ts'

export const pages: PageDefinition[] = [
  { path: '/programmes', load: () => import('./ProgrammesPage.tsx'), namespaces: ['programmes'], public: true, layout: 'open', titleKey: 'nav.programmes', nav: { task: 'programmes', labelKey: 'nav.programmes', icon: 'school', order: 10 }, data: ['/api/programmes'] },
  { path: '/programmes/$programmeId', load: () => import('./ProgrammePage.tsx'), namespaces: ['programmes'], public: true, layout: 'open', titleKey: 'nav.programmes', data: ['/api/programmes/$programmeId'] },
  { path: '/programmes/$programmeId/import', load: () => import('./ImportPage.tsx'), namespaces: ['programmes'], may: 'curriculum.edit', titleKey: 'import.title' },
  { path: '/curricula/$curriculumId', load: () => import('./CurriculumPage.tsx'), namespaces: ['programmes'], may: 'curriculum.read', titleKey: 'curriculum.title', data: ['/api/curricula/$curriculumId'] },
  { path: '/curricula/$curriculumId/compare/$otherId', load: () => import('./ComparePage.tsx'), namespaces: ['programmes'], may: 'curriculum.read', titleKey: 'compare.title' },
  { path: '/specialities', load: () => import('./RegistryPage.tsx'), namespaces: ['programmes'], titleKey: 'nav.registry', nav: { task: 'programmes', labelKey: 'nav.registry', icon: 'regulation', order: 20 }, data: ['/api/specialities', '/api/standards'] },
  { path: '/terms', load: () => import('./TermsPage.tsx'), namespaces: ['programmes'], may: 'offering.read', titleKey: 'nav.terms', nav: { task: 'office', labelKey: 'nav.terms', icon: 'calendar', order: 10 }, data: ['/api/terms'] },
  { path: '/terms/$termId', load: () => import('./TermPage.tsx'), namespaces: ['programmes'], may: 'offering.read', titleKey: 'nav.terms', data: ['/api/terms', '/api/terms/$termId/offerings'] },
  { path: '/groups', load: () => import('./GroupsPage.tsx'), namespaces: ['programmes'], may: 'group.read', titleKey: 'nav.groups', nav: { task: 'people', labelKey: 'nav.groups', icon: 'group', order: 30 }, data: ['/api/groups'] },
  { path: '/groups/$groupId', load: () => import('./GroupPage.tsx'), namespaces: ['programmes'], may: 'group.read', titleKey: 'nav.groups', data: ['/api/groups/$groupId'] },
  { path: '/offerings/$offeringId', load: () => import('./OfferingPage.tsx'), namespaces: ['programmes'], may: 'offering.read', titleKey: 'offering.title', data: ['/api/offerings/$offeringId'] },
  { path: '/my/electives', load: () => import('./ElectivesPage.tsx'), namespaces: ['programmes'], may: 'elective.choose', titleKey: 'nav.electives', nav: { task: 'study', labelKey: 'nav.electives', icon: 'checklist', order: 40 }, data: ['/api/my/electives'] },
  { path: '/my/week', load: () => import('./WeekPage.tsx'), namespaces: ['programmes'], titleKey: 'nav.week', nav: { task: 'study', labelKey: 'nav.week', icon: 'calendar', order: 20, bar: true }, data: ['/api/my/week'] },
]
