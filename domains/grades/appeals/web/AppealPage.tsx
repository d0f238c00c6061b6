import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useLocale, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { ConfirmDialog } from '../../../../foundation/web/kit/ConfirmDialog.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { AppealView } from '../contract.ts'
import { AnswerForm } from './AnswerForm.tsx'
import styles from './Appeals.module.css'
import { AppealState, MarkWords } from './AppealsPage.tsx'
import { useKeptWords } from './use-kept-words.ts'

/** A case: what is contested and why, what was said, the evidence, and the answer (R4.4d). */
export default function AppealPage(): ReactNode {
  const t = useText('grades-appeals')
  const pick = usePick()
  const { appealId = '' } = usePathValues()
  const found = useApi<AppealView>('/api/appeals/{appealId}', { path: { appealId } })
  const view = found.data
  return (
    <Page
      title={view ? (view.item ? pick(view.item.title) : t('final-grade')) : t('one')}
      width="text"
      savedAt={found.savedAt}
      crumbs={[{ label: t('title'), to: '/appeals' }]}
      lead={view ? pick(view.offering.name) : undefined}
      facts={
        view && (
          <>
            <AppealState one={view} /> <ClauseTag clause="R4.4d" />
          </>
        )
      }
    >
      <Loaded from={found}>{(one: AppealView) => <Case view={one} />}</Loaded>
    </Page>
  )
}

function Case({ view }: { view: AppealView }): ReactNode {
  const t = useText('grades-appeals')
  const format = useFormat()
  return (
    <Stack gap="l">
      <Outcome view={view} />
      <dl className={styles['facts']}>
        {!view.own && (
          <div>
            <dt>{t('student')}</dt>
            <dd>{format.name(view.person, 'full')}</dd>
          </div>
        )}
        <div>
          <dt>{t('mark')}</dt>
          <dd>
            <MarkWords one={view} />
          </dd>
        </div>
        <div>
          <dt>{t('filed')}</dt>
          <dd>{format.dateTime(view.filedAt)}</dd>
        </div>
        {view.state === 'open' && (
          <div>
            <dt>{t('due')}</dt>
            <dd>{format.dateTime(view.dueAt)}</dd>
          </div>
        )}
      </dl>
      <Evidence view={view} />
      <Talk view={view} />
      {view.partial && <Notice tone="info">{t('partial')}</Notice>}
      {view.mayAnswer && <AnswerForm view={view} />}
      {view.own && view.state === 'open' && <Withdraw view={view} />}
    </Stack>
  )
}

function Outcome({ view }: { view: AppealView }): ReactNode {
  const t = useText('grades-appeals')
  const format = useFormat()
  if (view.state !== 'kept' && view.state !== 'changed') return null
  return (
    <Notice tone={view.state === 'changed' ? 'good' : 'info'} title={t(`outcome.${view.state}`)}>
      <p className={styles['words']}>{view.answer}</p>
      {view.answeredBy && view.endedAt && (
        <p className={styles['soft']}>{t('answered-by', { name: format.name(view.answeredBy), when: format.dateTime(view.endedAt) })}</p>
      )}
      {view.state === 'changed' && view.final && <p>{t('needs-sheet')}</p>}
    </Notice>
  )
}

function Evidence({ view }: { view: AppealView }): ReactNode {
  const t = useText('grades-appeals')
  const format = useFormat()
  const locale = useLocale()
  if (!view.item) return null
  return (
    <Card title={t('evidence')}>
      <ul className={styles['evidence']}>
        <li>
          <AppLink to={`/courses/${view.offering.id}/items/${view.item.id}`}>{t('to-work')}</AppLink>
        </li>
        {view.attempts.map((one) => (
          <li key={one.id}>
            <a href={`/api/attempts/${one.id}/protocol?language=${locale === 'ru' ? 'ru' : 'ky'}`} target="_blank" rel="noreferrer">
              {t('protocol', { number: one.number, when: one.submittedAt ? format.dateTime(one.submittedAt) : '—' })}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Talk({ view }: { view: AppealView }): ReactNode {
  const t = useText('grades-appeals')
  const format = useFormat()
  const { words, setWords, sent } = useKeptWords(`say-${view.id}`)
  const say = useAct('post', '/api/appeals/{appealId}/words', { refreshes: [`/api/appeals/${view.id}`], onDone: sent })
  const all = [{ id: 'reason', person: view.person, side: 'student' as const, words: view.reason, saidAt: view.filedAt }, ...view.words]
  return (
    <section aria-label={t('talk')}>
      <h2 className={styles['heading']}>{t('talk')}</h2>
      <ol className={styles['talk']}>
        {all.map((one) => (
          <li key={one.id} className={styles[one.side]}>
            <p className={styles['who']}>
              <strong>{format.name(one.person)}</strong> · {t(`sides.${one.side}`)} · <time dateTime={one.saidAt}>{format.dateTime(one.saidAt)}</time>
            </p>
            <p className={styles['words']}>{one.words}</p>
          </li>
        ))}
      </ol>
      {view.maySpeak && (
        <form
          className={styles['say']}
          onSubmit={(event) => {
            event.preventDefault()
            if (words.trim()) say.mutate({ path: { appealId: view.id }, body: { words } })
          }}
        >
          <TextField label={t('say')} lines={3} maxLength={5000} value={words} onChange={setWords} />
          {say.error && <ProblemNotice problem={say.error} />}
          <div>
            <Button type="submit" variant="default" loading={say.isPending} disabled={!words.trim()}>
              {t('say-send')}
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}

function Withdraw({ view }: { view: AppealView }): ReactNode {
  const t = useText('grades-appeals')
  const [asking, setAsking] = useState(false)
  const withdraw = useAct('post', '/api/appeals/{appealId}/withdraw', { refreshes: ['/api/appeals'], onDone: () => setAsking(false) })
  return (
    <div>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('withdraw')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t('withdraw-ask')}
        confirmLabel={t('withdraw')}
        danger
        pending={withdraw.isPending}
        problem={withdraw.error}
        onConfirm={() => withdraw.mutate({ path: { appealId: view.id } })}
        onClose={() => setAsking(false)}
      >
        {t('withdraw-text')}
      </ConfirmDialog>
    </div>
  )
}
