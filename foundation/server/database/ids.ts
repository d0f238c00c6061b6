import { randomInt } from 'node:crypto'
import { uuidv7 } from 'uuidv7'

/** A new UUIDv7 (RFC 9562): ids are made in the application and sort by time, so indexes stay compact. */
export function newId(): string {
  return uuidv7()
}

/** Without letters and figures that look alike. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A code that people copy from paper and nobody guesses: about five bits a sign. */
export const newCode = (length: number): string => Array.from({ length }, () => signs[randomInt(signs.length)]).join('')
