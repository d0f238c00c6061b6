/** What is measured of a complex (R3.4b); shares are 0 to 1. */
export interface Measures {
  topics: { all: number; covered: number; share: number }
  /** Hours of the topics, and of those that have material. */
  hours: { all: number; covered: number }
  /** Outcomes of the syllabus, and those that a topic with material serves. */
  outcomes: { all: number; covered: number }
  kinds: { text: number; image: number; audio: number; video: number; interactive: number }
  /** How many of the five kinds there are. */
  variety: number
  lessons: {
    count: number
    words: number
    wordsPerLesson: number
    wordsPerSentence: number
    /** Lessons in whose text something can be answered or tried. */
    active: number
  }
}

/** A topic of the syllabus, as far as it is measured. */
export interface MeasuredTopic {
  id: string
  hours: number
  outcomes: readonly string[]
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

const blocks = /data-block="(?:self-check|coding|plot|package|lab)"/g

/** Measures the content of a complex: topics, hours and outcomes covered, kinds of material, readability. */
export function measure(
  items: readonly MeasuredItem[],
  syllabus: { topics: readonly MeasuredTopic[]; outcomes: readonly string[] },
  ties: readonly { itemId: string; topicId: string }[],
): Measures {
  const here = new Set(items.map(({ id }) => id))
  const covered = new Set(ties.filter(({ itemId }) => here.has(itemId)).map(({ topicId }) => topicId))
  const { topics } = syllabus
  const met = topics.filter(({ id }) => covered.has(id))
  const served = new Set(met.flatMap(({ outcomes }) => outcomes))
  const hours = (of: readonly MeasuredTopic[]): number => of.reduce((sum, one) => sum + one.hours, 0)
  const kinds = { text: 0, image: 0, audio: 0, video: 0, interactive: 0 }
  let words = 0
  let sentences = 0
  let lessons = 0
  let active = 0
  for (const one of items) {
    const read = readable(one.plain)
    if (one.kind === 'page' && read.words > 0) {
      lessons += 1
      words += read.words
      sentences += read.sentences
      kinds.text += 1
      if (count(one.html, blocks) > 0) active += 1
    }
    // a presentation is one picture after another, with words
    kinds.image += count(one.html, /<img\b|data-block="slides"/g)
    kinds.audio += count(one.html, /<audio\b/g)
    kinds.video += count(one.html, /<video\b|data-block="video"/g) + (one.kind === 'video' ? 1 : 0)
    kinds.interactive += count(one.html, blocks) + (interactiveKinds.has(one.kind) ? 1 : 0)
  }
  return {
    topics: { all: topics.length, covered: met.length, share: topics.length > 0 ? met.length / topics.length : 0 },
    hours: { all: hours(topics), covered: hours(met) },
    outcomes: { all: syllabus.outcomes.length, covered: syllabus.outcomes.filter((id) => served.has(id)).length },
    kinds,
    variety: Object.values(kinds).filter((one) => one > 0).length,
    lessons: {
      count: lessons,
      words,
      wordsPerLesson: lessons > 0 ? Math.round(words / lessons) : 0,
      wordsPerSentence: sentences > 0 ? Math.round((words / sentences) * 10) / 10 : 0,
      active,
    },
  }
}
