import { useCallback, useEffect, useRef, useState } from 'react'
import type { Upload } from 'tus-js-client'
import { ApiProblem, asProblem } from '../../../../foundation/web/api/api-problem.ts'
import { callHeaders } from '../../../../foundation/web/api/call.ts'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { act } from '../../../../foundation/web/api/use-act.ts'
import type { UploadView } from '../contract.ts'

/** A film that was chosen, a recording that is whole, or one that is still being made. */
export type UploadSource = File | Blob | ReadableStreamDefaultReader<Uint8Array>

export interface UploadState {
  name: string
  /** 0 to 1; null while the length is not known yet. */
  share: number | null
  sent: number
  state: 'sending' | 'paused' | 'waiting-for-line' | 'finishing'
}

const partBytes = 8_000_000
const pauses = [0, 1000, 3000, 5000, 10_000, 20_000]

/** By what a file is known again after a reload: its name, size and date. */
export function fingerprintOf(source: UploadSource, name: string): string {
  return source instanceof File ? `${source.name}-${source.size}-${source.lastModified}` : name
}

/**
 * A resumable upload of a film to an item. It lives through a lost line by itself and through a closed page with
 * `unfinished`, which the server remembers.
 */
export function useUpload(itemId: string, onMade: (videoId: string) => void) {
  const [state, setState] = useState<UploadState | null>(null)
  const [error, setError] = useState<ApiProblem | null>(null)
  const current = useRef<Upload | null>(null)
  const address = `/api/items/${itemId}/videos`
  const change = useCallback((part: Partial<UploadState>) => setState((had) => had && { ...had, ...part }), [])
  useEffect(() => {
    const again = (): void => {
      if (!current.current) return
      change({ state: 'sending' })
      current.current.start()
    }
    addEventListener('online', again)
    return () => removeEventListener('online', again)
  }, [change])
  // The page is left: what has arrived stays on the server and is offered again.
  useEffect(() => () => void current.current?.abort(), [])

  const finish = async (href: string): Promise<void> => {
    change({ state: 'finishing' })
    try {
      const { videoId } = await act<{ videoId: string }>('post', `${href}/finish`)
      current.current = null
      setState(null)
      onMade(videoId)
    } catch (failure) {
      current.current = null
      setState(null)
      setError(asProblem(failure))
    }
    await refresh(address)
  }

  const start = async (source: UploadSource, name: string, unfinished?: UploadView): Promise<void> => {
    setError(null)
    const size = source instanceof Blob ? source.size : null
    setState({ name, sent: 0, share: size === null ? null : 0, state: 'sending' })
    const { Upload } = await import('tus-js-client')
    const upload = new Upload(source, {
      endpoint: `/api/items/${itemId}/video-uploads`,
      ...(unfinished ? { uploadUrl: unfinished.href } : {}),
      ...(size === null ? { uploadLengthDeferred: true } : {}),
      chunkSize: partBytes,
      retryDelays: pauses,
      // The server remembers what is unfinished; the device keeps nothing.
      storeFingerprintForResuming: false,
      metadata: { filename: name, fingerprint: fingerprintOf(source, name) },
      headers: callHeaders('PATCH'),
      onProgress: (sent, total) => change({ sent, share: total ? sent / total : null, state: 'sending' }),
      onShouldRetry: (failure) => {
        const status = (failure as { originalResponse?: { getStatus: () => number } | null }).originalResponse?.getStatus() ?? 0
        if (status === 0) change({ state: 'waiting-for-line' })
        return status === 0 || status === 409 || status === 423 || status === 429 || status >= 500
      },
      onError: (failure) => void onFailed(failure),
      onSuccess: () => void finish(new URL(upload.url ?? '', location.href).pathname),
    })
    const onFailed = async (failure: Error): Promise<void> => {
      const answer = (failure as { originalResponse?: { getStatus: () => number; getBody: () => string } | null }).originalResponse
      if (!answer) {
        // Still no line after all the pauses: it goes on when the browser says that there is one.
        change({ state: 'waiting-for-line' })
        return
      }
      current.current = null
      setState(null)
      setError(new ApiProblem(readJson(answer.getBody()), answer.getStatus()))
      await refresh(address)
    }
    current.current = upload
    upload.start()
  }

  return {
    state,
    error,
    start,
    pause: () => {
      void current.current?.abort()
      change({ state: 'paused' })
    },
    resume: () => {
      change({ state: 'sending' })
      current.current?.start()
    },
    /** Stops and lets the server forget what has arrived. */
    cancel: async () => {
      const upload = current.current
      current.current = null
      setState(null)
      await upload?.abort()
      if (upload?.url) await act('delete', new URL(upload.url, location.href).pathname).catch(() => null)
      await refresh(address)
    },
  }
}

function readJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}
