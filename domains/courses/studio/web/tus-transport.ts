import { ApiProblem } from '../../../../foundation/web/api/api-problem.ts'
import { callHeaders, readProblem } from '../../../../foundation/web/api/call.ts'
import { act } from '../../../../foundation/web/api/use-act.ts'
import type { Recording } from './kept-recordings.ts'
import type { Transport } from './send-recording.ts'

/** By this the server's list of unfinished uploads knows a recording from a chosen file. */
export const studioMark = 'studio-'

/** The studio's side of tus 1.0: an upload whose length nobody knows yet. */
export function tusTransport(recording: Pick<Recording, 'id' | 'itemId' | 'name'>): Transport {
  return {
    begin: async () => {
      const metadata = `filename ${encode(recording.name)},fingerprint ${encode(studioMark + recording.id)}`
      const answer = await ask('POST', `/api/items/${recording.itemId}/video-uploads`, { 'upload-defer-length': '1', 'upload-metadata': metadata })
      return new URL(answer.headers.get('location') ?? '', location.href).pathname
    },
    arrived: async (href) => {
      const answer = await ask('HEAD', href).catch((fault: unknown) => {
        if (fault instanceof ApiProblem && (fault.status === 404 || fault.status === 410)) return null
        throw fault
      })
      return answer && { offset: Number(answer.headers.get('upload-offset') ?? 0), whole: answer.headers.get('upload-length') !== null }
    },
    append: async (href, offset, part) => {
      const answer = await ask('PATCH', href, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, part)
      return Number(answer.headers.get('upload-offset') ?? offset)
    },
    tellLength: async (href, bytes) => {
      const headers = { 'upload-offset': String(bytes), 'upload-length': String(bytes), 'content-type': 'application/offset+octet-stream' }
      await ask('PATCH', href, headers)
    },
    finish: async (href, trim) => (await act<{ videoId: string }>('post', `${href}/finish`, { body: { trim } })).videoId,
  }
}

/** Lets the server forget what has arrived; where it cannot be told, it forgets by itself after two weeks. */
export async function forgetUpload(href: string): Promise<void> {
  await act('delete', href).catch(() => null)
}

async function ask(method: string, href: string, headers: Record<string, string> = {}, body: Blob | null = null): Promise<Response> {
  const answer = await fetch(href, {
    method,
    credentials: 'same-origin',
    headers: { ...callHeaders(method), 'tus-resumable': '1.0.0', ...headers },
    body,
  }).catch(() => {
    throw new ApiProblem({ type: 'offline' }, 0)
  })
  if (!answer.ok) throw await readProblem(answer)
  return answer
}

function encode(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
