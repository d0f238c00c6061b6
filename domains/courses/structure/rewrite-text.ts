const block = /<figure\b[^>]*\bdata-block="([a-z-]+)"[^>]*>/g
const idOf = /\bdata-id="([0-9a-f-]{36})"/

/** The blocks in a lesson's text that have a row of their own. */
export function findBlocks(html: string): { block: string; id: string }[] {
  const found: { block: string; id: string }[] = []
  for (const [tag, name] of html.matchAll(block)) {
    const id = idOf.exec(tag)?.[1]
    if (name && id) found.push({ block: name, id })
  }
  return found
}

/** The descriptions (JSON) of the blocks of one kind in a lesson's sanitised text. */
export function findSpecs(html: string, kind: string): string[] {
  return [...html.matchAll(block)].flatMap(([tag, name]) => {
    const spec = name === kind ? /\bdata-spec="([^"]*)"/.exec(tag)?.[1] : undefined
    return spec === undefined ? [] : [decodeAttribute(spec)]
  })
}

/** The course files that a text shows or links, of one offering. */
export function findFiles(html: string, offeringId: string): string[] {
  return [...html.matchAll(new RegExp(`/api/offerings/${offeringId}/files/([0-9a-f-]{36})`, 'g'))].flatMap(([, id]) => id ?? [])
}

/** Old ids and the new ones. */
export interface IdMaps {
  from: string
  to: string
  items: ReadonlyMap<string, string>
  files: ReadonlyMap<string, string>
  blocks: ReadonlyMap<string, string>
  /** The whole course goes along: also links to it as such lead to the copy. */
  whole: boolean
}

/**
 * A text as it stands in a copy: its blocks, pictures and links lead to the copies. What was not copied along keeps its
 * address. Sanitised text comes in with its attributes in double quotes, so addresses end where it says.
 */
export function rewriteText(html: string, maps: IdMaps): string {
  const { from, to } = maps
  const files = html.replace(new RegExp(`/api/offerings/${from}/files/([0-9a-f-]{36})`, 'g'), (all, id: string) => {
    const copy = maps.files.get(id)
    return copy ? `/api/offerings/${to}/files/${copy}` : all
  })
  const items = files.replace(new RegExp(`/courses/${from}/items/([0-9a-f-]{36})`, 'g'), (all, id: string) => {
    const copy = maps.items.get(id)
    return copy ? `/courses/${to}/items/${copy}` : all
  })
  const course = maps.whole ? items.replace(new RegExp(`/courses/${from}(?=["#?/])(?!/items/)`, 'g'), `/courses/${to}`) : items
  return course.replace(block, (tag) =>
    tag.replace(idOf, (all, id: string) => {
      const copy = maps.blocks.get(id)
      return copy ? `data-id="${copy}"` : all
    }),
  )
}

/** What an attribute says, from its written form. */
export function decodeAttribute(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
}
