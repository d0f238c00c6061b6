/**
 * An error whose message is written for the operator who starts the portal: what is wrong, and what to do.
 * The command line prints the message alone (no stack) and leaves with `exitCode` (sysexits numbers:
 * 69 a service is missing, 73 cannot create, 75 try later, 78 configuration).
 */
export class OperatorError extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode = 75, options?: ErrorOptions) {
    super(message, options)
    this.name = 'OperatorError'
    this.exitCode = exitCode
  }
}

/** The `code` of a Node.js system error or of a PostgreSQL error (`ENOENT`, `28P01` …), or null. */
export function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}
