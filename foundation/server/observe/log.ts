import { pino, type Logger } from 'pino'

interface Fault {
  name?: string
  message?: string
  stack?: string
  code?: string
  constraint?: string
  table?: string
  query?: string
  cause?: unknown
}

/**
 * The portal's log: JSON lines without personal data. An error of the database tells its code, table and constraint, and
 * where in the program it was — never the statement's values, which may be a person's name or number.
 */
export function openLog(level: string): Logger {
  return pino({ level, serializers: { err: describeFault, error: describeFault } })
}

/** What of an error may stand in the log. */
export function describeFault(error: unknown): Record<string, unknown> {
  const fault = (typeof error === 'object' && error !== null ? error : { message: String(error) }) as Fault
  const cause = fault.cause as Fault | undefined
  const ofDatabase = fault.query !== undefined || /^[0-9A-Z]{5}$/.test(fault.code ?? cause?.code ?? '')
  // A stack repeats the message before its first line «at …».
  const where = fault.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
  return {
    type: fault.name ?? 'Error',
    code: fault.code ?? cause?.code,
    table: fault.table ?? cause?.table,
    constraint: fault.constraint ?? cause?.constraint,
    ...(ofDatabase ? {} : { message: fault.message }),
    where,
  }
}
