import type { ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Button } from '@mantine/core'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import { useGo, usePathValues, useQueryValue } from '../../../../foundation/web/navigation/use-go.ts'
import { leastReason } from '../shared/least-reason.ts'
import type { AppealableView } from '../contract.ts'
import styles from './Appeals.module.css'
import { useKeptWords } from './use-kept-words.ts'

/** Where a student says with what they do not agree: the mark, until when, and their reason. */
export default function FileAppealPage(): ReactNode {
  const t = useText('grades-appeals')
  const pick = usePick()
  const { offeringId = '' } = usePathValues()
  const [itemId] = useQueryValue('item')
  const found = useApi<AppealableView>('/api/offerings/{offeringId}/appealable', { path: { offeringId }, query: itemId ? { itemId } : {} })
  return (
    <Page
      title={t('file.title')}
      width="text"
      savedAt={found.savedAt}
      facts={<ClauseTag clause="R4.4d" />}
      crumbs={[{ label: found.data ? pick(found.data.offering.name) : '…', to: `/courses/${offeringId}` }]}
    >
      <Loaded from={found}>
        {(view: AppealableView) =>
          view.mark ? (
            <FileForm view={view} mark={view.mark} />
          ) : (
            <EmptyState icon="grade" title={t('file.no-mark')}>
              {t('file.no-mark-text')}
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}

function FileForm({ view, mark }: { view: AppealableView; mark: NonNullable<AppealableView['mark']> }): ReactNode {
  const t = useText('grades-appeals')
  const format = useFormat()
  const pick = usePick()
  const go = useGo()
  const itemId = mark.item?.id ?? null
  const { words, setWords, sent } = useKeptWords(`file-${itemId ?? view.offering.id}`)
  const file = useAct<{ id: string }>('post', '/api/offerings/{offeringId}/appeals', {
    refreshes: ['/api/appeals', `/api/offerings/${view.offering.id}/appealable`],
    onDone: ({ id }) => {
      sent()
      go(`/appeals/${id}`, { replace: true })
    },
  })
  const late = Date.parse(mark.until) < Date.now()
  const short = words.trim().length < leastReason
  return (
    <Stack gap="l">
      <dl className={styles['facts']}>
        <div>
          <dt>{t('what')}</dt>
          <dd>{mark.item ? pick(mark.item.title) : t('final-grade')}</dd>
        </div>
        <div>
          <dt>{t('mark')}</dt>
          <dd>
            {mark.item
              ? `${format.number(mark.points)} / ${format.number(mark.maxPoints)}`
              : `${format.percent(mark.points / 100)} · ${mark.letter ?? ''}`}
          </dd>
        </div>
        <div>
          <dt>{t('file.until')}</dt>
          <dd>{format.dateTime(mark.until)}</dd>
        </div>
      </dl>
      {view.openId ? (
        <Notice tone="info" title={t('file.open')}>
          <AppLink to={`/appeals/${view.openId}`}>{t('file.to-open')}</AppLink>
        </Notice>
      ) : late ? (
        <Notice tone="warn" title={t('file.late')}>
          {t('file.late-text')}
        </Notice>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (!short) file.mutate({ path: { offeringId: view.offering.id }, body: { itemId, reason: words } })
          }}
        >
          <Stack>
            <TextField
              label={t('file.reason')}
              hint={t('file.reason-hint', { count: leastReason })}
              lines={7}
              maxLength={5000}
              value={words}
              onChange={setWords}
              required
            />
            {file.error && <ProblemNotice problem={file.error} />}
            <p className={styles['soft']}>{t('file.what-next', { count: view.answerDays })}</p>
            <div>
              <Button type="submit" loading={file.isPending} disabled={short}>
                {t('file.submit')}
              </Button>
            </div>
          </Stack>
        </form>
      )}
      <p className={styles['soft']}>{pick(view.basis)}</p>
    </Stack>
  )
}
