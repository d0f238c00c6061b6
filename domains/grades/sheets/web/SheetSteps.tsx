import type { ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { Boxes } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { SheetView } from '../contract.ts'
import { firstSigner } from '../shared/sheet.ts'
import styles from './Sheets.module.css'

/** The way of a sheet: who did what when, and whether the content is still what was signed. */
export function SheetWay({ view }: { view: SheetView }): ReactNode {
  const t = useText('grades-sheets')
  const format = useFormat()
  const first = view.signatures.find(({ role }) => role !== 'office')
  const office = view.signatures.find(({ role }) => role === 'office')
  const steps = [
    { key: 'opened', done: true, who: format.name(view.openedBy, 'short'), at: view.openedAt, hash: null, holds: true },
    { key: 'filled', done: view.filledAt !== null && view.state !== 'open', who: null, at: view.filledAt, hash: null, holds: true },
    { key: firstSigner(view.kind), done: Boolean(first), ...signed(first) },
    { key: 'office', done: Boolean(office), ...signed(office) },
  ]
  function signed(one: SheetView['signatures'][number] | undefined) {
    return {
      who: one ? format.name(one.person, 'short') : null,
      at: one?.signedAt ?? null,
      hash: one?.sha256.slice(0, 16) ?? null,
      holds: one?.holds ?? true,
    }
  }
  return (
    <section aria-label={t('way')}>
      <ol className={styles['way']}>
        {steps.map((one) => (
          <li key={one.key} data-done={one.done}>
            <strong>{t(`steps.${one.key}`)}</strong>
            {one.done ? (
              <small>
                {[one.who, one.at && format.dateTime(one.at)].filter(Boolean).join(', ')}
                {one.hash && (
                  <>
                    <br />
                    <code title={t('hash')}>{one.hash}</code>{' '}
                    <StatusBadge tone={one.holds ? 'good' : 'bad'}>{t(one.holds ? 'holds' : 'broken')}</StatusBadge>
                  </>
                )}
              </small>
            ) : (
              <small>{t('not-yet')}</small>
            )}
          </li>
        ))}
      </ol>
      {view.paper && (
        <p className={styles['soft']}>
          <AppLink to={`/verify/${view.paper.code}`}>{t('verify')}</AppLink>
        </p>
      )}
    </section>
  )
}

/** What a sheet is about, and its totals. */
export function SheetFacts({ view }: { view: SheetView }): ReactNode {
  const t = useText('grades-sheets')
  const format = useFormat()
  const say = usePick()
  const share = (value: number | null): string => (value === null ? '–' : format.percent(value / 100, { maxDigits: 0 }))
  return (
    <Boxes>
      <Card title={t('about')}>
        <dl className={styles['facts']}>
          <Fact label={t('exam-date')}>{format.date(view.examDate)}</Fact>
          <Fact label={t('teacher')}>{view.teachers.map((one) => format.name(one, 'short')).join(', ') || '–'}</Fact>
          <Fact label={t('credits')}>
            {format.number(view.offering.credits)}, {t(`forms.${view.offering.controlForm}`)}
          </Fact>
          {view.group && <Fact label={t('programme')}>{say(view.group.programme)}</Fact>}
          {view.year && <Fact label={t('year')}>{t('year-of', view.year)}</Fact>}
          <Fact label={t('scheme')}>
            <AppLink to={`/courses/${view.offering.id}/grading`}>
              {view.schemeVersion === null ? t('scheme-now') : t('scheme-version', { version: view.schemeVersion })}
            </AppLink>
          </Fact>
        </dl>
      </Card>
      <Card title={t('totals')}>
        <dl className={styles['facts']}>
          {view.totals.marks.map((one) => (
            <Fact key={one.traditional} label={t(`marks.${one.traditional}`)}>
              {format.number(one.count)}
            </Fact>
          ))}
          <Fact label={t('absent-count')}>{format.number(view.totals.absent)}</Fact>
          <Fact label={t('refused-count')}>{format.number(view.totals.refused)}</Fact>
          <Fact label={t('success')}>{share(view.totals.success)}</Fact>
          <Fact label={t('quality')}>{share(view.totals.quality)}</Fact>
        </dl>
      </Card>
    </Boxes>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
