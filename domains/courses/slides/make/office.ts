import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const longest = 240_000

/** The system's LibreOffice (Debian: package `libreoffice-impress`); null where it is not installed. */
export function findOffice(path = process.env.PATH ?? ''): string | null {
  const names = ['soffice', 'libreoffice'].flatMap((name) =>
    path
      .split(delimiter)
      .filter(Boolean)
      .map((folder) => join(folder, name)),
  )
  return names.find(isProgram) ?? null
}

/** What the file may not do while it is converted: run macros, embed other programs, fetch what it links to. */
const profile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
${['DisableMacrosExecution', 'DisableActiveContent', 'BlockUntrustedRefererLinks']
  .map(
    (name) =>
      `<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="${name}" oor:op="fuse"><value>true</value></prop></item>`,
  )
  .join('\n')}
</oor:items>`

/**
 * Has LibreOffice make a PDF of an office file, in a profile of its own that is thrown away, without a shell; the whole
 * family of its processes is killed when it takes too long.
 * @returns the PDF's path; null when it could not
 */
export async function convertToPdf(office: string, path: string, folder: string): Promise<string | null> {
  const home = join(folder, 'office')
  const out = join(folder, 'converted')
  await mkdir(join(home, 'user'), { recursive: true })
  await mkdir(out)
  await writeFile(join(home, 'user', 'registrymodifications.xcu'), profile)
  const ended = await new Promise<number | null>((resolve) => {
    const child = spawn(
      office,
      [
        `-env:UserInstallation=${pathToFileURL(home).href}`,
        '--headless',
        '--norestore',
        '--nologo',
        '--nolockcheck',
        '--convert-to',
        'pdf',
        '--outdir',
        out,
        path,
      ],
      { stdio: 'ignore', cwd: folder, detached: true, env: { HOME: home, PATH: process.env.PATH ?? '', LANG: 'C.UTF-8' } },
    )
    const kill = (): void => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // it has ended by itself
      }
    }
    const timer = setTimeout(kill, longest)
    child.on('error', () => {
      clearTimeout(timer)
      resolve(null)
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      kill()
      resolve(code)
    })
  })
  const name = (await readdir(out)).find((one) => one.endsWith('.pdf'))
  return ended === 0 && name ? join(out, name) : null
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
