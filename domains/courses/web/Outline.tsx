import type { ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import type { CourseView, OutlineItemView, OutlineSectionView } from '../contract.ts'
import { kindIcon } from './kind-icon.ts'
import type { CourseProgress, ItemProgress } from './progress.ts'
import styles from './Course.module.css'

/** The sections of a course in order, each item with its state. */
export function Outline({ course, progress }: { course: CourseView; progress: CourseProgress | undefined }): ReactNode {
  const states = new Map((progress?.items ?? []).map((one) => [one.itemId, one]))
  const fresh = new Map((progress?.fresh ?? []).map((one) => [one.itemId, one.why]))
  return (
    <div className={styles['outline']}>
      {course.sections.map((section) => (
        <SectionPart key={section.id} courseId={course.id} section={section} states={states} fresh={fresh} studying={progress !== undefined} />
      ))}
    </div>
  )
}

interface PartProps {
  courseId: string
  section: OutlineSectionView
  states: Map<string, ItemProgress>
  fresh: Map<string, 'new' | 'changed'>
  studying: boolean
}

function SectionPart({ courseId, section, states, fresh, studying }: PartProps): ReactNode {
  const t = useText('courses')
  const pick = usePick()
  const steps = section.items.filter((one) => one.kind !== 'heading')
  const done = steps.filter((one) => states.get(one.id)?.completedAt).length
  return (
    <section className={styles['section']} aria-labelledby={section.id}>
      <header className={styles['section-head']}>
        <h2 id={section.id}>{pick(section.title)}</h2>
        <span className={styles['soft']}>
          {section.week !== null && <>{t('week', { week: section.week })} · </>}
          {studying ? t('section-done', { done, total: steps.length }) : t('items', { count: steps.length })}
        </span>
        {section.hidden && <StatusBadge tone="warn">{t('hidden')}</StatusBadge>}
      </header>
      <ul className={styles['items']}>
        {section.items.map((one) =>
          one.kind === 'heading' ? (
            <li key={one.id} className={styles['heading']}>
              <h3>{pick(one.title)}</h3>
            </li>
          ) : (
            <ItemLine key={one.id} courseId={courseId} item={one} state={states.get(one.id)} fresh={fresh.get(one.id)} studying={studying} />
          ),
        )}
      </ul>
    </section>
  )
}

function ItemLine({
  courseId,
  item,
  state,
  fresh,
  studying,
}: {
  courseId: string
  item: OutlineItemView
  state: ItemProgress | undefined
  fresh: 'new' | 'changed' | undefined
  studying: boolean
}): ReactNode {
  const t = useText('courses')
  const pick = usePick()
  const format = useFormat()
  const done = Boolean(state?.completedAt)
  const notYet = item.opensAt !== null && Date.parse(item.opensAt) > Date.now()
  const locked = item.needs?.some(({ met }) => met === false) ?? false
  const late = !done && studying && item.dueAt !== null && Date.parse(item.dueAt) < Date.now()
  const facts = [t(`kinds.${item.kind}`), ...(item.minutes ? [format.duration(item.minutes * 60)] : [])]
  return (
    <li>
      <AppLink to={`/courses/${courseId}/items/${item.id}`} className={styles['item'] ?? ''} data-done={done}>
        <span className={styles['sign']}>
          {done ? <Icon name="done" label={t('state.done')} /> : <Icon name={notYet || locked ? 'lock' : kindIcon(item.kind)} />}
        </span>
        <span className={styles['words']}>
          <span className={styles['title']}>{pick(item.title)}</span>
          <span className={styles['soft']}>
            {facts.join(' · ')}
            {studying && !done && state && <> · {t('state.begun')}</>}
          </span>
        </span>
        <span className={styles['marks']}>
          {fresh && <StatusBadge tone="info">{t(`fresh.${fresh}`)}</StatusBadge>}
          {item.hidden && <StatusBadge tone="warn">{t('hidden')}</StatusBadge>}
          {locked && <StatusBadge>{t('locked.badge')}</StatusBadge>}
          {notYet && item.opensAt && <StatusBadge>{t('opens', { when: format.dayMonth(item.opensAt) })}</StatusBadge>}
          {item.dueAt && !done && (
            <StatusBadge tone={late ? 'bad' : 'info'}>{t(late ? 'was-due' : 'due', { when: format.dayMonth(item.dueAt) })}</StatusBadge>
          )}
        </span>
      </AppLink>
    </li>
  )
}
