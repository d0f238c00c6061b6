import { useEffect, useState, type ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Form } from '../../../../foundation/web/kit/Form.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { NotesView } from '../../notes/contract.ts'
import styles from './Study.module.css'
import { waitingNotes, writeNote, type WaitingNote } from './waiting-notes.ts'

/** One's own notes at an item; written also without a line. */
export function NotesPart({ itemId, quote }: { itemId: string; quote: string | null }): ReactNode {
  const t = useText('learning-studying')
  const notes = useApi<NotesView>('/api/my/notes', { query: { itemId } })
  const [waiting, setWaiting] = useState<[string, WaitingNote][]>([])
  const [begun, setBegun] = useState(0)
  const [ended, setEnded] = useState(0)
  const [outcome, setOutcome] = useState<'sent' | 'waits' | 'refused' | null>(null)
  useEffect(() => {
    void waitingNotes(itemId).then(setWaiting)
  }, [itemId, ended, notes.data])
  const write = async (text: string): Promise<void> => {
    // the field is emptied at once: what is typed while this note travels belongs to the next one
    setBegun((before) => before + 1)
    setOutcome(await writeNote({ itemId, quote, text }))
    setEnded((before) => before + 1)
  }
  const kept = notes.data?.notes ?? []
  const known = new Set(kept.map(({ id }) => id))
  return (
    <Stack gap="m">
      <p className={styles['soft']}>{t('notes.private')}</p>
      {[...waiting.filter(([id]) => !known.has(id)).map(([id, note]) => ({ id, ...note })), ...kept].map((note) => (
        <div key={note.id} className={styles['entry']}>
          {note.quote && <blockquote>{note.quote}</blockquote>}
          <p>{note.text}</p>
        </div>
      ))}
      {outcome && outcome !== 'sent' && (
        <Notice tone={outcome === 'waits' ? 'info' : 'warn'} role="status">
          {t(`notes.${outcome}`)}
        </Notice>
      )}
      {quote && <blockquote className={styles['quote']}>{quote}</blockquote>}
      <Form
        key={begun}
        initial={{ text: '' }}
        submitLabel={t('notes.keep')}
        onSubmit={({ text }: { text: string }) => text.trim() && void write(text.trim())}
      >
        <TextField name="text" lines={3} maxLength={10_000} label={t('notes.write')} />
      </Form>
    </Stack>
  )
}
