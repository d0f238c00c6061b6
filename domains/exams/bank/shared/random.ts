/** Whole numbers below their argument, the same for the same seed on every machine (xmur3 into sfc32). */
export type Random = (below: number) => number

/** Draws for one purpose of one paper: what is drawn elsewhere never shifts it. */
export function randomOf(seed: string, purpose: string): Random {
  const next = words(`${purpose}\u0000${seed}`)
  let [a, b, c, d] = [next(), next(), next(), next()]
  const draw = (): number => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  for (let round = 0; round < 12; round++) draw()
  return (below) => {
    if (below <= 1) return 0
    if (below > 0x8000_0000) throw new RangeError('too many to draw from')
    // The uneven rest of 2^32 is drawn again, so that no place is likelier than another.
    const fair = Math.floor(0x1_0000_0000 / below) * below
    for (;;) {
      const drawn = draw()
      if (drawn < fair) return drawn % below
    }
  }
}

/** A shuffled list (Fisher–Yates). */
export function shuffle<T>(list: readonly T[], random: Random): T[] {
  const order = [...list]
  for (let last = order.length - 1; last > 0; last--) {
    const other = random(last + 1)
    ;[order[last], order[other]] = [order[other] as T, order[last] as T]
  }
  return order
}

/** Shuffles from an order that the author's list says nothing about: by the texts themselves. */
export function shuffleBlind<T>(list: readonly T[], textOf: (one: T) => unknown, random: Random): T[] {
  const keyed = list.map((one) => ({ one, key: JSON.stringify(textOf(one)) }))
  keyed.sort((x, y) => (x.key < y.key ? -1 : x.key > y.key ? 1 : 0))
  return shuffle(
    keyed.map(({ one }) => one),
    random,
  )
}

function words(text: string): () => number {
  let h = 1779033703 ^ text.length
  for (let index = 0; index < text.length; index++) {
    h = Math.imul(h ^ text.charCodeAt(index), 3432918353)
    h = (h << 13) | (h >>> 19)
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507)
    h = Math.imul(h ^ (h >>> 13), 3266489909)
    h ^= h >>> 16
    return h >>> 0
  }
}
