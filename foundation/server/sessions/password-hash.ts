import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const

/** Hashes a password with argon2id; gives the PHC text. */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), options)
}

let decoy: Promise<string> | undefined

/**
 * Whether the password is the one of the hash. Without a hash (no such account, or one without a password) a decoy is
 * checked with the same work, so that the time tells nothing.
 */
export async function verifyPassword(kept: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('the password of nobody')
  const right = await verify(kept ?? (await decoy), normal(password)).catch(() => false)
  return kept !== null && right
}

/** The same letters typed on another keyboard must give the same bytes (NIST SP 800-63B §3.1.1.2). */
function normal(password: string): string {
  return password.normalize('NFKC')
}
