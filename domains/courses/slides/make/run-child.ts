import { spawn } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { problem, type Problem } from '../../../../foundation/server/http/problem.ts'
import type { ChildSays } from './child.ts'
import type { MadePage } from './page.ts'

export const childLimits = {
  /** For the whole presentation. */
  seconds: 600,
  /** For one page, or for opening the file. */
  secondsOfSilence: 60,
  memoryBytes: 1_500_000_000,
}

const top = join(import.meta.dirname, '../../../..')
const lookEvery = 500

export interface Made {
  pages: MadePage[]
  /** Of an office file, what it turned out to be. */
  kind: 'pptx' | 'odp' | null
}

/**
 * Has a presentation opened by a process of its own: without network of the portal's, database or secrets, allowed to write
 * into one folder alone, killed when it takes too long, falls silent or grows too large.
 * @param given.work `draw` the pages of a PDF, `read` an office file in words
 * @throws 422 with the reason, `courses.slides-too-heavy` when it was killed, `courses.slides-broken` when it died
 */
export function runChild(given: {
  work: 'draw' | 'read'
  path: string
  folder: string
  onPage?: (done: number, of: number) => void
  limits?: typeof childLimits
}): Promise<Made> {
  const { work, path, folder, onPage, limits = childLimits } = given
  // the portal's own sources and what they import; a linked folder is read where it really lies
  const readable = [join(top, 'foundation'), join(top, 'domains'), join(top, 'package.json'), join(top, 'node_modules'), folder]
  const reads = readable.flatMap((one) => [one, realpathSync(one)])
  const child = spawn(
    process.execPath,
    [
      '--permission',
      ...[...new Set(reads)].map((one) => `--allow-fs-read=${one}`),
      `--allow-fs-write=${folder}`,
      '--max-old-space-size=512',
      '--no-warnings',
      join(import.meta.dirname, 'child.ts'),
      work,
      path,
      folder,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], cwd: dirname(path), env: { NODE_ENV: 'production' } },
  )
  return new Promise((resolve, reject) => {
    const made: Made = { pages: [], kind: null }
    let refused: Problem | null = null
    let heavy = false
    let said = ''
    const kill = (): void => {
      heavy = true
      child.kill('SIGKILL')
    }
    const whole = setTimeout(kill, limits.seconds * 1000)
    let silence = setTimeout(kill, limits.secondsOfSilence * 1000)
    const look = setInterval(() => void (memoryOf(child.pid) > limits.memoryBytes && kill()), lookEvery)
    if (child.pid) lower(child.pid)
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => {
      const told = read(line)
      if (!told) return
      clearTimeout(silence)
      silence = setTimeout(kill, limits.secondsOfSilence * 1000)
      if ('problem' in told) refused = problem(told.problem, { status: 422, ...(told.params ? { params: told.params } : {}) })
      else if ('kind' in told) made.kind = told.kind
      else {
        made.pages.push(told.page)
        onPage?.(made.pages.length, told.of)
      }
    })
    child.stderr.setEncoding('utf8').on('data', (part: string) => void (said = (said + part).slice(-4000)))
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(whole)
      clearTimeout(silence)
      clearInterval(look)
      if (refused) reject(refused)
      else if (heavy) reject(problem('courses.slides-too-heavy', { status: 422 }))
      else if (code !== 0) reject(Object.assign(problem('courses.slides-broken', { status: 422 }), { cause: said }))
      else resolve(made)
    })
  })
}

function read(line: string): ChildSays | null {
  try {
    return JSON.parse(line) as ChildSays
  } catch {
    return null
  }
}

/** After everybody else's work: a teacher's slides must not slow an exam down. */
function lower(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // a system that forbids it runs the process as it is
  }
}

/** Bytes that a process holds; 0 where the system does not tell. */
function memoryOf(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096
  } catch {
    return 0
  }
}
