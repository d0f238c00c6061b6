import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'

/** A program ended badly, with the end of what it said. */
export class ProgramFailed extends Error {
  readonly said: string
  constructor(program: string, code: number | null, said: string) {
    super(`${program} left with ${code}: ${said.slice(-400)}`)
    this.said = said
  }
}

/**
 * Runs a program without a shell, after everybody else's work (a teacher's film must not slow an exam down).
 * @param onLine hears each line of its output
 * @returns what it wrote
 * @throws ProgramFailed; on abort the program is killed
 */
export function runProgram(
  program: string,
  parameters: string[],
  options: { onLine?: (line: string) => void; signal?: AbortSignal; folder?: string } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: options.folder,
      ...(options.signal ? { signal: options.signal, killSignal: 'SIGKILL' } : {}),
    })
    if (child.pid) {
      try {
        setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
      } catch {
        // A system that forbids it runs the program as it is.
      }
    }
    let written = ''
    let said = ''
    let rest = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      if (!options.onLine) written += part
      const lines = (rest + part).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) options.onLine?.(line)
    })
    child.stderr.setEncoding('utf8').on('data', (part: string) => void (said = (said + part).slice(-8000)))
    child.on('error', (error) => reject(new ProgramFailed(program, null, said || error.message)))
    child.on('close', (code) => (code === 0 ? resolve(written) : reject(new ProgramFailed(program, code, said))))
  })
}
