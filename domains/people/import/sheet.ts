import { Worker } from 'node:worker_threads'
import { problem } from '../../../foundation/server/http/problem.ts'

/** A file as rows of plain text. Dates are YYYY-MM-DD, formulas their results, errors of a cell begin with `#`. */
export interface Sheet {
  headings: string[]
  /** The number of each row as a spreadsheet shows it, and its cells. */
  rows: { row: number; cells: string[] }[]
}

export type SheetTask =
  | { do: 'read'; name: string; content: Uint8Array; known: string[] }
  | { do: 'write'; format: 'xlsx' | 'csv'; title: string; headings: string[]; rows: string[][] }

export type SheetAnswer = { sheet: Sheet } | { content: Uint8Array } | { refused: string }

/** Largest file that is read. */
export const sheetBytes = 20 * 1024 * 1024
export const sheetRows = 50_000

/** Spreadsheets are read and written in a thread of their own: seconds of work must not hold up other requests. */
function inThread(task: SheetTask): Promise<SheetAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
      execArgv: [],
    })
    const timer = setTimeout(() => {
      resolve({ refused: 'sheet-too-heavy' })
      void worker.terminate()
    }, 90_000)
    worker.once('message', (answer: SheetAnswer) => {
      clearTimeout(timer)
      resolve(answer)
    })
    worker.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ refused: 'sheet-too-heavy' })
      else reject(error)
    })
  })
}

/**
 * Reads XLSX or CSV (UTF-8, UTF-16 or windows-1251; semicolon, comma or tab).
 * @param known normalised headings that help to find the heading row under a title
 * @throws people.sheet-… (422)
 */
export async function readSheet(name: string, content: Uint8Array, known: string[]): Promise<Sheet> {
  const answer = await inThread({ do: 'read', name, content, known })
  if ('sheet' in answer) return answer.sheet
  throw problem(`people.${'refused' in answer ? answer.refused : 'sheet-unreadable'}`, { status: 422 })
}

/** Writes rows as XLSX or CSV (UTF-8 with its mark, semicolons: what spreadsheet programs here open by a double click). */
export async function writeSheet(format: 'xlsx' | 'csv', title: string, headings: string[], rows: string[][]): Promise<Buffer> {
  const answer = await inThread({ do: 'write', format, title, headings, rows })
  if (!('content' in answer)) throw new Error('the sheet could not be written')
  return Buffer.from(answer.content)
}
