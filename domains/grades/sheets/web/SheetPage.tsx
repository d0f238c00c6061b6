import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useLocale, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { SheetView } from '../contract.ts'
import { SheetDialog, type Asked } from './SheetDialog.tsx'
import { SheetLines } from './SheetLines.tsx'
import { SheetFacts, SheetWay } from './SheetSteps.tsx'
import styles from './Sheets.module.css'
import { toneOf } from './SheetsPage.tsx'

/** An exam sheet: its lines, its way to being closed, and what the reader may do with it. */
export default function SheetPage(): ReactNode {
  const t = useText('grades-sheets')
  const say = usePick()
  const locale = useLocale()
  const { sheetId = '' } = usePathValues()
  const found = useApi<SheetView>('/api/sheets/{sheetId}', { path: { sheetId } })
  const view = found.data
  const language = locale === 'ru' ? 'ru' : 'ky'
  return (
    <Page
      title={view ? t('sheet-number', { number: view.number }) : t('sheet')}
      width="full"
      savedAt={found.savedAt}
      crumbs={[{ label: t('title'), to: '/sheets' }]}
      lead={view && `${say(view.offering.name)} · ${view.group?.code ?? t('whole-offering')} · ${say(view.term)}`}
      actions={
        view && (
          <>
            <Button
              component="a"
              variant="default"
              href={`/api/sheets/${sheetId}/paper.pdf?language=${language}`}
              target="_blank"
              rel="noreferrer"
              leftSection={<Icon name="file-text" size={18} />}
            >
              {t('pdf')}
            </Button>
            <Button component="a" variant="default" href={`/api/sheets/${sheetId}/sheet`} download leftSection={<Icon name="download" size={18} />}>
              {t('xlsx')}
            </Button>
          </>
        )
      }
    >
      <Loaded from={found}>{(whole: SheetView) => <Sheet key={whole.id} view={whole} />}</Loaded>
    </Page>
  )
}

function Sheet({ view }: { view: SheetView }): ReactNode {
  const t = useText('grades-sheets')
  const [asked, setAsked] = useState<Asked | null>(null)
  const fill = useAct('post', '/api/sheets/{sheetId}/fill', { refreshes: ['/api/sheets'] })
  const { may } = view
  const blocked = view.obstacles.length > 0
  return (
    <Stack gap="l">
      <Row>
        <StatusBadge tone={toneOf[view.state]}>{t(`states.${view.state}`)}</StatusBadge>
        <StatusBadge>{t(`kinds.${view.kind}`)}</StatusBadge>
        {view.paper?.replaced && <StatusBadge tone="warn">{t('corrected')}</StatusBadge>}
      </Row>
      <Notes view={view} />
      {(may.fill || may.sign || may.annul || may.correct || may.retake) && (
        <div className={styles['acts']}>
          {may.sign && (
            <Button disabled={may.sign === 'first' && blocked} leftSection={<Icon name="key" size={18} />} onClick={() => setAsked('sign')}>
              {t(may.sign === 'first' ? 'sign' : 'sign-close')}
            </Button>
          )}
          {may.fill && (
            <Button
              variant={view.state === 'open' ? 'filled' : 'default'}
              loading={fill.isPending}
              leftSection={<Icon name="table" size={18} />}
              onClick={() => fill.mutate({ path: { sheetId: view.id } })}
            >
              {t(view.state === 'open' ? 'fill' : 'fill-again')}
            </Button>
          )}
          {may.retake && view.retake && (
            <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setAsked('retake')}>
              {t(`open-next.${view.retake.kind}`, { count: view.retake.students })}
            </Button>
          )}
          {may.correct && (
            <Button variant="default" leftSection={<Icon name="edit" size={18} />} onClick={() => setAsked('correct')}>
              {t('correct')}
            </Button>
          )}
          {may.annul && (
            <Button variant="subtle" color="red" onClick={() => setAsked('annul')}>
              {t('annul')}
            </Button>
          )}
        </div>
      )}
      {fill.error && <ProblemNotice problem={fill.error} />}
      <SheetWay view={view} />
      <SheetLines view={view} />
      <SheetFacts view={view} />
      {asked && <SheetDialog view={view} asked={asked} onClose={() => setAsked(null)} />}
    </Stack>
  )
}

/** What hinders signing, what was corrected or annulled, and the sheets before and after. */
function Notes({ view }: { view: SheetView }): ReactNode {
  const t = useText('grades-sheets')
  const format = useFormat()
  const names = (ids: string[]): string =>
    view.lines
      .filter(({ person }) => ids.includes(person.id))
      .map(({ person }) => format.name(person, 'short'))
      .join(', ')
  const unsigned = view.state === 'open' || view.state === 'filled'
  return (
    <>
      {view.state === 'void' && (
        <Notice tone="bad" title={t('voided', { who: view.voided ? format.name(view.voided.by, 'short') : '' })}>
          {view.voidReason}
        </Notice>
      )}
      {view.reason && (
        <Notice tone="info" title={t('reason')}>
          {view.reason}
        </Notice>
      )}
      {unsigned && view.obstacles.length > 0 && (
        <Notice tone="warn" title={t('blocked')}>
          <ul className={styles['list']}>
            {view.obstacles.map((one) => (
              <li key={one.kind}>
                {t(`obstacles.${one.kind === 'empty' && view.kind !== 'first' ? 'empty-typed' : one.kind}`, { count: one.personIds.length })}
                {one.kind !== 'empty' && one.personIds.length > 0 && one.personIds.length <= 8 ? `: ${names(one.personIds)}` : ''}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {(view.after || view.later.length > 0) && (
        <ul className={styles['linked']}>
          {view.after && (
            <li>
              {t(view.kind === 'correction' ? 'corrects' : 'follows')} <AppLink to={`/sheets/${view.after.id}`}>№ {view.after.number}</AppLink>
            </li>
          )}
          {view.later.map((one) => (
            <li key={one.id}>
              {t(one.kind === 'correction' ? (one.state === 'closed' ? 'corrected-by' : 'being-corrected') : 'followed-by')}{' '}
              <AppLink to={`/sheets/${one.id}`}>№ {one.number}</AppLink> ({t(`kinds.${one.kind}`)}, {t(`states.${one.state}`)})
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
