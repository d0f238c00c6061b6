import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { Chapter, VideoView } from '../contract.ts'
import { ClockField } from './CueLine.tsx'
import type { PlayerHandle } from './VideoPlayer.tsx'
import styles from './Video.module.css'

const languages = ['ky', 'ru', 'en'] as const

/** The chapters of a video: where each begins, and its title in the languages it has. */
export function ChaptersEditor({ video, player }: { video: VideoView; player: PlayerHandle | null }): ReactNode {
  const t = useText('courses-video')
  const [chapters, setChapters] = useState<Chapter[]>(video.chapters)
  const save = useAct('put', '/api/videos/{videoId}/chapters', {
    refreshes: [`/api/videos/${video.id}`],
    onDone: () => notify(t('texts.saved'), 'good'),
  })
  const put = (index: number, part: Partial<Chapter>): void =>
    setChapters(chapters.map((chapter, at) => (at === index ? { ...chapter, ...part } : chapter)))
  const add = (): void =>
    setChapters([...chapters, { start: Math.floor(player?.media.currentTime ?? 0), title: {} }].toSorted((left, right) => left.start - right.start))
  return (
    <Stack>
      <Row>
        <Button variant="default" leftSection={<Icon name="plus" />} onClick={add}>
          {t('texts.add-chapter')}
        </Button>
      </Row>
      <ol className={styles['cues']}>
        {chapters.map((chapter, index) => (
          <li key={index} className={styles['cue']}>
            <div className={styles['times']}>
              <ClockField label={t('texts.chapter-start', { number: index + 1 })} value={chapter.start} onChange={(start) => put(index, { start })} />
            </div>
            <Stack gap="s">
              {languages.map((language) => (
                <input
                  key={language}
                  type="text"
                  lang={language}
                  maxLength={200}
                  placeholder={t(`languages.${language}`)}
                  aria-label={t('texts.chapter-title', { number: index + 1, language: t(`languages.${language}`) })}
                  value={chapter.title[language] ?? ''}
                  onChange={(event) => put(index, { title: { ...chapter.title, [language]: event.currentTarget.value } })}
                />
              ))}
            </Stack>
            <div className={styles['wide']}>
              <Button size="compact-sm" variant="subtle" onClick={() => player?.play(chapter.start)}>
                {t('texts.go')}
              </Button>
              <Button size="compact-sm" variant="subtle" onClick={() => setChapters(chapters.filter((_, at) => at !== index))}>
                {t('texts.remove')}
              </Button>
            </div>
          </li>
        ))}
      </ol>
      {save.error && <ProblemNotice problem={save.error} />}
      <Row>
        <Button
          loading={save.isPending}
          onClick={() =>
            save.mutate({ path: { videoId: video.id }, body: { chapters: chapters.map(({ start, title }) => ({ start, title: filled(title) })) } })
          }
        >
          {t('texts.save')}
        </Button>
      </Row>
    </Stack>
  )
}

function filled(title: Chapter['title']): Chapter['title'] {
  return Object.fromEntries(Object.entries(title).filter(([, text]) => text?.trim()))
}
