import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useLocale, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { BarChart } from '../../../../foundation/web/kit/BarChart.tsx'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { SkeletonCards } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Boxes, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { useGo, usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { ComplexView } from '../contract.ts'
import { CommentsCard } from './CommentsCard.tsx'
import { DecisionDialog, ExcuseDialog } from './ComplexDialogs.tsx'
import { ItemsCard } from './ItemsCard.tsx'
import { measuredWords } from './measured-words.ts'
import { VersionsCard } from './VersionsCard.tsx'
import styles from './Complex.module.css'

/** The course complex for its authors and for the council: what it lacks, what is measured, remarks, decision. */
export default function ComplexPage(): ReactNode {
  const { offeringId = '' } = usePathValues()
  const t = useText('courses-complex')
  const pick = usePick()
  const [deciding, setDeciding] = useState<'approve' | 'return' | null>(null)
  const address = `/api/offerings/${offeringId}/complex`
  const complex = useApi<ComplexView>('/api/offerings/{offeringId}/complex', { path: { offeringId } })
  const submit = useAct('post', '/api/offerings/{offeringId}/complex/submit', { refreshes: [address] })
  const publish = useAct('post', '/api/offerings/{offeringId}/complex/publish', { refreshes: [address] })
  const own = complex.data
  const go = useGo()
  const locale = useLocale()
  // the sheet is a paper of the university: Kyrgyz or Russian
  const sheetLanguage = locale === 'en' ? '' : `?language=${locale}`
  const problem = submit.error ?? publish.error
  return (
    <Page
      title={t('title')}
      crumbs={own ? [{ label: pick(own.offering.name), to: `/courses/${offeringId}` }] : []}
      savedAt={complex.savedAt}
      facts={
        own && (
          <>
            <StatusBadge>{own.offering.code}</StatusBadge>
            <StatusBadge>{t(`states.${own.state}`)}</StatusBadge>
          </>
        )
      }
      actions={
        own && (
          <>
            <Button variant="default" leftSection={<Icon name="book-open" />} onClick={() => go(`/courses/${offeringId}/complex/review`)}>
              {t('review.title')}
            </Button>
            {(own.differs ?? 0) > 0 && (
              <Button variant="default" leftSection={<Icon name="history" />} onClick={() => go(`/courses/${offeringId}/complex/compare`)}>
                {t('compare.open')}
              </Button>
            )}
            {own.submittedAt && (
              <Button
                component="a"
                variant="default"
                leftSection={<Icon name="print" />}
                href={`/api/offerings/${offeringId}/complex/sheet.pdf${sheetLanguage}`}
                target="_blank"
              >
                {t('sheet')}
              </Button>
            )}
            {own.mayEdit && own.state !== 'submitted' && (
              <Button
                variant={own.state === 'approved' ? 'default' : 'filled'}
                loading={submit.isPending}
                onClick={() => submit.mutate({ path: { offeringId } })}
              >
                {t('submit')}
              </Button>
            )}
            {own.mayEdit && own.state === 'approved' && (
              <Button loading={publish.isPending} onClick={() => publish.mutate({ path: { offeringId } })}>
                {t('publish')}
              </Button>
            )}
            {own.mayReview && own.state === 'submitted' && (
              <>
                <Button variant="default" onClick={() => setDeciding('return')}>
                  {t('return')}
                </Button>
                <Button onClick={() => setDeciding('approve')}>{t('approve')}</Button>
              </>
            )}
          </>
        )
      }
    >
      <Loaded from={complex} skeleton={<SkeletonCards cards={4} />}>
        {(view: ComplexView) => (
          <Stack gap="l">
            {problem && <ProblemNotice problem={problem} />}
            <States view={view} />
            <Gaps view={view} />
            <CommentsCard view={view} />
            <VersionsCard view={view} />
            <MeasuresCard view={view} />
            <ItemsCard view={view} />
          </Stack>
        )}
      </Loaded>
      {deciding && <DecisionDialog offeringId={offeringId} decision={deciding} onClose={() => setDeciding(null)} />}
    </Page>
  )
}

function States({ view }: { view: ComplexView }): ReactNode {
  const t = useText('courses-complex')
  const format = useFormat()
  return (
    <>
      {view.state === 'open' && <Notice title={t('open-note')} />}
      {view.state === 'submitted' && view.dueOn && <Notice title={t('due', { date: format.date(view.dueOn) })} />}
      {view.decisionNote && (
        <Notice tone={view.state === 'returned' ? 'warn' : 'info'} title={t(`states.${view.state}`)}>
          {view.decisionNote}
        </Notice>
      )}
      {(view.differs ?? 0) > 0 && <Notice title={t('differs', { count: view.differs ?? 0 })} />}
    </>
  )
}

function Gaps({ view }: { view: ComplexView }): ReactNode {
  const t = useText('courses-complex')
  const [excusing, setExcusing] = useState<string | null>(null)
  const demand = useAct('delete', '/api/offerings/{offeringId}/complex/excuses/{part}', { refreshes: [`/api/offerings/${view.offering.id}/complex`] })
  return (
    <>
      {view.gaps.length === 0 ? (
        <Notice tone="good" title={t('whole')} />
      ) : (
        <Card title={t('lacks')} actions={<ClauseTag clause="R3.4a" />}>
          <ul>
            {view.gaps.map(({ part }) => (
              <li key={part}>
                {t(`gaps.${part}`)}{' '}
                {view.mayAssign && (
                  <Button size="compact-sm" variant="subtle" aria-label={`${t('excuse')}: ${t(`parts.${part}`)}`} onClick={() => setExcusing(part)}>
                    {t('excuse')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {view.excuses.length > 0 && (
        <Card title={t('excused')}>
          <ul>
            {view.excuses.map(({ part, reason }) => (
              <li key={part}>
                {t(`parts.${part}`)}: {reason}{' '}
                {view.mayAssign && (
                  <Button size="compact-sm" variant="subtle" onClick={() => demand.mutate({ path: { offeringId: view.offering.id, part } })}>
                    {t('demand')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {excusing && <ExcuseDialog offeringId={view.offering.id} part={excusing} onClose={() => setExcusing(null)} />}
    </>
  )
}

function MeasuresCard({ view: { measures, rubric, weak } }: { view: ComplexView }): ReactNode {
  const t = useText('courses-complex')
  const { number, percent } = useFormat()
  const measured = measuredWords(measures, t, number)
  return (
    <Card title={t('measures')} actions={<ClauseTag clause="R3.4b" />}>
      <Stack>
        {weak.map((one) => (
          <Notice
            key={one.measure}
            tone="warn"
            title={t(`weak.${one.measure}`, {
              given: one.measure === 'topics' ? percent(one.given) : number(one.given),
              needed: one.measure === 'topics' ? percent(one.needed) : number(one.needed),
            })}
          />
        ))}
        <Boxes min="m">
          {rubric.criteria.map((one) => (
            <section key={one} className={styles['measured']}>
              <h3>{t(`rubric.${one}`)}</h3>
              <ul>
                {(measured[one] ?? []).map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </section>
          ))}
        </Boxes>
        <BarChart
          title={t('kinds.title')}
          series={[t('amount')]}
          rows={(['text', 'image', 'audio', 'video', 'interactive'] as const).map((kind) => ({
            label: t(`kinds.${kind}`),
            values: [measures.kinds[kind]],
          }))}
        />
      </Stack>
    </Card>
  )
}
