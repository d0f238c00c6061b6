/** A piece of a plain text; with `href` where it is a link that may be followed. */
export interface TextPiece {
  words: string
  href?: string
}

/**
 * Finds the addresses in a plain text. Only those of the portal itself become links, and by path alone: a letter was
 * written with the address the portal thinks it has, and is read under the one that the reader uses.
 */
export function splitLinks(text: string, origin: string): TextPiece[] {
  const here = new URL(origin)
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .filter((words) => words !== '')
    .map((words) => {
      if (!/^https?:\/\//.test(words) || !URL.canParse(words)) return { words }
      const url = new URL(words)
      const local = (host: string): boolean => host === 'localhost' || host === '127.0.0.1'
      const own = url.host === here.host || (local(url.hostname) && local(here.hostname))
      return own ? { words, href: `${url.pathname}${url.search}${url.hash}` } : { words }
    })
}
