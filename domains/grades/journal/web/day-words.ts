import { useFormat } from '../../../../foundation/web/i18n/use-text.ts'

/** 23.11.2026 of a plain date. */
export function useDay(): (plain: string) => string {
  const format = useFormat()
  return (plain) => format.date(plain)
}

/** Minutes from midnight as a clock shows them. */
export const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
