import type { ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { useMe } from '../../../foundation/web/session/me.ts'
import type { ExplainView } from '../contract.ts'

/** How a line of the record came about: each step, every work, and the scale. */
export function ExplainDialog({ offeringId, personId, onClose }: { offeringId: string; personId: string; onClose: () => void }): ReactNode {
  const t = useText('grades')
  const say = usePick()
  const explain = useApi<ExplainView>('/api/offerings/{offeringId}/students/{personId}/explain', { path: { offeringId, personId } })
  return (
    <Dialog open onClose={onClose} title={explain.data ? say(explain.data.offering.name) : t('explain.title')} size="l">
      <Loaded from={explain}>{(view: ExplainView) => <Explained view={view} />}</Loaded>
    </Dialog>
  )
}

function Explained({ view }: { view: ExplainView }): ReactNode {
  const t = useText('grades')
  const format = useFormat()
  const say = usePick()
  const own = useMe()?.person.id === view.person.id
  const titleOf = (partId: string | null): string => {
    const part = view.scheme?.parts.find((one) => one.id === partId)
    return part ? say(part.title) : '—'
  }
  return (
    <Stack>
      {view.line && (
        <p>
          <strong>
            {t('explain.result', {
              percent: format.percent(view.line.percent / 100),
              letter: view.line.letter,
              mark: t(`mark.${view.line.traditional}`),
            })}
          </strong>
        </p>
      )}
      {own && view.line?.final && (
        <p>
          <AppLink to={`/courses/${view.offering.id}/appeal`}>{t('explain.disagree')}</AppLink>
        </p>
      )}
      {view.line && !view.agrees && (
        <Notice tone="info">{t(view.scheme ? 'explain.later' : 'explain.brought', { date: format.date(view.line.changedAt) })}</Notice>
      )}
      {view.scheme && view.steps.length > 0 && <Steps view={view} titleOf={titleOf} />}
      {view.rows.length > 0 && (
        <DataTable
          caption={t('explain.works')}
          captionShown
          rows={view.rows}
          rowKey={(one) => one.itemId}
          columns={[
            { key: 'title', title: t('explain.item'), render: (one) => say(one.title), phone: 'title' },
            {
              key: 'points',
              title: t('explain.points'),
              render: (one) => `${format.number(one.points)} / ${format.number(one.maxPoints)}`,
              align: 'end',
              nowrap: true,
            },
            {
              key: 'part',
              title: t('explain.part'),
              render: (one) =>
                one.counts === 'counted'
                  ? titleOf(one.partId)
                  : one.counts === 'dropped'
                    ? t('explain.dropped', { part: titleOf(one.partId) })
                    : t(`explain.${one.counts}`),
            },
            { key: 'comment', title: t('explain.comment'), render: (one) => (one.missed ? t('explain.missed') : (one.comment ?? '—')) },
            { key: 'at', title: t('explain.at'), render: (one) => (one.gradedAt ? format.date(one.gradedAt) : '—'), nowrap: true },
            ...(own
              ? [
                  {
                    key: 'disagree',
                    title: t('explain.disagree-column'),
                    render: (one: ExplainView['rows'][number]) =>
                      one.gradedAt && one.kind !== 'column' ? (
                        <AppLink
                          to={`/courses/${view.offering.id}/appeal?item=${one.itemId}`}
                          aria-label={t('explain.disagree-of', { name: say(one.title) })}
                        >
                          {t('explain.disagree')}
                        </AppLink>
                      ) : null,
                  },
                ]
              : []),
          ]}
        />
      )}
      <p>
        {t('explain.scale', { date: format.date(view.scale.validFrom), basis: view.scale.basis })}{' '}
        {view.scale.bands.map((band) => `${band.letter} ≥ ${band.from}`).join(' · ')}
      </p>
      {view.scheme && (
        <p>
          {t('explain.version', { version: view.scheme.version, date: format.date(view.scheme.at) })}{' '}
          <AppLink to={`/courses/${view.offering.id}/grading`}>{t('explain.how')}</AppLink>
        </p>
      )}
    </Stack>
  )
}

function Steps({ view, titleOf }: { view: ExplainView; titleOf: (partId: string) => string }): ReactNode {
  const t = useText('grades')
  const format = useFormat()
  const percent = (value: number): string => format.percent(value / 100, { maxDigits: 2 })
  const say = (step: ExplainView['steps'][number]): string => {
    switch (step.kind) {
      case 'part': {
        const part = view.scheme?.parts.find((one) => one.id === step.partId)
        const values = { part: titleOf(step.partId), weight: percent(step.weight) }
        if (step.percent === null) return t('explain.step.part-empty', values)
        const counted = t(`explain.step.${part?.works ?? 'by-points'}`, { count: step.counted.length })
        const dropped = step.dropped.length > 0 ? t('explain.step.dropped', { count: step.dropped.length }) : ''
        return t('explain.step.part', { ...values, counted: counted + dropped, percent: percent(step.percent), gives: percent(step.gives) })
      }
      case 'so-far':
        return t('explain.step.so-far', { weight: percent(step.weight), percent: percent(step.percent) })
      case 'bonus':
        return t('explain.step.bonus', { asked: percent(step.asked), given: percent(step.given) })
      case 'round':
        return t(`explain.step.round-${view.scheme?.rounding ?? 'half-up'}`, { from: percent(step.from), to: percent(step.to) })
      case 'band':
        return t('explain.step.band', { letter: step.letter })
    }
  }
  return (
    <section aria-label={t('explain.title')}>
      <h3>{t('explain.title')}</h3>
      <ol>
        {view.steps.map((step) => (
          <li key={step.kind === 'part' ? step.partId : step.kind}>{say(step)}</li>
        ))}
      </ol>
    </section>
  )
}
