import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { GradingView } from '../contract.ts'
import { bonusPart, sumOfWeights } from '../shared/scheme.ts'
import { GradingEditor } from './GradingEditor.tsx'

/** How the grade of a discipline is made, for everybody in it; its teacher publishes new versions from here (R4.4b). */
export default function GradingPage(): ReactNode {
  const t = useText('grades-scheme')
  const say = usePick()
  const { offeringId = '' } = usePathValues()
  const [editing, setEditing] = useState(false)
  const grading = useApi<GradingView>('/api/offerings/{offeringId}/grading', { path: { offeringId } })
  const own = grading.data
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      savedAt={grading.savedAt}
      crumbs={[{ label: own ? say(own.offering.name) : '…', to: `/courses/${offeringId}` }]}
      facts={
        own && (
          <>
            {own.version > 0 && <StatusBadge>{t('version', { version: own.version })}</StatusBadge>}
            <StatusBadge tone={own.source === 'points' ? 'warn' : 'neutral'}>{t(`source.${own.source}`)}</StatusBadge>
          </>
        )
      }
      actions={
        own?.mayEdit &&
        !editing && (
          <Button leftSection={<Icon name="edit" />} onClick={() => setEditing(true)}>
            {t('edit')}
          </Button>
        )
      }
    >
      <Loaded from={grading}>
        {(view: GradingView) => (editing ? <GradingEditor view={view} onClose={() => setEditing(false)} /> : <GradingRead view={view} />)}
      </Loaded>
    </Page>
  )
}

function GradingRead({ view }: { view: GradingView }): ReactNode {
  const t = useText('grades-scheme')
  const format = useFormat()
  const say = usePick()
  const percent = (value: number): string => format.percent(value / 100, { maxDigits: 2 })
  const shares = (parts: readonly { title: GradingView['parts'][number]['title']; weight: number }[]): string =>
    parts.map((part) => `${say(part.title)} ${percent(part.weight)}`).join(' · ')
  const worksOf = (partId: string | null) => view.items.filter((one) => one.partId === partId)
  const outside = worksOf(null)
  const guessed = view.items.filter((one) => one.guessed).length
  return (
    <Stack gap="l">
      {view.version === 0 && <Notice>{t('not-yet')}</Notice>}
      {view.mayEdit && view.syllabus && <Notice tone="warn">{t('syllabus-differs', { shares: shares(view.syllabus) })}</Notice>}
      {view.mayEdit && guessed > 0 && <Notice>{t('guessed-note', { count: guessed })}</Notice>}
      <DataTable
        caption={t('parts')}
        captionShown
        rows={view.parts}
        rowKey={(one) => one.id}
        columns={[
          { key: 'title', title: t('part'), render: (one) => say(one.title), phone: 'title' },
          { key: 'weight', title: t('weight'), render: (one) => percent(one.weight), align: 'end', nowrap: true },
          {
            key: 'works',
            title: t('works-count'),
            render: (one) => t(`works.${one.works}`) + (one.dropLowest > 0 ? `, ${t('dropped', { count: one.dropLowest })}` : ''),
          },
          { key: 'items', title: t('works-in'), render: (one) => <Works told={view.mayEdit} items={worksOf(one.id)} />, phone: 'wide' },
        ]}
      />
      <p>
        {t('sum', { sum: format.number(sumOfWeights(view.parts)) })}{' '}
        {view.bonusMost > 0 ? t('bonus-text', { percent: percent(view.bonusMost) }) : t('no-bonus')} {t('rounding')}:{' '}
        {t(`roundings.${view.rounding}`)}. {t('so-far')}
      </p>
      {worksOf(bonusPart).length > 0 && (
        <Card title={t('bonus')}>
          <Works told={view.mayEdit} items={worksOf(bonusPart)} />
        </Card>
      )}
      {outside.length > 0 && (
        <Card title={t('outside')} note={t('outside-note')} tone="warn">
          <Works told={view.mayEdit} items={outside} />
        </Card>
      )}
      <Card title={t('scale')} note={t('scale-text', { date: format.date(view.scale.validFrom), basis: view.scale.basis })}>
        <p>{view.scale.bands.map((band) => t('from', { letter: band.letter, from: format.number(band.from) })).join(' · ')}</p>
      </Card>
      {view.versions.length > 0 && (
        <DataTable
          caption={t('versions')}
          captionShown
          rows={view.versions}
          rowKey={(one) => String(one.version)}
          columns={[
            { key: 'version', title: t('versions'), render: (one) => t('version', { version: one.version }), phone: 'title', nowrap: true },
            { key: 'parts', title: t('parts'), render: (one) => shares(one.parts), phone: 'wide' },
            { key: 'who', title: t('who'), render: (one) => (one.by ? format.name(one.by) : t('by-portal')) },
            { key: 'when', title: t('when'), render: (one) => format.dateTime(one.at), nowrap: true },
            {
              key: 'why',
              title: t('why'),
              render: (one) => one.reason ?? (one.source === 'syllabus' ? t('from-syllabus', { version: one.syllabusVersion ?? 1 }) : t('by-points')),
            },
          ]}
        />
      )}
    </Stack>
  )
}

/** `told`: with what the portal placed by itself; that is for who can put it right. */
function Works({ items, told }: { items: GradingView['items']; told: boolean }): ReactNode {
  const t = useText('grades-scheme')
  const format = useFormat()
  const say = usePick()
  if (items.length === 0) return t('none')
  return (
    <ul className="plain-list">
      {items.map((one) => (
        <li key={one.id}>
          {say(one.title)}, {t('max', { points: format.number(one.maxPoints) })}
          {told && one.guessed && ` (${t('guessed')})`}
        </li>
      ))}
    </ul>
  )
}
