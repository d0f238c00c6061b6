import { Button } from '@mantine/core'
import { useRef, useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useLocale, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { SkeletonLines } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { ContentInput, RuntimeView, TaskView } from '../contract.ts'
import { limits, type CodingTest } from '../shared/coding.ts'
import { CheckedTests } from './CheckedTests.tsx'
import { CodeEditor, type CodeEditorHandle } from './CodeEditor.tsx'
import styles from './Coding.module.css'
import { PythonPart } from './PythonPart.tsx'
import { TestFields } from './TestFields.tsx'
import { emptyTest, useTaskDraft } from './use-task-draft.ts'
import { usePython } from './use-python.ts'
import { useRuns } from './use-runs.ts'

type Language = 'ky' | 'ru' | 'en'
type Fault = 'title' | 'instruction' | 'test-name' | 'points' | 'seconds'

interface Props {
  itemId: string
  place: 'item' | 'block'
  /** Null: a new one. */
  task: TaskView | null
  runtime: RuntimeView
  onDone?: (taskId: string) => void
}

/** Writes a programming task: what is asked, the code it begins with, tests, hints; its author tries it before saving. */
export default function TaskForm({ itemId, place, task, runtime, onDone }: Props): ReactNode {
  const t = useText('courses-coding')
  const locale = useLocale()
  const draft = useTaskDraft(itemId, task)
  const [language, setLanguage] = useState<Language>(locale)
  const [faults, setFaults] = useState<Fault[]>([])
  const refreshes = [`/api/items/${itemId}/coding-task`, ...(task ? [`/api/coding-tasks/${task.id}`] : [])]
  const done = (id: string): void => void draft.forget(false).then(() => onDone?.(id))
  const add = useAct<{ id: string }>('post', '/api/items/{itemId}/coding-tasks', { refreshes, onDone: ({ id }) => done(id) })
  const change = useAct('put', '/api/coding-tasks/{taskId}', { refreshes, onDone: () => done(task?.id ?? '') })
  const { content, edit } = draft
  if (!content) return <SkeletonLines lines={8} />

  const save = (): void => {
    const found = faultsOf(content)
    setFaults(found)
    if (found.length > 0) return
    const body = tidy(content)
    if (task) change.mutate({ path: { taskId: task.id }, body: { version: draft.version, content: body } })
    else add.mutate({ path: { itemId }, body: { place, content: body } })
  }
  const problem = add.error ?? change.error
  return (
    <Stack gap="l">
      {draft.restored && (
        <Notice title={t('form.restored')}>
          <Button variant="default" size="compact-md" onClick={() => void draft.forget(true)}>
            {t('form.anew')}
          </Button>
        </Notice>
      )}
      {task && (task.triedBy ?? 0) > 0 && <Notice>{t('form.tried', { count: task.triedBy ?? 0 })}</Notice>}
      <LanguagePart content={content} language={language} onLanguage={setLanguage} edit={edit} faults={faults} />
      <div>
        <p className={styles['label']}>{t('form.starter')}</p>
        <CodeEditor label={t('form.starter')} code={content.starter} turn={draft.turn} onChange={(starter) => edit({ starter })} />
      </div>
      <section className={styles['task']} aria-label={t('form.tests')}>
        <h3>{t('form.tests')}</h3>
        <p className={styles['soft']}>{t('form.tests-hint')}</p>
        <ul className={styles['tests']}>
          {content.tests.map((test, at) => (
            <li key={test.id} className={styles['test']}>
              <TestFields
                test={test}
                number={at + 1}
                turn={draft.turn}
                unnamed={faults.includes('test-name') && !test.name.trim()}
                onChange={(part) => edit({ tests: content.tests.map((one) => (one.id === test.id ? { ...one, ...part } : one)) })}
                onRemove={content.tests.length > 1 ? () => edit({ tests: content.tests.filter(({ id }) => id !== test.id) }) : null}
              />
            </li>
          ))}
        </ul>
        {faults.includes('points') && <Notice tone="bad">{t('form.fault.points')}</Notice>}
        <Row>
          {content.tests.length < limits.tests && (
            <Button variant="default" onClick={() => edit({ tests: [...content.tests, emptyTest()] })}>
              {t('form.add-test')}
            </Button>
          )}
        </Row>
        <NumberField
          label={t('form.seconds')}
          hint={t('form.seconds-hint')}
          min={1}
          max={limits.seconds}
          decimals={0}
          value={content.seconds}
          onChange={(seconds) => edit({ seconds: seconds ?? 0 })}
          error={faults.includes('seconds') ? t('form.fault.seconds', { max: limits.seconds }) : undefined}
        />
      </section>
      <TryPart content={content} turn={draft.turn} runtime={runtime} edit={edit} />
      {problem && <ProblemNotice problem={problem} />}
      {faults.length > 0 && (
        <Notice tone="bad" role="alert">
          {faults.map((fault) => t(`form.fault.${fault}`, { max: limits.seconds })).join(' ')}
        </Notice>
      )}
      <Row>
        <Button loading={add.isPending || change.isPending} onClick={save}>
          {t(task ? 'form.save' : place === 'block' ? 'form.insert' : 'form.create')}
        </Button>
      </Row>
    </Stack>
  )
}

/** Title, instruction and hints in the language that is chosen. */
function LanguagePart({
  content,
  language,
  onLanguage,
  edit,
  faults,
}: {
  content: ContentInput
  language: Language
  onLanguage: (language: Language) => void
  edit: (change: Partial<ContentInput>) => void
  faults: Fault[]
}): ReactNode {
  const t = useText('courses-coding')
  return (
    <Stack>
      <div role="group" aria-label={t('form.language')} className={styles['languages']}>
        {(['ky', 'ru', 'en'] as const).map((one) => (
          <Button key={one} variant="default" aria-pressed={one === language} onClick={() => onLanguage(one)}>
            {t(`languages.${one}`)}
            {content.instruction[one]?.trim() ? ' ✓' : ''}
          </Button>
        ))}
      </div>
      <TextField
        label={t('form.title')}
        maxLength={300}
        required
        value={content.title[language] ?? ''}
        onChange={(text) => edit({ title: { ...content.title, [language]: text } })}
        error={faults.includes('title') ? t('form.fault.title') : undefined}
      />
      <TextField
        label={t('form.instruction')}
        hint={t('form.instruction-hint')}
        lines={6}
        maxLength={limits.text}
        required
        value={content.instruction[language] ?? ''}
        onChange={(text) => edit({ instruction: { ...content.instruction, [language]: text } })}
        error={faults.includes('instruction') ? t('form.fault.instruction') : undefined}
      />
      {content.hints.map((hint, at) => (
        <Row key={at}>
          <div style={{ flex: '1 1 14rem' }}>
            <TextField
              label={t('form.hint', { number: at + 1 })}
              lines={2}
              value={hint[language] ?? ''}
              onChange={(text) => edit({ hints: content.hints.map((one, place) => (place === at ? { ...one, [language]: text } : one)) })}
            />
          </div>
          <Button
            variant="subtle"
            color="red"
            aria-label={t('form.drop-hint', { number: at + 1 })}
            onClick={() => edit({ hints: content.hints.filter((_one, place) => place !== at) })}
          >
            {t('form.drop')}
          </Button>
        </Row>
      ))}
      {content.hints.length < limits.hints && (
        <Row>
          <Button variant="default" onClick={() => edit({ hints: [...content.hints, {}] })}>
            {t('form.add-hint')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

/** The author's own answer, run against the tests as they stand. */
function TryPart({
  content,
  turn,
  runtime,
  edit,
}: {
  content: ContentInput
  turn: number
  runtime: RuntimeView
  edit: (change: Partial<ContentInput>) => void
}): ReactNode {
  const t = useText('courses-coding')
  const editor = useRef<CodeEditorHandle>(null)
  const python = usePython(runtime)
  const tests: CodingTest[] = content.tests.map((test, at) => ({ ...test, name: test.name || t('form.test', { number: at + 1 }) }))
  const seconds = Math.min(limits.seconds, Math.max(1, content.seconds))
  const runs = useRuns(python, { tests, seconds }, editor)
  const passed = runs.checked?.filter(({ outcome }) => outcome === 'passed').length ?? 0
  return (
    <section className={styles['task']} aria-label={t('form.try')}>
      <h3>{t('form.try')}</h3>
      <p className={styles['soft']}>{t('form.try-hint')}</p>
      <CodeEditor handle={editor} label={t('form.solution')} code={content.solution} turn={turn} onChange={(solution) => edit({ solution })} />
      <Row>
        {runs.busy ? (
          <Button color="red" variant="light" onClick={runs.stop}>
            {t('stop')}
          </Button>
        ) : (
          <Button variant="default" disabled={python.busy} onClick={() => void runs.check(content.solution)}>
            {t('form.try-do')}
          </Button>
        )}
        {runs.busy && <span role="status">{t('checking', { number: runs.at + 1 })}</span>}
      </Row>
      <PythonPart python={python} view={runtime} />
      {runs.checked && (
        <>
          <Notice tone={passed === tests.length ? 'good' : 'warn'} role="status">
            {t('form.tried-sum', { passed, count: tests.length })}
          </Notice>
          <CheckedTests tests={tests} checked={runs.checked} seconds={seconds} open onGoTo={(line) => editor.current?.goTo(line)} />
        </>
      )}
    </section>
  )
}

const said = (texts: object): boolean => Object.values(texts).some((text) => typeof text === 'string' && text.trim())

function faultsOf(content: ContentInput): Fault[] {
  const faults: [Fault, boolean][] = [
    ['title', !said(content.title)],
    ['instruction', !said(content.instruction)],
    ['test-name', content.tests.some(({ name }) => !name.trim())],
    ['points', !content.tests.some(({ points }) => points > 0)],
    ['seconds', content.seconds < 1 || content.seconds > limits.seconds],
  ]
  return faults.flatMap(([fault, is]) => (is ? [fault] : []))
}

/** Languages and hints in which nothing is written are left out. */
function tidy(content: ContentInput): ContentInput {
  const spoken = <Texts extends object>(texts: Texts): Texts =>
    Object.fromEntries(Object.entries(texts).filter(([, text]) => typeof text === 'string' && text.trim())) as Texts
  return {
    ...content,
    title: spoken(content.title),
    instruction: spoken(content.instruction),
    hints: content.hints.map(spoken).filter(said),
  }
}
