/** ISO text of what the database gave for a point in time; raw statements give text, the builder gives dates. */
export function iso(value: Date | string): string {
  return new Date(value).toISOString()
}

/** Like `iso`, for columns that may be empty. */
export function isoOrNull(value: Date | string | null | undefined): string | null {
  return value === null || value === undefined ? null : iso(value)
}
