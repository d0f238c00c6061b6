import { Button } from '@mantine/core'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { refresh } from '../../../foundation/web/api/query-client.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useLocale, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { SkeletonLines } from '../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StorageNotice } from '../../../foundation/web/kit/StorageNotice.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { useGo, usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../foundation/web/session/me.ts'
import { LessonText } from '../authoring/web/LessonText.tsx'
import type { ItemView } from '../contract.ts'
import { LockedNotice } from '../structure/web/LockedNotice.tsx'
import styles from './Course.module.css'
import { itemFoot } from './item-foot.ts'
import { itemView } from './item-views.ts'
import { useProgress } from './progress.ts'
import { useReading } from './use-reading.ts'
import { sendProgress } from './waiting-progress.ts'

const DiscussionPart = lazy(() => import('./DiscussionPart.tsx'))

/** One item of a course, with what comes before and after it. */
export default function ItemPage(): ReactNode {
  const { offeringId = '', itemId = '' } = usePathValues()
  const t = useText('courses')
  const pick = usePick()
  const format = useFormat()
  const go = useGo()
  const item = useApi<ItemView>('/api/items/{itemId}', { path: { itemId } })
  const own = item.data
  useReading(offeringId, itemId, own?.open ?? false)
  useSteps(own)
  return (
    <Page
      title={own ? pick(own.title) : t('course')}
      width={own?.kind === 'page' || own?.kind === 'discussion' ? 'text' : 'wide'}
      crumbs={own ? [{ label: pick(own.course.name), to: `/courses/${offeringId}` }, { label: pick(own.section.title) }] : []}
      savedAt={item.savedAt}
      facts={
        own && (
          <>
            <StatusBadge>{t(`kinds.${own.kind}`)}</StatusBadge>
            {own.minutes && <StatusBadge>{format.duration(own.minutes * 60)}</StatusBadge>}
            {own.dueAt && <StatusBadge tone="info">{t('due', { when: format.dateTime(own.dueAt) })}</StatusBadge>}
            {own.hidden && <StatusBadge tone="warn">{t('hidden')}</StatusBadge>}
          </>
        )
      }
      actions={
        own?.mayEdit && (
          <Button variant="default" leftSection={<Icon name="edit" />} onClick={() => go(`/courses/${offeringId}/items/${itemId}/edit`)}>
            {t('edit-item.open')}
          </Button>
        )
      }
    >
      <Loaded from={item} skeleton={<SkeletonLines lines={10} />}>
        {(view: ItemView) => (
          <>
            <StorageNotice />
            <ItemBody key={view.id} item={view} />
            <Steps item={view} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function ItemBody({ item }: { item: ItemView }): ReactNode {
  const t = useText('courses')
  const format = useFormat()
  const locale = useLocale()
  const View = itemView(item.kind)
  const Foot = itemFoot()
  const unmet = item.needs?.filter(({ met }) => met === false) ?? []
  if (unmet.length > 0 && !item.open) return <LockedNotice needs={item.needs ?? []} courseId={item.offeringId} />
  if (!item.open && item.opensAt)
    return (
      <EmptyState icon="lock" title={t('not-open.title')}>
        {t('not-open.text', { when: format.dateTime(item.opensAt) })}
      </EmptyState>
    )
  const language = item.text?.language
  const foreign = language !== undefined && language !== locale && language !== 'und'
  const bare = !item.text && !item.url && item.files.length === 0 && !View && item.kind !== 'discussion'
  return (
    <Stack gap="l">
      {foreign && <Notice>{t('other-language', { language: t(`languages.${language}`) })}</Notice>}
      {item.text && (
        <LessonText
          html={item.text.html}
          itemId={item.id}
          offeringId={item.offeringId}
          {...(language && language !== 'und' ? { lang: language } : {})}
        />
      )}
      {item.url && (
        <p>
          <a className={styles['outside'] ?? ''} href={item.url} rel="noopener nofollow">
            {t('open-link')}: {item.url}
          </a>
        </p>
      )}
      {item.files.length > 0 && <Files item={item} />}
      {(item.licence || item.source) && <Origin licence={item.licence} source={item.source} />}
      {bare && <EmptyState title={t('bare')} />}
      {View && (
        <Suspense fallback={<SkeletonLines />}>
          <View itemId={item.id} offeringId={item.offeringId} teaching={item.mayEdit} />
        </Suspense>
      )}
      {item.kind === 'discussion' && (
        <Suspense fallback={<SkeletonLines />}>
          <DiscussionPart itemId={item.id} />
        </Suspense>
      )}
      <DonePart item={item} />
      {Foot && (
        // its room is kept while it is fetched: what stands below must not slip from under a finger or out of sight
        <Suspense fallback={<SkeletonLines lines={3} />}>
          <Foot itemId={item.id} offeringId={item.offeringId} />
        </Suspense>
      )}
    </Stack>
  )
}

/** Whose the material is and how it may be used (R5.3c: open educational resources). */
function Origin({ licence, source }: { licence: string | null; source: string | null }): ReactNode {
  const t = useText('courses')
  const address = source && /^https?:\/\//.test(source) && URL.canParse(source) ? source : null
  return (
    <p className={styles['soft']}>
      {licence && t('origin.licence', { licence })}
      {licence && source && ' · '}
      {source &&
        (address ? (
          <a href={address} rel="noopener nofollow">
            {t('origin.source', { source: new URL(address).host })}
          </a>
        ) : (
          t('origin.source', { source })
        ))}
    </p>
  )
}

function Files({ item }: { item: ItemView }): ReactNode {
  const format = useFormat()
  return (
    <ul className={styles['files']}>
      {item.files.map((file) => (
        <li key={file.id}>
          <a href={file.href} download={file.name}>
            <Icon name="download" />
            <span>
              {file.name}
              <span className={styles['soft']}>{format.bytes(file.bytes)}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** A page or a discussion is done when its reader says so (a page also when it was read to its end). */
function DonePart({ item }: { item: ItemView }): ReactNode {
  const t = useText('courses')
  const may = useMay()
  const state = useProgress(item.offeringId)?.items.find((one) => one.itemId === item.id)
  const [sending, setSending] = useState(false)
  const [outcome, setOutcome] = useState<'sent' | 'waits' | 'refused' | null>(null)
  const finish = async (): Promise<void> => {
    setSending(true)
    setOutcome(await sendProgress(item.id, { seconds: 0, place: 1000, done: true }))
    await refresh(`/api/offerings/${item.offeringId}/progress`)
    setSending(false)
  }
  if (!may('progress.write', { offeringId: item.offeringId }) || (item.kind !== 'page' && item.kind !== 'discussion')) return null
  if (state?.completedAt)
    return (
      <p role="status">
        <StatusBadge tone="good">{t('state.done')}</StatusBadge>
      </p>
    )
  return (
    <div>
      <Button variant="default" leftSection={<Icon name="check" />} loading={sending} onClick={() => void finish()}>
        {t('mark-done')}
      </Button>
      {(outcome === 'waits' || outcome === 'refused') && (
        <Notice tone={outcome === 'waits' ? 'info' : 'warn'} role="status">
          {t(`done-${outcome}`)}
        </Notice>
      )}
    </div>
  )
}

function Steps({ item }: { item: ItemView }): ReactNode {
  const t = useText('courses')
  const pick = usePick()
  if (!item.previous && !item.next) return null
  return (
    <nav className={`${styles['steps']} not-printed`} aria-label={t('steps.label')}>
      {item.previous ? (
        <AppLink to={`/courses/${item.offeringId}/items/${item.previous.id}`} rel="prev" aria-keyshortcuts="Alt+ArrowUp">
          <span className={styles['soft']}>{t('steps.previous')}</span>
          {pick(item.previous.title)}
        </AppLink>
      ) : (
        <span />
      )}
      {item.next && (
        <AppLink to={`/courses/${item.offeringId}/items/${item.next.id}`} rel="next" aria-keyshortcuts="Alt+ArrowDown">
          <span className={styles['soft']}>{t('steps.next')}</span>
          {pick(item.next.title)}
        </AppLink>
      )}
    </nav>
  )
}

/** Alt and the arrows up and down lead to the item before and after; left and right belong to the browser's history. */
function useSteps(item: ItemView | undefined): void {
  const go = useGo()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return
      const to = event.key === 'ArrowUp' ? item?.previous : event.key === 'ArrowDown' ? item?.next : null
      if (!to || !item) return
      event.preventDefault()
      go(`/courses/${item.offeringId}/items/${to.id}`)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}
