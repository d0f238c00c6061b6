import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface Tools {
  ffmpeg: string
  ffprobe: string
}

/** The system's ffmpeg and ffprobe (Debian: package `ffmpeg`); null where they are not installed. */
export function findTools(path = process.env.PATH ?? ''): Tools | null {
  const find = (name: string): string | undefined =>
    path
      .split(delimiter)
      .filter(Boolean)
      .map((folder) => join(folder, name))
      .find(isProgram)
  const ffmpeg = find('ffmpeg')
  const ffprobe = find('ffprobe')
  return ffmpeg && ffprobe ? { ffmpeg, ffprobe } : null
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
