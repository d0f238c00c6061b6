import type { PageDefinition } from '../../foundation/web/page-definition.ts'

export const pages: PageDefinition[] = [
  {
    path: '/kit',
    load: () => import('../../foundation/web/kit/showcase/KitPage.tsx'),
    namespaces: ['kit'],
    public: true,
    layout: 'open',
    titleKey: 'nav.title',
  },
  {
    path: '/api/docs',
    load: () => import('../../foundation/web/api-docs/ApiDocsPage.tsx'),
    namespaces: ['api-docs'],
    public: true,
    layout: 'open',
    titleKey: 'nav.title',
  },
]
