import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useFormat, useLocale, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { SavedState } from '../../../../foundation/web/kit/SavedState.tsx'
import { SkeletonLines } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Row } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { TaskView } from '../contract.ts'
import { scoreOf } from '../shared/coding.ts'
import { CheckedTests } from './CheckedTests.tsx'
import { CodeEditor, type CodeEditorHandle } from './CodeEditor.tsx'
import styles from './Coding.module.css'
import { EndNotice, FaultNotice } from './Fault.tsx'
import { PythonPart } from './PythonPart.tsx'
import { AuthorRow, Attempts, Hints } from './TaskParts.tsx'
import { useProgram } from './use-program.ts'
import { usePython } from './use-python.ts'
import { useRuns, type Runs } from './use-runs.ts'
import { keepAttempt, waitingAttempts, type Sending } from './waiting.ts'
import { Words } from './Words.tsx'

/** A programming task: what is asked, the editor, running and checking on this device, what came of it. */
export function CodingTask({ task }: { task: TaskView }): ReactNode {
  const t = useText('courses-coding')
  const pick = usePick()
  const format = useFormat()
  const locale = useLocale()
  const editor = useRef<CodeEditorHandle>(null)
  const program = useProgram(task)
  const python = usePython(task.runtime)
  const runs = useRuns(python, task, editor)
  const [input, setInput] = useState('')
  const [sending, setSending] = useState<Sending | null>(null)
  const since = useRef(Date.now())
  const { points: most } = scoreOf(
    task.tests,
    task.tests.map(({ id }) => ({ testId: id, outcome: 'passed', ms: 0 })),
  )
  const code = program.code ?? ''

  const check = async (): Promise<void> => {
    setSending(null)
    program.save()
    const checked = await runs.check(code)
    if (!checked || !task.mayAttempt) return
    const seconds = Math.min(86_400, Math.round((Date.now() - since.current) / 1000))
    since.current = Date.now()
    const results = checked.map(({ testId, outcome, ms }) => ({ testId, outcome, ms }))
    const body = { id: crypto.randomUUID(), versionId: task.versionId, code, results, seconds, checkedAt: new Date().toISOString() }
    setSending(await keepAttempt({ taskId: task.id, itemId: task.itemId, offeringId: task.offeringId, body }))
  }
  const run = (): void => {
    program.save()
    void runs.run(code, input)
  }
  const goTo = (line: number): void => editor.current?.goTo(line)
  const instruction = pick(task.instruction)
  const foreign = !task.instruction[locale]
  return (
    <div className={styles['room']}>
      <Card title={task.place === 'item' ? t('task') : pick(task.title)} level={2} note={t('language')}>
        <div className={styles['task']}>
          <Row>
            <StatusBadge>{t('points', { count: most, points: format.number(most) })}</StatusBadge>
            {task.best !== null && (
              <StatusBadge tone={task.best === 1 ? 'good' : 'info'}>{t('best', { percent: format.percent(task.best) })}</StatusBadge>
            )}
          </Row>
          <div {...(foreign ? { lang: Object.keys(task.instruction)[0] } : {})}>
            <Words text={instruction} />
          </div>
          <details className={styles['fold']}>
            <summary>{t('tests', { count: task.tests.length })}</summary>
            <CheckedTests tests={task.tests} checked={null} seconds={task.seconds} open={task.mayEdit} />
          </details>
          {program.code === null ? (
            <SkeletonLines lines={5} />
          ) : (
            <CodeEditor
              handle={editor}
              label={t('editor.label', { title: pick(task.title) })}
              code={code}
              turn={program.turn}
              onChange={program.type}
              onRun={run}
            />
          )}
          <Buttons
            runs={runs}
            ready={program.code !== null && !python.busy}
            onRun={run}
            onCheck={() => void check()}
            onReset={code === task.starter ? null : () => program.put(task.starter)}
          />
          <Row>{task.mayAttempt ? <SavedState state={program.saving} /> : <span className={styles['soft']}>{t('only-try')}</span>}</Row>
          <PythonPart python={python} view={task.runtime} />
          <details className={`${styles['fold']} ${styles['own']}`}>
            <summary>{t('input.title')}</summary>
            <TextField label={t('input.label')} hint={t('input.hint')} lines={3} value={input} onChange={setInput} />
          </details>
          <RunPart runs={runs} seconds={task.seconds} onGoTo={goTo} />
          {runs.checked && (
            <section aria-label={t('check.title')} className={styles['task']}>
              <CheckSum runs={runs} task={task} />
              {task.mayAttempt && <SendingNotice sending={sending} task={task} />}
              <CheckedTests tests={task.tests} checked={runs.checked} seconds={task.seconds} open={task.mayEdit} onGoTo={goTo} />
            </section>
          )}
          <Hints hints={task.hints} />
          <Attempts task={task} />
          {(task.mayEdit || task.maySeeResults) && <AuthorRow task={task} />}
        </div>
      </Card>
    </div>
  )
}

interface ButtonsProps {
  runs: Runs
  ready: boolean
  onRun: () => void
  onCheck: () => void
  onReset: (() => void) | null
}

function Buttons({ runs, ready, onRun, onCheck, onReset }: ButtonsProps): ReactNode {
  const t = useText('courses-coding')
  const [asking, setAsking] = useState(false)
  if (runs.busy)
    return (
      <Row>
        <Button color="red" variant="light" onClick={runs.stop}>
          {t('stop')}
        </Button>
        <span role="status">{runs.busy === 'run' ? t('running') : t('checking', { number: runs.at + 1 })}</span>
      </Row>
    )
  return (
    <Row>
      <Button variant="default" leftSection={<Icon name="play" />} disabled={!ready} onClick={onRun}>
        {t('run')}
      </Button>
      <Button leftSection={<Icon name="checklist" />} disabled={!ready} onClick={onCheck}>
        {t('check.do')}
      </Button>
      {onReset &&
        (asking ? (
          <>
            <span>{t('reset.ask')}</span>
            <Button
              variant="default"
              onClick={() => {
                setAsking(false)
                onReset()
              }}
            >
              {t('reset.yes')}
            </Button>
            <Button variant="subtle" onClick={() => setAsking(false)}>
              {t('reset.no')}
            </Button>
          </>
        ) : (
          <Button variant="subtle" onClick={() => setAsking(true)}>
            {t('reset.do')}
          </Button>
        ))}
    </Row>
  )
}

/** What a run printed, and how it ended. */
export function RunPart({ runs, seconds, onGoTo }: { runs: Runs; seconds: number; onGoTo: (line: number) => void }): ReactNode {
  const t = useText('courses-coding')
  const format = useFormat()
  const { printed, end } = runs
  if (!printed) return null
  return (
    <section aria-label={t('output.title')} className={styles['task']}>
      <div>
        <p className={styles['label']}>{t('output.title')}</p>
        <pre className={styles['output']} tabIndex={0}>
          {printed.map(({ text, error }, at) => (
            <span key={at} {...(error ? { 'data-error': '' } : {})}>
              {text}
            </span>
          ))}
          {end && printed.length === 0 && <span className={styles['soft']}>{t('output.nothing')}</span>}
        </pre>
      </div>
      {end?.fault && <FaultNotice fault={end.fault} onGoTo={onGoTo} />}
      {end && <EndNotice ended={end.ended} seconds={seconds} />}
      {end?.ended === 'done' && !end.fault && (
        <p role="status" className={styles['soft']}>
          {t('output.done', { seconds: format.number(end.ms / 1000, { maxDigits: 2 }) })}
        </p>
      )}
    </section>
  )
}

function CheckSum({ runs, task }: { runs: Runs; task: TaskView }): ReactNode {
  const t = useText('courses-coding')
  const format = useFormat()
  const { points, of } = scoreOf(task.tests, runs.checked ?? [])
  const passed = runs.checked?.filter(({ outcome }) => outcome === 'passed').length ?? 0
  return (
    <Notice tone={points === of ? 'good' : 'info'} role="status" title={t(points === of ? 'check.all' : 'check.some')}>
      {t('check.sum', { passed, count: task.tests.length, points: format.number(points), of: format.number(of) })}
    </Notice>
  )
}

/** Where the result is: with the teacher, or still on this device. */
function SendingNotice({ sending, task }: { sending: Sending | null; task: TaskView }): ReactNode {
  const t = useText('courses-coding')
  const [waiting, setWaiting] = useState<{ at: Sending | null; count: number } | null>(null)
  // what waited goes out by itself, and the task is then asked for again: it is told here that nothing waits any more
  useEffect(() => void waitingAttempts(task.id).then((count) => setWaiting({ at: sending, count })), [sending, task])
  if (sending === null) return null
  const state = sending === 'waits' && waiting?.at === 'waits' && waiting.count === 0 ? 'sent' : sending
  return (
    <p role="status" className={styles['soft']}>
      <Icon name={state === 'sent' ? 'check' : state === 'waits' ? 'offline' : 'alert'} size={16} />{' '}
      {t(`sending.${state}`, { count: Math.max(1, waiting?.count ?? 1) })}
    </p>
  )
}
