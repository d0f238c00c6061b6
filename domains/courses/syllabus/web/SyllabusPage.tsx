import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import type { Localized } from '../../../../foundation/i18n/localized.ts'
import { BarChart } from '../../../../foundation/web/kit/BarChart.tsx'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { SkeletonCards } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Boxes, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import { useGo, usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { SyllabusView } from '../contract.ts'
import { hourKinds, liveShare, sourceKinds, totalHours } from '../shared/syllabus.ts'
import { Findings } from './Findings.tsx'
import styles from './Syllabus.module.css'

/** The syllabus of a discipline as its students, teachers and reviewers read it. */
export default function SyllabusPage(): ReactNode {
  const { offeringId = '' } = usePathValues()
  const t = useText('courses-syllabus')
  const pick = usePick()
  const go = useGo()
  const syllabus = useApi<SyllabusView>('/api/offerings/{offeringId}/syllabus', { path: { offeringId } })
  const own = syllabus.data
  return (
    <Page
      title={t('title')}
      crumbs={own ? [{ label: pick(own.offering.name), to: `/courses/${offeringId}` }] : []}
      savedAt={syllabus.savedAt}
      facts={
        own && (
          <>
            <StatusBadge>{own.offering.code}</StatusBadge>
            <StatusBadge>{t('credits', { count: own.offering.credits })}</StatusBadge>
            <StatusBadge>{pick(own.offering.term)}</StatusBadge>
          </>
        )
      }
      actions={
        own && (
          <>
            {own.version > 0 &&
              (['ky', 'ru'] as const).map((language) => (
                <Button
                  key={language}
                  component="a"
                  variant="default"
                  leftSection={<Icon name="print" />}
                  href={`/api/offerings/${offeringId}/syllabus.pdf?language=${language}`}
                  target="_blank"
                >
                  {t(`print.${language}`)}
                </Button>
              ))}
            {own.mayEdit && (
              <Button leftSection={<Icon name="edit" />} onClick={() => go(`/courses/${offeringId}/syllabus/edit`)}>
                {t('edit')}
              </Button>
            )}
          </>
        )
      }
    >
      <Loaded from={syllabus} skeleton={<SkeletonCards cards={4} />}>
        {(view: SyllabusView) => <Body view={view} />}
      </Loaded>
    </Page>
  )
}

function Body({ view }: { view: SyllabusView }): ReactNode {
  const t = useText('courses-syllabus')
  if (view.version === 0)
    return (
      <EmptyState icon="file-text" title={t('empty.title')}>
        {t(view.mayEdit ? 'empty.teacher' : 'empty.student')}
      </EmptyState>
    )
  const { content } = view
  return (
    <Stack gap="l">
      {view.mayEdit && <Findings findings={view.findings} />}
      <Words title={t('aims')} text={content.aims} />
      <Words title={t('before')} text={content.before} />
      <Outcomes view={view} />
      <Topics view={view} />
      <Controls view={view} />
      <Words title={t('grading-policy')} text={content.gradingPolicy} />
      <Words title={t('ethics')} text={content.ethics} clause="R6.3b" />
      <Sources view={view} />
    </Stack>
  )
}

function Words({ title, text, clause }: { title: string; text: Localized; clause?: string }): ReactNode {
  const pick = usePick()
  const words = pick(text)
  if (!words) return null
  return (
    <Card title={title} actions={clause && <ClauseTag clause={clause} />}>
      <p className={styles['words']}>{words}</p>
    </Card>
  )
}

function Outcomes({ view }: { view: SyllabusView }): ReactNode {
  const t = useText('courses-syllabus')
  const pick = usePick()
  const known = new Map(view.competences.map((one) => [one.code, one.text]))
  if (view.content.outcomes.length === 0) return null
  return (
    <Card title={t('outcomes')}>
      <ol className={styles['outcomes']}>
        {view.content.outcomes.map((one) => (
          <li key={one.id}>
            {pick(one.text)}
            {one.competences.length > 0 && (
              <ul className={styles['codes']} aria-label={t('competences')}>
                {one.competences.map((code) => (
                  <li key={code}>
                    <strong>{code}</strong> {pick(known.get(code) ?? {})}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Topics({ view }: { view: SyllabusView }): ReactNode {
  const t = useText('courses-syllabus')
  const pick = usePick()
  const format = useFormat()
  const { topics } = view.content
  if (topics.length === 0) return null
  const totals = totalHours(topics)
  const kinds = hourKinds.filter((kind) => totals.byKind[kind].live + totals.byKind[kind].own > 0 || view.planned[kind] > 0)
  const numberOf = new Map(view.content.outcomes.map(({ id }, at) => [id, at + 1]))
  const itemsOf = (topicId: string) => view.items.filter((one) => one.topicId === topicId)
  return (
    <Card title={t('topics')} note={t('live-share', { share: format.percent(liveShare(topics)) })}>
      <Stack>
        <BarChart
          title={t('hours-chart')}
          stacked
          series={[t('live'), t('own')]}
          rows={kinds.map((kind) => ({ label: t(`hours.${kind}`), values: [totals.byKind[kind].live, totals.byKind[kind].own] }))}
        />
        <DataTable
          caption={t('topics')}
          rows={topics}
          rowKey={(one) => one.id}
          columns={[
            {
              key: 'title',
              title: t('topic'),
              phone: 'title',
              render: (one) => (
                <>
                  {pick(one.title)}
                  {itemsOf(one.id).length > 0 && (
                    <ul className={styles['items']}>
                      {itemsOf(one.id).map((of) => (
                        <li key={of.itemId}>
                          <AppLink to={`/courses/${view.offering.id}/items/${of.itemId}`}>{pick(of.title)}</AppLink>
                        </li>
                      ))}
                    </ul>
                  )}
                </>
              ),
            },
            { key: 'week', title: t('week'), align: 'end', render: (one) => (one.week === null ? '—' : format.number(one.week)) },
            ...kinds.map((kind) => ({
              key: kind,
              title: t(`hours.${kind}`),
              align: 'end' as const,
              nowrap: true,
              render: (one: (typeof topics)[number]) => {
                const { live, own } = one.hours[kind]
                return live + own === 0 ? '—' : `${format.number(live)} + ${format.number(own)}`
              },
            })),
            { key: 'independent', title: t('independent'), align: 'end', render: (one) => format.number(one.independent) },
            { key: 'outcomes', title: t('outcomes-short'), render: (one) => one.outcomes.map((id) => numberOf.get(id)).join(', ') || '—' },
          ]}
        />
        <p className={styles['soft']}>{t('hours-note')}</p>
      </Stack>
    </Card>
  )
}

function Controls({ view }: { view: SyllabusView }): ReactNode {
  const t = useText('courses-syllabus')
  const pick = usePick()
  const format = useFormat()
  const { controls } = view.content
  if (controls.length === 0) return null
  return (
    <Card title={t('controls')}>
      <BarChart
        title={t('weights-chart')}
        series={[t('weight')]}
        rows={controls.map((one) => ({
          label: [pick(one.title), one.week === null ? '' : t('in-week', { week: one.week })].filter(Boolean).join(' · '),
          values: [one.weight],
        }))}
        most={100}
        write={(value) => format.percent(value / 100, { maxDigits: 2 })}
      />
    </Card>
  )
}

function Sources({ view }: { view: SyllabusView }): ReactNode {
  const t = useText('courses-syllabus')
  const kinds = sourceKinds.filter((kind) => view.content.sources.some((one) => one.kind === kind))
  if (kinds.length === 0) return null
  return (
    <Card title={t('sources')}>
      <Boxes min="l">
        {kinds.map((kind) => (
          <div key={kind}>
            <h3>{t(`source-kinds.${kind}`)}</h3>
            <ol className={styles['sources']}>
              {view.content.sources
                .filter((one) => one.kind === kind)
                .map((one) => (
                  <li key={one.id}>
                    {one.text}
                    {one.url && (
                      <>
                        {' '}
                        <a href={one.url} rel="noopener nofollow">
                          {one.url}
                        </a>
                      </>
                    )}
                  </li>
                ))}
            </ol>
          </div>
        ))}
      </Boxes>
    </Card>
  )
}
