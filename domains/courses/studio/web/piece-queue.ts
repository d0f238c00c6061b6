import type { PieceStore } from './kept-recordings.ts'

interface Known {
  number: number
  /** Where in the recording it begins. */
  at: number
  bytes: number
}

export interface PieceQueue {
  /** Bytes recorded so far. */
  total: () => number
  /** Where what lies on the device begins: 0 while all of it does. */
  base: () => number
  /** Takes the next piece; tells whether the device keeps it. A full device first gives up what the server has. */
  add: (piece: Blob) => Promise<boolean>
  /** The server has everything before this byte. */
  acknowledge: (offset: number) => void
  /** The bytes from here on, at most so many; null where they are not (any more) on the device. */
  from: (offset: number, most: number) => Promise<Blob | null>
  /** All of it, to look at; null where the beginning was given up for room. */
  whole: (type: string) => Promise<Blob | null>
}

/**
 * The pieces of a recording on their way to the server. They stay on the device until the recording has become a video,
 * so that it can be looked at and cut; where there is no room for the next one, those that the server has go first.
 */
export function makePieceQueue(store: PieceStore, left: { base: number; pieces: readonly { number: number; bytes: number }[] }): PieceQueue {
  let known: Known[] = []
  let base = left.base
  let total = left.base
  let acknowledged = left.base
  let next = 0
  for (const { number, bytes } of left.pieces) {
    known.push({ number, at: total, bytes })
    total += bytes
    next = number + 1
  }
  const makeRoom = async (): Promise<boolean> => {
    const gone = known.filter(({ at, bytes }) => at + bytes <= acknowledged)
    if (gone.length === 0) return false
    known = known.filter((one) => !gone.includes(one))
    base = gone.reduce((end, { at, bytes }) => Math.max(end, at + bytes), base)
    for (const { number } of gone) await store.remove(number)
    return true
  }
  const read = async (wanted: readonly Known[]): Promise<Blob[] | null> => {
    const found = await Promise.all(wanted.map(({ number }) => store.get(number)))
    return found.every((piece) => piece !== undefined) ? found : null
  }
  return {
    total: () => total,
    base: () => base,
    add: async (piece) => {
      const number = next++
      known.push({ number, at: total, bytes: piece.size })
      total += piece.size
      if (await store.put(number, piece)) return true
      return (await makeRoom()) && (known.some((one) => one.number === number) ? store.put(number, piece) : true)
    },
    acknowledge: (offset) => void (acknowledged = Math.max(acknowledged, offset)),
    from: async (offset, most) => {
      const first = known.findIndex(({ at, bytes }) => at <= offset && offset < at + bytes)
      if (first === -1) return null
      const end = known.findIndex(({ at }) => at >= offset + most)
      const wanted = known.slice(first, end === -1 ? undefined : end)
      const found = await read(wanted)
      const skip = offset - (wanted[0]?.at ?? 0)
      return found && new Blob(found).slice(skip, skip + most)
    },
    whole: async (type) => {
      const found = base === 0 ? await read(known) : null
      return found && new Blob(found, { type })
    },
  }
}
