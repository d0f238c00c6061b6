import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Locale } from '../../../../foundation/i18n/localized.ts'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useLocale, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ChoiceField } from '../../../../foundation/web/kit/ChoiceField.tsx'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { ConfirmDialog } from '../../../../foundation/web/kit/ConfirmDialog.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { SavedState } from '../../../../foundation/web/kit/SavedState.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { useGo, usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { SyllabusView } from '../contract.ts'
import { totalWeight } from '../shared/syllabus.ts'
import { ControlList, OutcomeList, SourceList, TopicList, WordsField } from './edit-parts.tsx'
import { Findings } from './Findings.tsx'
import styles from './Syllabus.module.css'
import { useSyllabusDraft } from './use-syllabus-draft.ts'

/** Writing the syllabus: structured parts, hours against the plan, weights to a hundred, saved by itself. */
export default function EditSyllabusPage(): ReactNode {
  const { offeringId = '' } = usePathValues()
  const t = useText('courses-syllabus')
  const words = usePick()
  const go = useGo()
  const syllabus = useApi<SyllabusView>('/api/offerings/{offeringId}/syllabus', { path: { offeringId } })
  const own = syllabus.data
  return (
    <Page
      title={t('edit-title')}
      crumbs={
        own
          ? [
              { label: words(own.offering.name), to: `/courses/${offeringId}` },
              { label: t('title'), to: `/courses/${offeringId}/syllabus` },
            ]
          : []
      }
      actions={
        <Button variant="default" onClick={() => go(`/courses/${offeringId}/syllabus`)}>
          {t('look')}
        </Button>
      }
    >
      <Loaded from={syllabus}>{(view: SyllabusView) => <Editor key={offeringId} view={view} />}</Loaded>
    </Page>
  )
}

function Editor({ view }: { view: SyllabusView }): ReactNode {
  const t = useText('courses-syllabus')
  const reader = useLocale()
  const format = useFormat()
  const draft = useSyllabusDraft(view)
  const [language, setLanguage] = useState<Locale>((view.offering.language as Locale) || reader)
  const [dropping, setDropping] = useState(false)
  const { content, edit } = draft
  const sum = totalWeight(content.controls)
  const clash = draft.problem?.status === 409
  return (
    <Stack gap="l">
      {view.version === 0 && view.earlier.length > 0 && <TakeOver view={view} />}
      {draft.restored && draft.state === 'waiting' && (
        <Notice title={t('restored')} role="status">
          {t('restored-text')}
        </Notice>
      )}
      <Findings findings={draft.findings} />
      <ChoiceField
        label={t('write-in')}
        value={language}
        onChange={(value) => setLanguage(value as Locale)}
        options={(['ky', 'ru', 'en'] as const).map((value) => ({ value, label: t(`languages.${value}`) }))}
      />
      <Card title={t('aims')}>
        <WordsField label={t('aims')} language={language} value={content.aims} lines={4} onChange={(aims) => edit({ aims })} />
      </Card>
      <Card title={t('before')} note={t('before-note')}>
        <WordsField label={t('before')} language={language} value={content.before} lines={3} onChange={(before) => edit({ before })} />
      </Card>
      <Card title={t('outcomes')} note={t('outcomes-note')}>
        <OutcomeList language={language} view={view} content={content} edit={edit} />
      </Card>
      <Card title={t('topics')} note={t('topics-note')}>
        <TopicList language={language} view={view} content={content} edit={edit} />
      </Card>
      <Card
        title={t('controls')}
        note={
          <span className={styles['sums']} data-wrong={content.controls.length > 0 && sum !== 100}>
            {t('weights-sum', { sum: format.number(sum, { maxDigits: 2 }) })}
          </span>
        }
      >
        <ControlList language={language} content={content} edit={edit} />
      </Card>
      <Card title={t('grading-policy')}>
        <WordsField
          label={t('grading-policy')}
          language={language}
          value={content.gradingPolicy}
          lines={6}
          onChange={(gradingPolicy) => edit({ gradingPolicy })}
        />
      </Card>
      <Card title={t('ethics')} note={t('ethics-note')} actions={<ClauseTag clause="R6.3b" />}>
        <WordsField label={t('ethics')} language={language} value={content.ethics} lines={6} onChange={(ethics) => edit({ ethics })} />
        {!content.ethics[language]?.trim() && (
          <div>
            <Button variant="default" onClick={() => edit({ ethics: { ...content.ethics, [language]: t(`ethics-samples.${language}`) } })}>
              {t('ethics-take')}
            </Button>
          </div>
        )}
      </Card>
      <Card title={t('sources')}>
        <SourceList content={content} edit={edit} />
      </Card>
      {draft.problem && <ProblemNotice problem={draft.problem} />}
      <div className={styles['bar']}>
        <Button loading={draft.state === 'saving'} disabled={draft.state === 'idle' || draft.state === 'saved' || clash} onClick={draft.save}>
          {t('save')}
        </Button>
        <SavedState state={draft.state} at={draft.savedAt} />
        {clash && (
          <Button variant="default" onClick={() => setDropping(true)}>
            {t('take-theirs')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={dropping}
        title={t('take-theirs-title')}
        confirmLabel={t('take-theirs')}
        danger
        onConfirm={draft.takeTheirs}
        onClose={() => setDropping(false)}
      >
        {t('take-theirs-text')}
      </ConfirmDialog>
    </Stack>
  )
}

/** The beginning most teachers want: last term's syllabus. */
function TakeOver({ view }: { view: SyllabusView }): ReactNode {
  const t = useText('courses-syllabus')
  const words = usePick()
  const [from, setFrom] = useState(view.earlier[0]?.offeringId ?? '')
  const copy = useAct('post', '/api/offerings/{offeringId}/syllabus/copy', {
    refreshes: [`/api/offerings/${view.offering.id}/syllabus`],
    onDone: () => location.reload(),
  })
  return (
    <Card title={t('take-over')} tone="accent">
      <SelectField
        label={t('take-over-from')}
        value={from}
        onChange={setFrom}
        options={view.earlier.map((one) => ({
          value: one.offeringId,
          label: `${words(one.term)} · ${one.code} · ${t(`languages.${one.language}`)}`,
        }))}
      />
      {copy.error && <ProblemNotice problem={copy.error} />}
      <div>
        <Button
          variant="default"
          loading={copy.isPending}
          onClick={() => copy.mutate({ path: { offeringId: view.offering.id }, body: { fromOfferingId: from, version: view.version } })}
        >
          {t('take-over-do')}
        </Button>
      </div>
    </Card>
  )
}
