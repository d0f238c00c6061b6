import type { ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useLocale, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { TestResultsView } from '../contract.ts'
import { QuestionsPart, WholePart } from './ResultStatistics.tsx'

/** Attempts of the students and how the questions behaved. */
export default function TestResultsPage(): ReactNode {
  const t = useText('exams')
  const format = useFormat()
  const say = usePick()
  const may = useMay()
  const locale = useLocale()
  const { itemId = '', offeringId = '' } = usePathValues()
  const results = useApi<TestResultsView>('/api/items/{itemId}/test/results', { path: { itemId } })
  return (
    <Page
      title={t('results.title')}
      savedAt={results.savedAt}
      crumbs={[{ label: results.data ? say(results.data.title) : '…', to: `/courses/${offeringId}/items/${itemId}` }]}
    >
      <Loaded from={results}>
        {(view: TestResultsView) =>
          view.attempts.length === 0 ? (
            <EmptyState icon="checklist" title={t('results.none')}>
              {t('results.none-text')}
            </EmptyState>
          ) : (
            <Stack gap="l">
              {view.whole.waiting > 0 && (
                <Notice title={t('results.waiting', { count: view.whole.waiting })}>
                  {may('attempt.mark', { offeringId }) && (
                    <AppLink to={`/courses/${offeringId}/items/${itemId}/marking`}>{t('marking.title')}</AppLink>
                  )}
                </Notice>
              )}
              <WholePart view={view} />
              <QuestionsPart questions={view.questions} />
              <Card title={t('results.attempts')} tone="plain">
                <DataTable
                  caption={t('results.attempts')}
                  rows={view.attempts}
                  rowKey={(one) => one.id}
                  columns={[
                    {
                      key: 'person',
                      title: t('results.student'),
                      render: (one) => format.name(one.person),
                      sortBy: (one) => format.name(one.person),
                      phone: 'title',
                    },
                    { key: 'number', title: t('results.number'), render: (one) => one.number, align: 'end', sortBy: (one) => one.number },
                    {
                      key: 'points',
                      title: t('results.points'),
                      render: (one) =>
                        one.points === null
                          ? one.submittedAt
                            ? t('results.waits')
                            : '—'
                          : `${format.number(one.points)} / ${format.number(view.points)}`,
                      align: 'end',
                      sortBy: (one) => one.points,
                    },
                    {
                      key: 'at',
                      title: t('results.submitted'),
                      render: (one) => (one.submittedAt ? format.dateTime(one.submittedAt) : t('results.running')),
                      nowrap: true,
                      sortBy: (one) => one.submittedAt,
                    },
                    {
                      key: 'time',
                      title: t('results.time'),
                      render: (one) => (one.submittedAt ? format.duration((Date.parse(one.submittedAt) - Date.parse(one.startedAt)) / 1000) : '—'),
                      phone: 'hide',
                    },
                    {
                      key: 'protocol',
                      title: t('result.protocol'),
                      printed: false,
                      render: (one) =>
                        one.submittedAt && (
                          <Row>
                            <a href={`/api/attempts/${one.id}/protocol?language=${locale === 'ru' ? 'ru' : 'ky'}`}>PDF</a>
                            <a href={`/api/attempts/${one.id}/record`} download>
                              {t('results.record')}
                            </a>
                          </Row>
                        ),
                    },
                  ]}
                />
              </Card>
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}
