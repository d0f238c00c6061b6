import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { SkeletonCards } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Split, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { useGo, usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { ComplexView, ContentView } from '../contract.ts'
import { DecisionDialog } from './ComplexDialogs.tsx'
import { ReviewedItem } from './ReviewedItem.tsx'
import { RemarkDialog, type Place } from './RemarkDialog.tsx'
import { RubricCard } from './RubricCard.tsx'
import { useChosenWords } from './use-chosen-words.ts'
import styles from './Complex.module.css'

/**
 * The whole complex as it lies before the council, from the first word to the last: words are marked and a remark is
 * written at that very place, and the four criteria stand beside the text (R3.4b, R5.3c).
 */
export default function ReviewPage(): ReactNode {
  const { offeringId = '' } = usePathValues()
  const t = useText('courses-complex')
  const pick = usePick()
  const format = useFormat()
  const go = useGo()
  const [deciding, setDeciding] = useState<'approve' | 'return' | null>(null)
  const complex = useApi<ComplexView>('/api/offerings/{offeringId}/complex', { path: { offeringId } })
  const content = useApi<ContentView>('/api/offerings/{offeringId}/complex/content/{version}', { path: { offeringId, version: 'draft' } })
  const own = complex.data
  const decides = own?.mayReview && own.state === 'submitted'
  return (
    <Page
      title={t('review.title')}
      lead={own?.state === 'submitted' ? t('review.lead') : undefined}
      crumbs={
        own
          ? [
              { label: pick(own.offering.name), to: `/courses/${offeringId}` },
              { label: t('title'), to: `/courses/${offeringId}/complex` },
            ]
          : []
      }
      savedAt={complex.savedAt}
      width="full"
      facts={
        own && (
          <>
            <StatusBadge>{own.offering.code}</StatusBadge>
            <StatusBadge>{t(`states.${own.state}`)}</StatusBadge>
            {own.state === 'submitted' && own.dueOn && <StatusBadge>{t('due', { date: format.date(own.dueOn) })}</StatusBadge>}
          </>
        )
      }
      actions={
        <>
          {(own?.differs ?? 0) > 0 && (
            <Button variant="default" leftSection={<Icon name="history" />} onClick={() => go(`/courses/${offeringId}/complex/compare`)}>
              {t('compare.open')}
            </Button>
          )}
          {decides && (
            <>
              <Button variant="default" onClick={() => setDeciding('return')}>
                {t('return')}
              </Button>
              <Button onClick={() => setDeciding('approve')}>{t('approve')}</Button>
            </>
          )}
        </>
      }
    >
      <Loaded from={complex} skeleton={<SkeletonCards cards={3} />}>
        {(view: ComplexView) => (
          <Split aside={<RubricCard view={view} />}>
            <Loaded from={content} skeleton={<SkeletonCards cards={4} />}>
              {(all: ContentView) => <Content view={view} content={all} />}
            </Loaded>
          </Split>
        )}
      </Loaded>
      {deciding && <DecisionDialog offeringId={offeringId} decision={deciding} onClose={() => setDeciding(null)} />}
    </Page>
  )
}

function Content({ view, content }: { view: ComplexView; content: ContentView }): ReactNode {
  const t = useText('courses-complex')
  const pick = usePick()
  const [place, setPlace] = useState<Place | null>(null)
  const chosen = useChosenWords()
  const mayRemark = view.mayReview && view.state === 'submitted'
  if (content.sections.every(({ items }) => items.length === 0)) return <EmptyState icon="book" title={t('review.empty')} />
  const whole = view.comments.filter(({ itemId }) => itemId === null)
  return (
    <Stack gap="l">
      {view.state !== 'submitted' && <Notice title={t('review.not-submitted')} />}
      {content.sections.map((part) => (
        <section key={part.id}>
          <Stack gap="s">
            <h2>{pick(part.title)}</h2>
            {part.items.map((one) => (
              <ReviewedItem
                key={one.id}
                item={one}
                offeringId={view.offering.id}
                part={view.items.find(({ id }) => id === one.id)?.part ?? null}
                remarks={view.comments.filter(({ itemId }) => itemId === one.id)}
                mayEdit={view.mayEdit}
                {...(mayRemark ? { onRemark: () => setPlace({ itemId: one.id, title: pick(one.title), quote: chosenIn(chosen, one.id) }) } : {})}
              />
            ))}
          </Stack>
        </section>
      ))}
      {whole.length > 0 && <ReviewedItem item={null} offeringId={view.offering.id} part={null} remarks={whole} mayEdit={view.mayEdit} />}
      {mayRemark && (
        <div>
          <Button variant="default" onClick={() => setPlace({ itemId: null, title: t('whole-course'), quote: '' })}>
            {t('review.remark-whole')}
          </Button>
        </div>
      )}
      {mayRemark && chosen && !place && (
        <div className={styles['chosen']} role="status">
          <span>«{chosen.quote}»</span>
          <Button
            // the press must not take the marking away
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setPlace({ ...chosen, title: titleOf(content, chosen.itemId, pick) })}
          >
            {t('review.remark-here')}
          </Button>
        </div>
      )}
      {place && <RemarkDialog offeringId={view.offering.id} place={place} onClose={() => setPlace(null)} />}
    </Stack>
  )
}

const chosenIn = (chosen: { itemId: string; quote: string } | null, itemId: string): string => (chosen?.itemId === itemId ? chosen.quote : '')

function titleOf(content: ContentView, itemId: string, pick: ReturnType<typeof usePick>): string {
  const found = content.sections.flatMap(({ items }) => items).find(({ id }) => id === itemId)
  return found ? pick(found.title) : ''
}
