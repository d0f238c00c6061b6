import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { ApiProblem } from '../../../foundation/web/api/api-problem.ts'
import { callHeaders, readProblem } from '../../../foundation/web/api/call.ts'
import { ProblemNotice } from '../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'

/** Fetches a spreadsheet in the reader's language and hands it over for saving: a plain link could not tell the language nor show a refusal. */
export function SheetLink({ address, name, children }: { address: string; name: string; children: ReactNode }): ReactNode {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const save = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      const reply = await fetch(address, { credentials: 'same-origin', headers: callHeaders('GET') }).catch(() => {
        throw new ApiProblem({ type: 'offline' }, 0)
      })
      if (!reply.ok) throw await readProblem(reply)
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await reply.blob())
      link.download = name
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem({}, 500))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div>
      <Button variant="subtle" size="sm" loading={busy} leftSection={<Icon name="download" size={18} />} onClick={() => void save()}>
        {children}
      </Button>
      {problem && <ProblemNotice problem={problem} />}
    </div>
  )
}
