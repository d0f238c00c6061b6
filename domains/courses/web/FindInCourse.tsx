import '@mantine/core/styles/Input.layer.css'
import { TextInput } from '@mantine/core'
import { useDeferredValue, useEffect, useId, useState, type ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import type { CourseView, FoundInCourse } from '../contract.ts'
import { fold } from '../shared/fold.ts'
import { kindIcon } from './kind-icon.ts'
import styles from './Course.module.css'

const askAfter = 300

/**
 * Words in the titles and texts of the course. Titles answer at once and without a line; the texts are asked of the
 * server when the typing rests. What is found stands in place of the outline.
 */
export function FindInCourse({ course, children }: { course: CourseView; children: ReactNode }): ReactNode {
  const t = useText('courses')
  const [typed, setTyped] = useState('')
  const status = useId()
  const wanted = useDeferredValue(typed.trim())
  const asked = useRested(wanted)
  const answer = useApi<FoundInCourse>('/api/offerings/{offeringId}/find', {
    path: { offeringId: course.id },
    query: { q: asked },
    enabled: asked.length >= 2,
    keepPrevious: true,
  })
  const searching = wanted.length >= 2
  const fresh = asked === wanted && answer.data && !answer.isPlaceholderData
  const hits = fresh ? answer.data.hits : titlesWith(course, wanted)
  const count = fresh || answer.isError || answer.isPaused ? t('find.found', { count: hits.length }) : t('find.looking')
  return (
    <>
      <search className={styles['find']}>
        <TextInput
          type="search"
          label={t('find.label')}
          placeholder={t('find.hint')}
          leftSection={<Icon name="search" />}
          value={typed}
          maxLength={100}
          aria-controls={status}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <p id={status} role="status" className={styles['soft']}>
          {searching && (
            <>
              {count}
              {fresh && answer.data.more && <> · {t('find.more')}</>}
              {(answer.isError || answer.isPaused) && <> · {t('find.titles-only')}</>}
            </>
          )}
        </p>
      </search>
      {searching ? <Hits hits={hits} courseId={course.id} /> : children}
    </>
  )
}

function Hits({ hits, courseId }: { hits: FoundInCourse['hits']; courseId: string }): ReactNode {
  const pick = usePick()
  if (hits.length === 0) return null
  return (
    <ul className={`${styles['items']} ${styles['section']}`}>
      {hits.map((hit) => (
        <li key={hit.itemId}>
          <AppLink to={`/courses/${courseId}/items/${hit.itemId}`} className={styles['item'] ?? ''}>
            <span className={styles['sign']}>
              <Icon name={kindIcon(hit.kind)} />
            </span>
            <span className={styles['words']}>
              <span className={styles['title']}>{pick(hit.title)}</span>
              <span className={styles['soft']}>
                {hit.excerpt ? (
                  <>
                    {hit.excerpt.before}
                    <mark>{hit.excerpt.found}</mark>
                    {hit.excerpt.after}
                  </>
                ) : (
                  pick(hit.section)
                )}
              </span>
            </span>
          </AppLink>
        </li>
      ))}
    </ul>
  )
}

/** Hits that the page can find by itself: in the titles. */
function titlesWith(course: CourseView, wanted: string): FoundInCourse['hits'] {
  const words = fold(wanted).split(/\s+/).filter(Boolean)
  return course.sections.flatMap((section) =>
    section.items
      .filter((one) => one.kind !== 'heading' && words.every((word) => fold(Object.values(one.title).join(' ')).includes(word)))
      .map((one) => ({ itemId: one.id, kind: one.kind, title: one.title, section: section.title, excerpt: null })),
  )
}

/** A value after it has rested a moment. */
function useRested(value: string): string {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), askAfter)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
