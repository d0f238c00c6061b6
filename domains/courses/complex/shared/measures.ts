/** What is measured of a complex (R3.4b); shares are 0 to 1. */
export interface Measures {
  topics: { all: number; covered: number; share: number }
  kinds: { text: number; image: number; audio: number; video: number; interactive: number }
  /** How many of the five kinds there are. */
  variety: number
  lessons: { count: number; words: number; wordsPerLesson: number; wordsPerSentence: number }
}

export interface MeasuredItem {
  id: string
  kind: string
  /** The text in one language: the language of instruction, or the nearest. */
  html: string
  plain: string
}

const interactiveKinds = new Set(['test', 'assignment', 'discussion', 'package', 'coding'])
const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0

/**
 * Words and sentences of a text. A full stop inside a number or an abbreviation of one letter ends no sentence; works for ky, ru and en.
 */
export function readable(plain: string): { words: number; sentences: number } {
  const words = count(plain, /\p{L}[\p{L}\p{N}'’-]*/gu)
  const ends = count(plain, /(?<=[\p{L}\p{N})»”"]{2})[.!?…]+(?=\s|$)|\n\s*\n/gu)
  return { words, sentences: words === 0 ? 0 : Math.max(1, ends) }
}

/** Measures the content of a complex: topics covered, kinds of material, readability. */
export function measure(items: readonly MeasuredItem[], topicIds: readonly string[], ties: readonly { itemId: string; topicId: string }[]): Measures {
  const here = new Set(items.map(({ id }) => id))
  const covered = new Set(ties.filter(({ itemId }) => here.has(itemId)).map(({ topicId }) => topicId))
  const met = topicIds.filter((id) => covered.has(id)).length
  const kinds = { text: 0, image: 0, audio: 0, video: 0, interactive: 0 }
  let words = 0
  let sentences = 0
  let lessons = 0
  for (const one of items) {
    const read = readable(one.plain)
    if (one.kind === 'page' && read.words > 0) {
      lessons += 1
      words += read.words
      sentences += read.sentences
      kinds.text += 1
    }
    kinds.image += count(one.html, /<img\b/g)
    kinds.audio += count(one.html, /<audio\b/g)
    kinds.video += count(one.html, /<video\b|data-block="video"/g) + (one.kind === 'video' ? 1 : 0)
    kinds.interactive += count(one.html, /data-block="(?:self-check|coding|plot|package|lab)"/g) + (interactiveKinds.has(one.kind) ? 1 : 0)
  }
  return {
    topics: { all: topicIds.length, covered: met, share: topicIds.length > 0 ? met / topicIds.length : 0 },
    kinds,
    variety: Object.values(kinds).filter((one) => one > 0).length,
    lessons: {
      count: lessons,
      words,
      wordsPerLesson: lessons > 0 ? Math.round(words / lessons) : 0,
      wordsPerSentence: sentences > 0 ? Math.round((words / sentences) * 10) / 10 : 0,
    },
  }
}
