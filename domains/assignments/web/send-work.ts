import { ApiProblem } from '../../../foundation/web/api/api-problem.ts'
import { callHeaders } from '../../../foundation/web/api/call.ts'
import type { SubmissionView } from '../contract.ts'

/** What is not handed in yet, kept on the device with its files. */
export interface Draft {
  /** The same for every try of one handing in, so that a second try makes no second submission. */
  clientKey: string
  text: string
  files: File[]
}

/**
 * Sends a work as one form and tells how far it is.
 * @throws ApiProblem when it is refused, with status 0 when the line broke: then the same draft may be sent again
 */
export function sendWork(itemId: string, draft: Draft, onProgress: (share: number) => void): Promise<SubmissionView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/items/${itemId}/submissions`)
    for (const [name, value] of Object.entries(callHeaders('POST'))) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onload = () => {
      let body: unknown = null
      try {
        body = JSON.parse(request.responseText)
      } catch {
        body = null
      }
      if (request.status < 400) resolve(body as SubmissionView)
      else reject(new ApiProblem((body ?? {}) as Record<string, unknown>, request.status))
    }
    request.onerror = () => reject(new ApiProblem({ type: 'offline' }, 0))
    const form = new FormData()
    form.append('clientKey', draft.clientKey)
    form.append('text', draft.text)
    for (const file of draft.files) form.append('files', file, file.name)
    request.send(form)
  })
}
