import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { personName } from '../../../../foundation/i18n/format.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { VersionLine, VersionsView, VersionView } from '../contract.ts'
import { Compare } from './Compare.tsx'
import styles from './Editor.module.css'

interface Props {
  itemId: string
  language: string
  current: string
  onRestore: (html: string) => void
  onClose: () => void
}

/** What the text was: every version compared with the one that stands in the editor, and brought back. */
export function HistoryDialog({ itemId, language, current, onRestore, onClose }: Props): ReactNode {
  const t = useText('courses-authoring')
  const format = useFormat()
  const [chosen, setChosen] = useState<string | null>(null)
  const list = useApi<VersionsView>('/api/items/{itemId}/texts/{language}/versions', { path: { itemId, language } })
  const one = useApi<VersionView>('/api/items/{itemId}/texts/{language}/versions/{versionId}', {
    path: { itemId, language, versionId: chosen ?? '' },
    enabled: chosen !== null,
  })
  const name = (line: VersionLine): string => (line.by ? personName(line.by, 'short') : t('history.imported'))
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('history.title')}
      size="l"
      actions={
        chosen !== null && (
          <Button disabled={!one.data} onClick={() => one.data && onRestore(one.data.html)}>
            {t('history.restore')}
          </Button>
        )
      }
    >
      <Loaded from={list}>
        {({ versions }: VersionsView) =>
          versions.length === 0 ? (
            <EmptyState icon="history" title={t('history.none')} />
          ) : (
            <Stack>
              <ul className={styles['versions']}>
                {versions.map((line) => (
                  <li key={line.id}>
                    <button type="button" aria-pressed={line.id === chosen} onClick={() => setChosen(line.id)}>
                      <span>{format.dateTime(line.at)}</span>
                      <span>{name(line)}</span>
                    </button>
                  </li>
                ))}
              </ul>
              {chosen === null ? (
                <p>{t('history.choose')}</p>
              ) : (
                <Loaded from={one}>{(old: VersionView) => <Compare before={old.html} after={current} language={language} />}</Loaded>
              )}
            </Stack>
          )
        }
      </Loaded>
    </Dialog>
  )
}
