import type { Ctx } from '../context.ts'

export interface SearchHit {
  id: string
  title: string
  /** A second line: post, term, where it belongs. */
  note?: string | null
  /** The page's address. */
  to: string
}

/** A part of the one search box. It finds only what the reader may see. */
export interface SearchProvider {
  /** `people`, `courses`, `materials` …; the heading is `search.kinds.<kind>` of the shell's texts. */
  kind: string
  /** Where the group stands among others; lower comes first. */
  order: number
  /** At most `limit` hits, best first. The text has two characters or more. */
  find: (ctx: Ctx, text: string, limit: number) => Promise<SearchHit[]>
}

const providers = new Map<string, SearchProvider>()

/** Adds a part to the search; a domain calls it once, while it is loaded. */
export function registerSearch(provider: SearchProvider): void {
  providers.set(provider.kind, provider)
}

/** Hits of a group. */
export const hitsInGroup = 8

/** Asks every provider; one that fails is left out (and logged), so that the box still answers. */
export async function search(ctx: Ctx, text: string): Promise<{ groups: { kind: string; items: SearchHit[] }[] }> {
  const ordered = [...providers.values()].toSorted((a, b) => a.order - b.order)
  const groups = await Promise.all(
    ordered.map(async (provider) => {
      try {
        return { kind: provider.kind, items: (await provider.find(ctx, text, hitsInGroup)).slice(0, hitsInGroup) }
      } catch (error) {
        ctx.portal.log.error({ err: error, kind: provider.kind }, 'search')
        return { kind: provider.kind, items: [] }
      }
    }),
  )
  return { groups: groups.filter((group) => group.items.length > 0) }
}
