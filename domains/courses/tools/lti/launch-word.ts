import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Config } from '../../../../foundation/server/config/index.ts'

/** What stands for a launch outside of the portal: its id and a seal that nobody else can make. */
export function launchWord(config: Pick<Config, 'secret'>, launchId: string, use: 'hint' | 'choice'): string {
  return `${launchId}.${seal(config.secret, launchId, use)}`
}

/** The launch's id behind a word; null when the seal is not ours, or of another use. */
export function readLaunchWord(config: Pick<Config, 'secret'>, word: string, use: 'hint' | 'choice'): string | null {
  const [id = '', given = ''] = word.split('.')
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null
  const right = Buffer.from(seal(config.secret, id, use))
  const other = Buffer.from(given)
  return right.length === other.length && timingSafeEqual(right, other) ? id : null
}

function seal(secret: string, launchId: string, use: string): string {
  return createHmac('sha256', secret).update(`lti ${use} ${launchId}`).digest('base64url')
}
