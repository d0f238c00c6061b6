import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { PrintButton } from '../../../../foundation/web/kit/PrintButton.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { NotesView } from '../../notes/contract.ts'
import styles from './Study.module.css'

/** All notes of one's own: searched, printed, removed. */
export default function MyNotesPage(): ReactNode {
  const t = useText('learning-studying')
  const pick = usePick()
  const format = useFormat()
  const [text, setText] = useState('')
  const notes = useApi<NotesView>('/api/my/notes')
  const remove = useAct('delete', '/api/my/notes/{noteId}', { refreshes: ['/api/my/notes'] })
  const wanted = text.trim().toLowerCase()
  return (
    <Page title={t('notes.page')} lead={t('notes.private')} savedAt={notes.savedAt} actions={<PrintButton />}>
      <Loaded from={notes}>
        {(view: NotesView) => {
          const found = view.notes.filter((one) => `${one.text} ${one.quote ?? ''}`.toLowerCase().includes(wanted))
          return (
            <Stack gap="l">
              <div className="not-printed">
                <TextField type="search" label={t('notes.search')} value={text} onChange={setText} />
              </div>
              {found.length === 0 && <EmptyState title={t('notes.none')} />}
              {found.map((one) => (
                <div key={one.id} className={styles['entry']}>
                  <p className={styles['soft']}>
                    {one.item && <AppLink to={`/courses/${one.item.offeringId}/items/${one.item.id}`}>{pick(one.item.title)}</AppLink>}{' '}
                    {[one.item && pick(one.item.course), format.dateTime(one.createdAt)].filter(Boolean).join(' · ')}
                  </p>
                  {one.quote && <blockquote>{one.quote}</blockquote>}
                  <p>{one.text}</p>
                  <Button
                    className="not-printed"
                    size="compact-sm"
                    variant="subtle"
                    color="red"
                    onClick={() => remove.mutate({ path: { noteId: one.id } })}
                  >
                    {t('notes.remove')}
                  </Button>
                </div>
              ))}
            </Stack>
          )
        }}
      </Loaded>
    </Page>
  )
}
