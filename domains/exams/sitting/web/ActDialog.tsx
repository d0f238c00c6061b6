import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { ApiProblem } from '../../../../foundation/web/api/api-problem.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { RoomActInput } from '../contract.ts'

/** Asks for the minutes and the reason (or the message) of an act in the room. */
export function ActDialog(props: {
  kind: RoomActInput['kind']
  /** Null: everybody. */
  whom: string | null
  pending: boolean
  problem: ApiProblem | null
  onAct: (words: string, minutes: number | null) => void
  onClose: () => void
}): ReactNode {
  const { kind, whom, pending, problem, onAct, onClose } = props
  const t = useText('exams-sitting')
  const [words, setWords] = useState('')
  const [minutes, setMinutes] = useState<number | null>(10)
  const timed = kind === 'extend' || kind === 'reopen'
  return (
    <Dialog
      open
      onClose={onClose}
      title={whom ? t(`ask.${kind}-one`, { whom }) : t(`ask.${kind}-all`)}
      actions={
        <Button
          color={kind === 'close' ? 'red' : undefined}
          loading={pending}
          disabled={words.trim().length < 3 || (timed && !minutes)}
          onClick={() => onAct(words, timed ? minutes : null)}
        >
          {t(`act.${kind}`)}
        </Button>
      }
    >
      <Stack>
        {timed && <NumberField label={t('minutes')} min={1} max={600} decimals={0} required value={minutes} onChange={setMinutes} />}
        <TextField label={t(kind === 'message' ? 'words' : 'reason')} lines={3} required maxLength={500} value={words} onChange={setWords} />
        {problem && <ProblemNotice problem={problem} />}
      </Stack>
    </Dialog>
  )
}
