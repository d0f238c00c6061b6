import { Button } from '@mantine/core'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { ProgressBar } from '../../../../foundation/web/kit/Progress.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { SkeletonLines } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import { limits, offlineLimit, setOfflineLimit } from './keep-film.ts'
import { dropKept, listKept, openKept, type KeptFilm } from './kept-films.ts'
import { keptView } from './kept-view.ts'
import styles from './Video.module.css'

interface Storage {
  works: boolean
  persistent: boolean
  quota: number | null
}

/** What is kept on this device for study without a line: to watch, to remove, and how much may be kept. */
export default function OfflinePage(): ReactNode {
  const t = useText('courses-video')
  const format = useFormat()
  const [films, setFilms] = useState<KeptFilm[] | null>(null)
  const [storage, setStorage] = useState<Storage | null>(null)
  const [limit, setLimit] = useState(offlineLimit)
  const [open, setOpen] = useState<string | null>(null)
  const look = async (): Promise<void> => {
    setFilms(await listKept())
    setStorage({
      works: (await openKept()) !== null,
      persistent: (await navigator.storage?.persisted?.().catch(() => false)) ?? false,
      quota: (await navigator.storage?.estimate?.().catch(() => null))?.quota ?? null,
    })
  }
  useEffect(() => void look(), [])
  const used = films?.reduce((sum, film) => sum + film.bytes, 0) ?? 0
  return (
    <Page title={t('offline.title')} lead={t('offline.lead')} width="text">
      {storage && !storage.works && (
        <Notice tone="bad" title={t('offline.refused.no-storage')}>
          {t('offline.no-storage-text')}
        </Notice>
      )}
      {storage?.works && !storage.persistent && used > 0 && <Notice tone="warn">{t('offline.not-persistent')}</Notice>}
      <Card title={t('offline.room')}>
        <Stack>
          <ProgressBar
            value={Math.min(1, used / limit)}
            label={t('offline.used')}
            note={t('offline.used-of', { used: format.bytes(used), limit: format.bytes(limit) })}
          />
          <SelectField
            label={t('offline.limit')}
            hint={storage?.quota ? t('offline.quota', { quota: format.bytes(storage.quota) }) : undefined}
            value={String(limit)}
            options={limits.map((bytes) => ({ value: String(bytes), label: format.bytes(bytes) }))}
            onChange={(value) => {
              setOfflineLimit(Number(value))
              setLimit(Number(value))
            }}
          />
        </Stack>
      </Card>
      {films === null && <SkeletonLines />}
      {films?.length === 0 && (
        <EmptyState icon="download" title={t('offline.empty')}>
          {t('offline.empty-text')}
        </EmptyState>
      )}
      {films && films.length > 0 && (
        <Card title={t('offline.films')}>
          <ul className={styles['lines']}>
            {films.map((film) => (
              <KeptLine
                key={film.video.id}
                film={film}
                open={open === film.video.id}
                onOpen={() => setOpen(open === film.video.id ? null : film.video.id)}
                onDrop={async () => {
                  setOpen(null)
                  await dropKept(film.video.id)
                  await look()
                }}
              />
            ))}
          </ul>
        </Card>
      )}
    </Page>
  )
}

function KeptLine({ film, open, onOpen, onDrop }: { film: KeptFilm; open: boolean; onOpen: () => void; onDrop: () => Promise<void> }): ReactNode {
  const t = useText('courses-video')
  const format = useFormat()
  const pick = usePick()
  const registered = keptView()
  const [View] = useState(() => (registered ? lazy(registered) : null))
  return (
    <li className={styles['line']}>
      <span>
        <span className={styles['name']}>{pick(film.title)}</span>
        <br />
        <span className={styles['soft']}>
          {pick(film.course)} · {t(`quality.${film.quality}`)} · {format.bytes(film.bytes)} · {format.dateTime(film.keptAt)}
        </span>
      </span>
      <Row>
        <Button onClick={onOpen} aria-expanded={open}>
          {t(open ? 'offline.close' : film.quality === 'sound' ? 'offline.listen' : 'offline.watch')}
        </Button>
        <Button variant="subtle" color="red" onClick={() => void onDrop()}>
          {t('offline.remove')}
        </Button>
        <AppLink to={`/courses/${film.video.offeringId}/items/${film.video.itemId}`}>{t('offline.lesson')}</AppLink>
      </Row>
      {open && View && (
        <Suspense fallback={<SkeletonLines />}>
          <View video={film.video} title={film.title} />
        </Suspense>
      )}
    </li>
  )
}
