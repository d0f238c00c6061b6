import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { TestView } from '../../contract.ts'

/** The button that begins a test, or lets into an exam's waiting room; with the code where one is asked for. */
export function StartPart(props: { view: TestView; again: boolean; pending: boolean; onStart: (code: string | null) => void }): ReactNode {
  const { view, again, pending, onStart } = props
  const t = useText('exams')
  const [code, setCode] = useState('')
  const { sitting } = view
  const label = sitting ? 'start.enter' : again ? 'start.again' : 'start.first'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onStart(sitting?.needsCode ? code : null)
      }}
    >
      <Stack>
        {sitting?.needsCode && (
          <TextField label={t('start.code')} hint={t('start.code-hint')} required maxLength={40} value={code} onChange={setCode} />
        )}
        <div>
          <Button type="submit" loading={pending} disabled={sitting?.needsCode === true && code.trim() === ''}>
            {t(label)}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
