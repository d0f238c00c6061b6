import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Localized } from '../../../../foundation/i18n/localized.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { ProgressBar } from '../../../../foundation/web/kit/Progress.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { VideoView } from '../contract.ts'
import { keepFilm, NotKept } from './keep-film.ts'
import { findKept, type KeptFilm } from './kept-films.ts'
import styles from './Video.module.css'

/** Takes a lecture along for study without a line: its small picture, or its sound. */
export default function KeepFilm({
  video,
  title,
  course,
  onKeep,
}: {
  video: VideoView
  title: Localized
  course: Localized
  onKeep?: () => void
}): ReactNode {
  const t = useText('courses-video')
  const format = useFormat()
  const [kept, setKept] = useState<KeptFilm | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const stop = useRef<AbortController | null>(null)
  useEffect(() => {
    void findKept(video.id).then(setKept)
    return () => stop.current?.abort()
  }, [video.id])
  const start = async (quality: '360p' | 'sound'): Promise<void> => {
    stop.current = new AbortController()
    setRefused(null)
    setShare(0)
    onKeep?.()
    try {
      setKept(await keepFilm(video, { quality, title, course }, setShare, stop.current.signal))
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) setRefused(error instanceof NotKept ? error.why : 'line')
    }
    setShare(null)
  }
  const offered = video.qualities.flatMap(({ quality, bytes }) => (quality === '360p' || quality === 'sound' ? [{ quality, bytes }] : []))
  if (offered.length === 0) return null
  return (
    <Stack gap="s">
      {kept && share === null && (
        <p className={styles['soft']}>
          <Icon name="done" size={16} /> {t('offline.kept', { quality: t(`quality.${kept.quality}`), size: format.bytes(kept.bytes) })}{' '}
          <AppLink to="/offline">{t('offline.list')}</AppLink>
        </p>
      )}
      {share !== null && (
        <>
          <ProgressBar value={share} label={t('offline.keeping')} />
          <Row>
            <Button variant="subtle" onClick={() => stop.current?.abort()}>
              {t('offline.stop')}
            </Button>
          </Row>
        </>
      )}
      {!kept && share === null && (
        <Row>
          {offered.map(({ quality, bytes }) => (
            <Button key={quality} variant="default" leftSection={<Icon name="download" />} onClick={() => void start(quality)}>
              {t('offline.keep', { quality: t(`quality.${quality}`), size: format.bytes(bytes) })}
            </Button>
          ))}
        </Row>
      )}
      {refused && (
        <Notice tone="warn" role="alert" title={t(`offline.refused.${refused}`)}>
          {refused === 'limit' && <AppLink to="/offline">{t('offline.list')}</AppLink>}
        </Notice>
      )}
    </Stack>
  )
}
