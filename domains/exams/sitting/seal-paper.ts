import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** A paper that cannot be read before its key comes: AES-256-GCM, as the browser's WebCrypto opens it. Base64. */
export interface SealedPaper {
  iv: string
  /** The cipher text with its 16 bytes of authentication at the end. */
  data: string
}

/** A new secret of a sitting. */
export function newSecret(): string {
  return randomBytes(32).toString('base64')
}

/** The key of one attempt's paper, 32 bytes in base64: made of the sitting's secret (HKDF-SHA-256, RFC 5869), so none needs to be kept. */
export function keyOfPaper(secret: string, attemptId: string): string {
  return Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64'), attemptId, 'exam paper', 32)).toString('base64')
}

/** Seals a paper for one attempt. */
export function sealPaper(paper: unknown, secret: string, attemptId: string): SealedPaper {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(keyOfPaper(secret, attemptId), 'base64'), iv)
  const data = Buffer.concat([cipher.update(JSON.stringify(paper), 'utf8'), cipher.final(), cipher.getAuthTag()])
  return { iv: iv.toString('base64'), data: data.toString('base64') }
}
