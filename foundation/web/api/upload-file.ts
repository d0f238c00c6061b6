import { ApiProblem } from './api-problem.ts'
import { callHeaders } from './call.ts'

export interface UploadOptions {
  /** Name of the form field of the file; 'file' unless told. */
  field?: string
  /** Other fields, sent before the file. */
  fields?: Record<string, string>
  method?: 'POST' | 'PUT'
  /** 0 … 1 */
  onProgress?: (share: number) => void
  signal?: AbortSignal
}

/**
 * Sends a file as multipart form data and tells how far it is.
 * @throws ApiProblem when it is refused, with status 0 when the line broke
 */
export function uploadFile<Answer = unknown>(address: string, file: Blob, options: UploadOptions = {}): Promise<Answer> {
  const method = options.method ?? 'POST'
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, address)
    for (const [name, value] of Object.entries(callHeaders(method))) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total)
    }
    request.onload = () => {
      let body: unknown = null
      try {
        body = request.responseText ? JSON.parse(request.responseText) : null
      } catch {
        body = null
      }
      if (request.status < 400) resolve(body as Answer)
      else reject(new ApiProblem((body ?? {}) as Record<string, unknown>, request.status))
    }
    request.onerror = () => reject(new ApiProblem({ type: 'offline' }, 0))
    request.onabort = () => reject(new DOMException('', 'AbortError'))
    options.signal?.addEventListener('abort', () => request.abort())
    const form = new FormData()
    for (const [name, value] of Object.entries(options.fields ?? {})) form.append(name, value)
    form.append(options.field ?? 'file', file, file instanceof File ? file.name : 'file')
    request.send(form)
  })
}
