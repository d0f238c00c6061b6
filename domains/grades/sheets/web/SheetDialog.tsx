import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { civilDate } from '../../../../foundation/i18n/format.ts'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { DateField } from '../../../../foundation/web/kit/DateField.tsx'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { useGo } from '../../../../foundation/web/navigation/use-go.ts'
import type { SheetView } from '../contract.ts'
import styles from './Sheets.module.css'

export type Asked = 'sign' | 'annul' | 'retake' | 'correct'

/** Asks for what an act on a sheet needs: a code, a reason, a day, students. */
export function SheetDialog({ view, asked, onClose }: { view: SheetView; asked: Asked; onClose: () => void }): ReactNode {
  if (asked === 'sign') return <Sign view={view} onClose={onClose} />
  if (asked === 'annul') return <Annul view={view} onClose={onClose} />
  return asked === 'retake' ? <Retake view={view} onClose={onClose} /> : <Correct view={view} onClose={onClose} />
}

interface Props {
  view: SheetView
  onClose: () => void
}

function Sign({ view, onClose }: Props): ReactNode {
  const t = useText('grades-sheets')
  const format = useFormat()
  const [code, setCode] = useState('')
  const closes = view.may.sign === 'office'
  const sign = useAct('post', closes ? '/api/sheets/{sheetId}/closing' : '/api/sheets/{sheetId}/signature', {
    refreshes: ['/api/sheets', '/api/my', `/api/offerings/${view.offering.id}`],
    onDone: onClose,
  })
  const ready = code.replaceAll(/\D/g, '').length === 6
  const send = (): void => sign.mutate({ path: { sheetId: view.id }, body: { code } })
  const failed = view.lines.filter(({ passed }) => passed === false).length
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(closes ? 'sign-close-title' : 'sign-title', { number: view.number })}
      actions={
        <Button loading={sign.isPending} disabled={!ready} onClick={send}>
          {t(closes ? 'sign-close' : 'sign')}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) send()
        }}
      >
        <Stack>
          <p className={styles['lead']}>{t('sign-what', { count: view.lines.length, failed: format.number(failed) })}</p>
          <p className={styles['soft']}>{t(closes ? 'sign-close-after' : 'sign-after')}</p>
          <TextField
            label={t('code')}
            hint={t('code-hint')}
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={9}
            autoFocus
            value={code}
            onChange={setCode}
          />
          {sign.error && <ProblemNotice problem={sign.error} />}
        </Stack>
      </form>
    </Dialog>
  )
}

function Annul({ view, onClose }: Props): ReactNode {
  const t = useText('grades-sheets')
  const [reason, setReason] = useState('')
  const annul = useAct('post', '/api/sheets/{sheetId}/annulment', { refreshes: ['/api/sheets'], onDone: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('annul-title', { number: view.number })}
      actions={
        <Button
          color="red"
          loading={annul.isPending}
          disabled={reason.trim().length < 10}
          onClick={() => annul.mutate({ path: { sheetId: view.id }, body: { reason } })}
        >
          {t('annul')}
        </Button>
      }
    >
      <Stack>
        <p className={styles['soft']}>{t('annul-after')}</p>
        <TextField label={t('reason')} hint={t('reason-hint')} lines={3} required maxLength={1000} value={reason} onChange={setReason} />
        {annul.error && <ProblemNotice problem={annul.error} />}
      </Stack>
    </Dialog>
  )
}

function Retake({ view, onClose }: Props): ReactNode {
  const t = useText('grades-sheets')
  const format = useFormat()
  const go = useGo()
  const [examDate, setDate] = useState(civilDate(new Date()))
  const open = useAct<{ id: string }>('post', '/api/sheets/{sheetId}/retake', { refreshes: ['/api/sheets'], onDone: ({ id }) => go(`/sheets/${id}`) })
  const { retake } = view
  const repeat = view.lines.filter(({ next }) => next === 'repeat')
  return (
    <Dialog
      open
      onClose={onClose}
      title={retake ? t(`kinds.${retake.kind}`) : t('sheet')}
      actions={
        <Button loading={open.isPending} disabled={!examDate} onClick={() => open.mutate({ path: { sheetId: view.id }, body: { examDate } })}>
          {t('open')}
        </Button>
      }
    >
      <Stack>
        <p className={styles['lead']}>
          {view.lines
            .filter(({ next }) => next === retake?.kind)
            .map(({ person }) => format.name(person, 'short'))
            .join(', ')}
        </p>
        {repeat.length > 0 && (
          <p className={styles['soft']}>{t('repeat-list', { names: repeat.map(({ person }) => format.name(person, 'short')).join(', ') })}</p>
        )}
        <DateField label={t('exam-date')} required value={examDate} onChange={setDate} />
        {open.error && <ProblemNotice problem={open.error} />}
      </Stack>
    </Dialog>
  )
}

function Correct({ view, onClose }: Props): ReactNode {
  const t = useText('grades-sheets')
  const format = useFormat()
  const go = useGo()
  const [chosen, setChosen] = useState<string[]>([])
  const [reason, setReason] = useState('')
  const open = useAct<{ id: string }>('post', '/api/sheets/{sheetId}/correction', {
    refreshes: ['/api/sheets'],
    onDone: ({ id }) => go(`/sheets/${id}`),
  })
  return (
    <Dialog
      open
      onClose={onClose}
      size="m"
      title={t('correct-title', { number: view.number })}
      actions={
        <Button
          loading={open.isPending}
          disabled={chosen.length === 0 || reason.trim().length < 10}
          onClick={() => open.mutate({ path: { sheetId: view.id }, body: { personIds: chosen, reason, examDate: view.examDate } })}
        >
          {t('open')}
        </Button>
      }
    >
      <Stack>
        <p className={styles['soft']}>{t('correct-after')}</p>
        <fieldset className={styles['choose']}>
          <legend>{t('correct-whom')}</legend>
          {view.lines.map(({ person, percent, letter }) => (
            <CheckField
              key={person.id}
              label={`${format.name(person)} · ${percent === null ? '—' : format.number(percent)} ${letter ?? ''}`}
              value={chosen.includes(person.id)}
              onChange={(on) => setChosen(on ? [...chosen, person.id] : chosen.filter((one) => one !== person.id))}
            />
          ))}
        </fieldset>
        <TextField label={t('reason')} hint={t('reason-hint')} lines={3} required maxLength={1000} value={reason} onChange={setReason} />
        {open.error && <ProblemNotice problem={open.error} />}
      </Stack>
    </Dialog>
  )
}
