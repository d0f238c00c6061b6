import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../../foundation/web/session/me.ts'
import type { BankQuestionView, BankView } from '../../catalogue/contract.ts'
import type { QuestionContent } from '../shared/question.ts'
import { BankQuestionForm, type QuestionDraft } from './BankQuestionForm.tsx'
import { DraftNotice } from './DraftNotice.tsx'
import { QuestionGlance } from './QuestionGlance.tsx'
import { useQuestionDraft } from './use-question-draft.ts'
import styles from './Asked.module.css'

const address = '/api/offerings/{offeringId}/bank/{questionId}'

/** A question of the bank: its words, versions, what became of it in tests. */
export default function BankQuestionPage(): ReactNode {
  const t = useText('exams-bank')
  const { offeringId = '', questionId = '' } = usePathValues()
  const question = useApi<BankQuestionView>(address, { path: { offeringId, questionId } })
  return (
    <Page
      title={t('exams:bank.one')}
      savedAt={question.savedAt}
      crumbs={[{ label: t('exams:bank.title'), to: `/courses/${offeringId}/bank` }]}
      width="text"
    >
      <Loaded from={question}>{(view: BankQuestionView) => <Question key={`${view.id} ${view.version}`} view={view} />}</Loaded>
    </Page>
  )
}

const draftOf = ({ content, topic, difficulty, outcomes, version }: BankQuestionView): QuestionDraft => ({
  content,
  topic,
  difficulty,
  outcomes,
  expects: version,
})

function Question({ view }: { view: BankQuestionView }): ReactNode {
  const t = useText('exams-bank')
  const may = useMay()
  const { offeringId, id } = view
  const path = { offeringId, questionId: id }
  const refreshes = [`/api/offerings/${offeringId}/bank`]
  const bank = useApi<BankView>('/api/offerings/{offeringId}/bank', { path: { offeringId } })
  const { draft, change, begin, restored } = useQuestionDraft(id, draftOf(view))
  const save = useAct<BankQuestionView>('put', address, {
    refreshes,
    onDone: (answer) => {
      begin(draftOf(answer))
      notify(t('saved'), 'good')
    },
  })
  const archive = useAct<BankQuestionView>('put', `${address}/archived`, { refreshes })
  const writes = may('bank.edit', { offeringId })
  return (
    <Stack gap="l">
      {restored && <DraftNotice onLeave={() => begin(draftOf(view))} />}
      {view.archivedAt && <Notice tone="warn">{t('is-archived')}</Notice>}
      {view.wanting.length > 0 && (
        <Notice tone="warn" title={t('state.wanting')}>
          {view.wanting.join(' ')}
        </Notice>
      )}
      <Figures view={view} />
      {writes ? (
        <BankQuestionForm
          key={`${view.version} ${restored}`}
          offeringId={offeringId}
          draft={draft}
          onChange={change}
          syllabus={view.syllabus}
          topics={(bank.data?.topics ?? []).map(({ topic }) => topic)}
          pending={save.isPending}
          problem={save.error ?? null}
          onSave={() => save.mutate({ path, body: draft })}
        />
      ) : (
        <QuestionGlance content={view.content} />
      )}
      <Versions view={view} {...(writes ? { onTake: (content: QuestionContent) => change({ ...draft, content }) } : {})} />
      {writes && (
        <Row>
          <Button
            variant="default"
            loading={archive.isPending}
            leftSection={<Icon name="inbox" />}
            onClick={() => archive.mutate({ path, body: { archived: view.archivedAt === null } })}
          >
            {t(view.archivedAt ? 'restore' : 'archive')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

function Figures({ view }: { view: BankQuestionView }): ReactNode {
  const t = useText('exams-bank')
  const format = useFormat()
  const pick = usePick()
  return (
    <Card title={t('figures')} tone="plain">
      <p>
        {t('asked-times', { count: view.asked })}
        {view.ease !== null && ` · ${t('ease-of', { percent: format.percent(view.ease) })}`}
      </p>
      {view.tests.length > 0 && (
        <ul className="plain-list">
          {view.tests.map((one) => (
            <li key={one.itemId}>
              <AppLink to={`/courses/${one.offeringId}/items/${one.itemId}`}>{pick(one.title)}</AppLink>{' '}
              <span className={styles['soft']}>{t(one.version === view.version ? 'in-test' : 'in-test-old', { version: one.version })}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Versions({ view, onTake }: { view: BankQuestionView; onTake?: (content: QuestionContent) => void }): ReactNode {
  const t = useText('exams-bank')
  const format = useFormat()
  const [shown, setShown] = useState<number | null>(null)
  const old = useApi<{ content: QuestionContent }>(`${address}/versions/{version}`, {
    path: { offeringId: view.offeringId, questionId: view.id, version: shown ?? 0 },
    enabled: shown !== null,
  })
  return (
    <Card title={t('versions')} note={t('versions-note')} tone="plain">
      <ol className={`${styles['versions']} plain-list`} reversed>
        {view.versions.map((one) => (
          <li key={one.version}>
            <span>
              {t('version', { number: one.version })} · {format.dateTime(one.at)}
              {one.by && ` · ${format.name(one.by)}`}
            </span>
            {one.version !== view.version && (
              <Button size="compact-sm" variant="subtle" onClick={() => setShown(one.version)}>
                {t('show', { number: one.version })}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <Dialog
        open={shown !== null}
        onClose={() => setShown(null)}
        title={t('version', { number: shown ?? 0 })}
        size="m"
        actions={
          onTake &&
          old.data && (
            <Button
              onClick={() => {
                if (old.data) onTake(old.data.content)
                setShown(null)
              }}
            >
              {t('take')}
            </Button>
          )
        }
      >
        <Loaded from={old}>{({ content }: { content: QuestionContent }) => <QuestionGlance content={content} />}</Loaded>
      </Dialog>
    </Card>
  )
}
