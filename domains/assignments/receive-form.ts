import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { problem } from '../../foundation/server/http/problem.ts'
import { submissionFields } from './contract.ts'
import { maxFileBytes } from './shared/limits.ts'

export interface ArrivedFile {
  name: string
  type: string
  path: string
}

export interface ArrivedForm {
  clientKey: string
  text: string
  files: ArrivedFile[]
  /** Removes the passing copies; call it whatever happened. */
  discard: () => Promise<void>
}

/**
 * Takes in the whole form before anything is decided, so that no transaction waits for a slow line.
 * @param maxFiles more are refused while they arrive
 * @throws 413 when a file is too large, 422 for a form that cannot be read
 */
export async function receiveForm(request: FastifyRequest, maxFiles: number): Promise<ArrivedForm> {
  if (!request.isMultipart()) throw problem('foundation.bad-request', { status: 400 })
  const folder = await mkdtemp(join(tmpdir(), 'submission-'))
  const discard = () => rm(folder, { recursive: true, force: true })
  const fields: Record<string, unknown> = {}
  const files: ArrivedFile[] = []
  try {
    for await (const part of request.parts({ limits: { fileSize: maxFileBytes, fieldSize: 500_000, files: 25 } })) {
      if (part.type === 'field') {
        fields[part.fieldname] = part.value
        continue
      }
      if (files.length >= maxFiles) throw problem('assignments.too-many-files', { status: 422, params: { count: maxFiles } })
      const path = join(folder, String(files.length))
      await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
      if (part.file.truncated) throw problem('foundation.too-large', { status: 413 })
      files.push({ name: part.filename, type: part.mimetype, path })
    }
    const read = submissionFields.safeParse(fields)
    if (!read.success)
      throw problem('foundation.invalid-input', {
        status: 422,
        fields: read.error.issues.map((issue) => ({ path: issue.path.join('.'), key: 'not-valid' })),
      })
    return { ...read.data, files, discard }
  } catch (error) {
    await discard()
    throw error
  }
}
