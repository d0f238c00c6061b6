import { problem } from '../http/problem.ts'

/** Refuses a try that comes too early. @throws foundation.sessions.wait (429) */
export function slowDown(seconds: number): void {
  if (seconds > 0) throw problem('foundation.sessions.wait', { status: 429, params: { count: seconds }, facts: { retryAfterSeconds: seconds } })
}
