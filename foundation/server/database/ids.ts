import { uuidv7 } from 'uuidv7'

/** A new UUIDv7 (RFC 9562): ids are made in the application and sort by time, so indexes stay compact. */
export function newId(): string {
  return uuidv7()
}
