import { ActionIcon, Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { PhrasesView } from '../contract.ts'
import styles from './Rubric.module.css'

/** The teacher's own phrases: one tap puts one into the comment, another keeps the comment for the next time. */
export function PhraseBank({ comment, onInsert }: { comment: string; onInsert: (words: string) => void }): ReactNode {
  const t = useText('assignments-rubric')
  const [looked, setLooked] = useState('')
  const found = useApi<PhrasesView>('/api/my/phrases')
  const phrases = found.data?.phrases ?? []
  const keep = useAct('post', '/api/my/phrases', { refreshes: ['/api/my/phrases'] })
  const remove = useAct('delete', '/api/my/phrases/{phraseId}', { refreshes: ['/api/my/phrases'] })
  const shown = phrases.filter((one) => one.words.toLowerCase().includes(looked.trim().toLowerCase()))
  const words = comment.trim()
  return (
    <details className={styles['phrases']}>
      <summary>
        {t('phrases')} ({phrases.length})
      </summary>
      {phrases.length > 6 && <TextField label={t('find')} value={looked} onChange={setLooked} type="search" />}
      <ul>
        {shown.map((one) => (
          <li key={one.id}>
            <button type="button" className={styles['phrase']} onClick={() => onInsert(one.words)}>
              {one.words}
            </button>
            <ActionIcon
              variant="subtle"
              color="red"
              aria-label={`${t('forget')}: ${one.words}`}
              onClick={() => remove.mutate({ path: { phraseId: one.id } })}
            >
              <Icon name="close" size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {phrases.length === 0 && <p className={styles['soft']}>{t('no-phrases')}</p>}
      <Button
        size="compact-sm"
        variant="default"
        disabled={words.length < 2 || phrases.some((one) => one.words === words)}
        loading={keep.isPending}
        onClick={() => keep.mutate({ body: { words } })}
      >
        {t('keep')}
      </Button>
      <span role="status">{keep.error ? keep.error.title : ''}</span>
    </details>
  )
}
