import type { PageDefinition } from '../../foundation/web/page-definition.ts'
import { setKnownPages } from '../../foundation/web/layout/known-pages.ts'
import { pages as ownPages } from './own-pages.tsx'

/** Every domain's pages; a new domain needs only its `web/pages.tsx`. */
const modules = import.meta.glob<{ pages: PageDefinition[] }>(['../../foundation/web/account/pages.tsx', '../../domains/*/web/pages.tsx'], {
  eager: true,
})

export const pages: PageDefinition[] = [...Object.values(modules).flatMap((module) => module.pages), ...ownPages]

setKnownPages(pages)
