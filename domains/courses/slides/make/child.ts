/**
 * The process that opens a presentation from outside: it may read the program and write into one folder, and its parent
 * ends it when it takes too long or grows too large. It tells what it makes in lines of JSON.
 */
import { Problem } from '../../../../foundation/server/http/problem.ts'
import { drawPdf } from './draw-pdf.ts'
import type { MadePage } from './page.ts'
import { readOffice } from './read-office.ts'

/** A line of the child's output. */
export type ChildSays = { page: MadePage; of: number } | { kind: 'pptx' | 'odp' } | { problem: string; params: Record<string, unknown> | null }

const say = (line: ChildSays): void => void process.stdout.write(`${JSON.stringify(line)}\n`)
const onPage = (page: MadePage, of: number): void => say({ page, of })

const [, , work = '', path = '', folder = ''] = process.argv
try {
  if (work === 'draw') await drawPdf(path, folder, onPage)
  else say({ kind: await readOffice(path, folder, onPage) })
} catch (error) {
  if (error instanceof Problem) say({ problem: error.key, params: error.options.params ?? null })
  else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exitCode = 1
  }
}
