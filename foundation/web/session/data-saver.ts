import { useMe } from './me.ts'

interface Line {
  saveData?: boolean
  effectiveType?: string
}

function line(): Line {
  return (navigator as { connection?: Line }).connection ?? {}
}

/** Whether the reader, or their device, asks to spare the line: nothing heavy is fetched unasked (account setting, `Save-Data`). */
export function useDataSaver(): boolean {
  const me = useMe()
  return (me?.account.dataSaver ?? false) || (line().saveData ?? false)
}

/** Whether the line is too slow for moving pictures. */
export function lineIsSlow(): boolean {
  return /^(slow-)?2g$/.test(line().effectiveType ?? '')
}
