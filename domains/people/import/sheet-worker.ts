import { parentPort, workerData } from 'node:worker_threads'
import { readCsv, readXlsx, writeCsv, writeXlsx } from './sheet-formats.ts'
import type { SheetAnswer, SheetTask } from './sheet.ts'

/** The thread behind sheet.ts: one task, one answer. */
async function run(task: SheetTask): Promise<SheetAnswer> {
  if (task.do === 'write') {
    return { content: task.format === 'xlsx' ? await writeXlsx(task.title, task.headings, task.rows) : writeCsv(task.headings, task.rows) }
  }
  try {
    const isZip = task.content[0] === 0x50 && task.content[1] === 0x4b
    return { sheet: isZip ? await readXlsx(task.content, task.known) : readCsv(task.content, task.known) }
  } catch (error) {
    const known = error instanceof Error && error.message.startsWith('sheet-')
    return { refused: known ? error.message : 'sheet-unreadable' }
  }
}

parentPort?.postMessage(await run(workerData as SheetTask))
