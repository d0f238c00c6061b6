import type { ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useLocale, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { useGo, usePathValues, useQueryValue } from '../../../../foundation/web/navigation/use-go.ts'
import type { BankQuestionView, BankView } from '../../catalogue/contract.ts'
import { newBankKinds, newQuestion } from '../shared/new-question.ts'
import { BankQuestionForm, type QuestionDraft } from './BankQuestionForm.tsx'
import { DraftNotice } from './DraftNotice.tsx'
import { useQuestionDraft } from './use-question-draft.ts'

/** A teacher writes a new question of the bank. */
export default function NewBankQuestionPage(): ReactNode {
  const t = useText('exams-bank')
  const locale = useLocale()
  const go = useGo()
  const { offeringId = '' } = usePathValues()
  const [asked] = useQueryValue('kind')
  const kind = newBankKinds.find((one) => one === asked) ?? 'single'
  const bank = useApi<BankView>('/api/offerings/{offeringId}/bank', { path: { offeringId } })
  const fresh: QuestionDraft = { content: newQuestion(kind, locale), topic: '', difficulty: null, outcomes: [], expects: null }
  const { draft, change, begin, restored } = useQuestionDraft(`new ${offeringId} ${kind}`, fresh)
  const save = useAct<BankQuestionView>('post', '/api/offerings/{offeringId}/bank', {
    refreshes: [`/api/offerings/${offeringId}/bank`],
    onDone: (made) => {
      begin(fresh)
      notify(t('saved'), 'good')
      go(`/courses/${offeringId}/bank/${made.id}`, { replace: true })
    },
  })
  const { expects: _expects, ...body } = draft
  return (
    <Page title={t('exams:bank.new')} crumbs={[{ label: t('exams:bank.title'), to: `/courses/${offeringId}/bank` }]} width="text">
      {restored && <DraftNotice onLeave={() => begin(fresh)} />}
      <BankQuestionForm
        key={String(restored)}
        offeringId={offeringId}
        draft={draft}
        onChange={change}
        syllabus={null}
        topics={(bank.data?.topics ?? []).map(({ topic }) => topic)}
        pending={save.isPending}
        problem={save.error ?? null}
        onSave={() => save.mutate({ path: { offeringId }, body })}
      />
    </Page>
  )
}
