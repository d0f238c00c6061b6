import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync } from 'node:fs'

const HAS_PROC = existsSync('/proc/self/stat')

/** Whether the process runs (a zombie does not: nobody has collected it yet, but it does nothing any more). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs as somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return processStat(pid)?.state !== 'Z'
}

/**
 * What tells this life of a process from another one that got the same number later: its start time since boot,
 * with the boot. Null when it does not run or the system does not tell.
 */
export function processStart(pid: number): string | null {
  if (HAS_PROC) return processStat(pid)?.start ?? null
  return isAlive(pid) ? askPs(pid, 'lstart=') : null
}

/** The command line of a process, its parts separated by spaces; empty when it cannot be read. */
export function processCommand(pid: number): string {
  if (!HAS_PROC) return askPs(pid, 'command=') ?? ''
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return ''
  }
}

/** Names the space in which process numbers have a meaning: this boot of this machine, this container. */
export function processSpace(): string {
  if (!HAS_PROC) return 'this machine'
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return 'this machine'
  }
}

/** Waits until `check` answers true; answers false when `seconds` have passed. */
export async function waitUntil(check: () => boolean | Promise<boolean>, seconds: number, pauseMs = 40): Promise<boolean> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    if (await check()) return true
    if (performance.now() > end) return false
    await new Promise((done) => setTimeout(done, pauseMs))
  }
}

function processStat(pid: number): { state: string; start: string } | null {
  if (!HAS_PROC) return null
  try {
    // The name in brackets may hold spaces and brackets itself; the fields follow the last one.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', start: fields[19] ?? '' }
  } catch {
    return null
  }
}

function askPs(pid: number, column: string): string | null {
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}
