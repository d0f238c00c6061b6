import { randomInt } from 'node:crypto'

/** Without letters and digits that look alike on paper. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const days = 14

/** A password to print: sixteen signs in groups of four, 79 bits. It only leads to choosing a new one. */
export function makeTemporaryPassword(): string {
  const groups = Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)] ?? 'A').join(''))
  return groups.join('-')
}

/** When a temporary password made now stops working. */
export function temporaryFor(): Date {
  return new Date(Date.now() + days * 86_400_000)
}
