import { Button } from '@mantine/core'
import { useRef, useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import type { Locale } from '../../../foundation/i18n/localized.ts'
import { useLocale, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { CheckField } from '../../../foundation/web/kit/CheckField.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { NumberField } from '../../../foundation/web/kit/NumberField.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import { newKinds, newQuestion, type NewKind } from '../bank/shared/new-question.ts'
import { BringQuestions } from '../bank/web/BringQuestions.tsx'
import { DrawsEditor } from '../bank/web/DrawsEditor.tsx'
import { FromBank } from '../bank/web/FromBank.tsx'
import type { BankQuestionView } from '../catalogue/contract.ts'
import type { DrawInput, QuestionImportView, QuestionInput, TestEditView } from '../contract.ts'
import { QuestionEditor } from './QuestionEditor.tsx'

const emptyQuestion = (kind: 'single' | 'multiple' | 'numeric'): QuestionInput => ({
  kind,
  content: null,
  prompt: {},
  html: false,
  choices: kind === 'numeric' ? [] : ['a', 'b', 'c'].map((id) => ({ id, text: {}, right: id === 'a' && kind === 'single' })),
  answer: null,
  tolerance: null,
  unit: null,
  points: 1,
  feedback: null,
  bank: null,
})

const emptyContent = (kind: NewKind, locale: Locale): QuestionInput => ({ ...emptyQuestion('numeric'), kind, content: newQuestion(kind, locale) })

const fromBank = ({ id, version, content }: BankQuestionView): QuestionInput => ({
  ...emptyQuestion('numeric'),
  kind: content.kind,
  content,
  points: content.points,
  bank: { id, version },
})

/** A teacher makes a test: its rules and its questions. */
export default function EditTestPage(): ReactNode {
  const t = useText('exams')
  const { itemId } = usePathValues()
  const test = useApi<TestEditView>('/api/items/{itemId}/test/edit', { path: { itemId: itemId ?? '' } })
  // what a file brought begins the editor anew (nothing unsaved is in it then); its report outlives that
  const [brought, setBrought] = useState<{ times: number; report: QuestionImportView | null }>({ times: 0, report: null })
  return (
    <Loaded from={test}>
      {(view: TestEditView) => (
        <Editor
          key={`${test.address} ${brought.times}`}
          view={view}
          title={t('edit.title')}
          report={brought.report}
          onBrought={(report) => setBrought(({ times }) => ({ times: times + 1, report }))}
        />
      )}
    </Loaded>
  )
}

interface EditorProps {
  view: TestEditView
  title: string
  report: QuestionImportView | null
  onBrought: (report: QuestionImportView) => void
}

function Editor({ view, title, report, onBrought }: EditorProps): ReactNode {
  const t = useText('exams')
  const locale = useLocale()
  const say = usePick()
  const [questions, setQuestions] = useState<QuestionInput[]>(view.questions)
  const saved = useRef(view.questions)
  const [draws, setDraws] = useState<DrawInput[]>(view.draws)
  const savedDraws = useRef(view.draws)
  const save = useAct<TestEditView>('put', '/api/items/{itemId}/test/edit', {
    refreshes: [`/api/items/${view.itemId}/test`],
    onDone: (answer) => {
      saved.current = answer.questions
      setQuestions(answer.questions)
      savedDraws.current = answer.draws
      setDraws(answer.draws)
      notify(t('edit.saved'), 'good')
    },
  })
  const put = (index: number, next: QuestionInput | null) => setQuestions((before) => (next ? before.with(index, next) : before.toSpliced(index, 1)))
  const move = (index: number, by: number) => {
    const one = questions[index]
    const other = questions[index + by]
    if (one && other) setQuestions(questions.with(index, other).with(index + by, one))
  }
  const problemAt = (index: number) =>
    save.error?.fields.filter(({ path }) => path.startsWith(`questions.${index}.`)).map(({ message }) => message) ?? []
  const drawProblems = save.error?.fields.filter(({ path }) => path.startsWith('draws.')) ?? []
  const { points, passPercent, attempts, minutes, shuffle, showAnswers } = view
  return (
    <Page title={title} crumbs={[{ label: say(view.title), to: `/courses/${view.offeringId}/items/${view.itemId}` }]} width="text">
      <Stack gap="l">
        {view.attemptsMade > 0 && <Notice tone="warn">{t('edit.attempts-made', { count: view.attemptsMade })}</Notice>}
        <Card title={t('edit.questions', { count: questions.length })}>
          <Stack gap="l">
            {questions.map((one, index) => (
              <QuestionEditor
                key={one.id ?? `new ${index}`}
                number={index + 1}
                question={one}
                offeringId={view.offeringId}
                newest={one.bank ? (view.newest[one.bank.id] ?? one.bank.version) : null}
                faults={problemAt(index)}
                onChange={(next) => put(index, next)}
                onMove={(by) => move(index, by)}
                first={index === 0}
                last={index === questions.length - 1}
              />
            ))}
            <Row>
              {(['single', 'multiple', 'numeric'] as const).map((kind) => (
                <Button key={kind} variant="default" onClick={() => setQuestions([...questions, emptyQuestion(kind)])}>
                  {t(`edit.add-${kind}`)}
                </Button>
              ))}
              {newKinds.map((kind) => (
                <Button key={kind} variant="default" onClick={() => setQuestions([...questions, emptyContent(kind, locale)])}>
                  {t(`edit.add-${kind}`)}
                </Button>
              ))}
            </Row>
            <FromBank
              offeringId={view.offeringId}
              held={new Set(questions.flatMap(({ bank }) => bank?.id ?? []))}
              onTake={(taken) => setQuestions([...questions, ...taken.map(fromBank)])}
            />
          </Stack>
        </Card>
        <DrawsEditor offeringId={view.offeringId} draws={draws} onChange={setDraws} faults={drawProblems} />
        <BringQuestions
          itemId={view.itemId}
          saved={questions === saved.current && draws === savedDraws.current}
          report={report}
          onBrought={onBrought}
        />
        <Card title={t('edit.rules')}>
          <Form
            initial={{ points, passPercent, attempts, minutes, shuffle, showAnswers }}
            pending={save.isPending}
            problem={save.error ?? null}
            submitLabel={t('edit.save')}
            onSubmit={(rules) => save.mutate({ path: { itemId: view.itemId }, body: { ...rules, questions, draws } })}
          >
            <FieldPair>
              <NumberField name="points" label={t('edit.points')} min={0} max={1000} required />
              <NumberField name="passPercent" label={t('edit.pass')} min={0} max={100} decimals={0} unit="%" />
            </FieldPair>
            <FieldPair>
              <NumberField name="attempts" label={t('edit.attempts')} min={1} max={100} decimals={0} required />
              <NumberField name="minutes" label={t('edit.minutes')} hint={t('edit.minutes-hint')} min={1} max={600} decimals={0} />
            </FieldPair>
            <CheckField name="shuffle" label={t('edit.shuffle')} />
            <SelectField
              name="showAnswers"
              label={t('edit.show')}
              options={(['after_attempt', 'after_due', 'never'] as const).map((value) => ({ value, label: t(`edit.show-${value}`) }))}
            />
          </Form>
        </Card>
      </Stack>
    </Page>
  )
}
