import type { PageDefinition } from '../../../foundation/web/page-definition.ts'

export const pages: PageDefinition[] = [
  {
    path: '/courses/$offeringId',
    load: () => import('./CoursePage.tsx'),
    namespaces: ['courses'],
    may: 'course.read',
    titleKey: 'course',
    data: ['/api/offerings/$offeringId/course', '/api/offerings/$offeringId/progress'],
  },
  {
    path: '/courses/$offeringId/items/$itemId',
    load: () => import('./ItemPage.tsx'),
    namespaces: ['courses'],
    may: 'course.read',
    titleKey: 'course',
    data: ['/api/items/$itemId'],
  },
  {
    path: '/courses/$offeringId/edit',
    load: () => import('./EditCoursePage.tsx'),
    namespaces: ['courses'],
    may: 'course.edit',
    titleKey: 'edit.title',
    data: ['/api/offerings/$offeringId/course'],
  },
  {
    path: '/courses/$offeringId/items/$itemId/edit',
    load: () => import('./EditItemPage.tsx'),
    namespaces: ['courses'],
    may: 'course.edit',
    titleKey: 'edit-item.title',
    data: ['/api/items/$itemId', '/api/items/$itemId/texts'],
  },
  {
    path: '/courses/$offeringId/import',
    load: () => import('./ImportPage.tsx'),
    namespaces: ['courses'],
    may: 'course.import',
    titleKey: 'import.title',
    data: ['/api/offerings/$offeringId/imports'],
  },
]
