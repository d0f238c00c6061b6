import type { PageDefinition } from '../page-definition.ts'

let known: readonly PageDefinition[] = []

/** The portal tells once which pages there are, so that a page of a domain can show «everything I may do». */
export function setKnownPages(pages: readonly PageDefinition[]): void {
  known = pages
}

/** Every page of the portal. */
export function knownPages(): readonly PageDefinition[] {
  return known
}
