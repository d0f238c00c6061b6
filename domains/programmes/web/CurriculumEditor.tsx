import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { act, useAct } from '../../../foundation/web/api/use-act.ts'
import { useText } from '../../../foundation/web/i18n/use-text.ts'
import { ProblemNotice } from '../../../foundation/web/kit/Form.tsx'
import { SavedState } from '../../../foundation/web/kit/SavedState.tsx'
import { Section } from '../../../foundation/web/kit/Section.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import type { CheckView, CurriculumView } from '../contract.ts'
import { AddLine } from './AddLine.tsx'
import { AddSemester, EditorTable } from './EditorTable.tsx'
import { GapList } from './GapList.tsx'
import { newLine, toEdit, toSend, type EditLine } from './lines.ts'
import styles from './editor.module.css'

/** The editor of a draft: a table by semester, judged by the server's own rule while one types, saved as a whole. */
export function CurriculumEditor({ curriculum }: { curriculum: CurriculumView }): ReactNode {
  const t = useText('programmes')
  const [lines, setLines] = useState<EditLine[]>(() => toEdit(curriculum.lines))
  const [check, setCheck] = useState<CheckView>(curriculum.check)
  const [changed, setChanged] = useState(false)
  const [semesters, setSemesters] = useState(() => Math.max(curriculum.standard?.semesters ?? 1, ...curriculum.lines.map((line) => line.semester)))
  const changedAt = useRef(curriculum.changedAt)
  const [savedAt, setSavedAt] = useState<number | null>(null)
  const path = { curriculumId: curriculum.id }
  const save = useAct<{ changedAt: string }>('put', '/api/curricula/{curriculumId}/lines', {
    refreshes: [`/api/curricula/${curriculum.id}`, `/api/programmes/${curriculum.programmeId}`],
    onDone: (answer) => {
      changedAt.current = answer.changedAt
      setSavedAt(Date.now())
    },
  })
  const edit = (next: EditLine[]): void => {
    setLines(next)
    setChanged(true)
  }
  const send = (): void => {
    if (save.isPending) return
    setChanged(false)
    save.mutate({ path, body: { lines: toSend(lines), changedAt: changedAt.current } }, { onError: () => setChanged(true) })
  }

  useEffect(() => {
    if (!changed) return undefined
    const timer = setTimeout(() => {
      act<CheckView>('post', '/api/curricula/{curriculumId}/check', { path, body: { lines: toSend(lines) } }).then(setCheck, () => {})
    }, 400)
    return () => clearTimeout(timer)
  }, [lines])

  useEffect(() => {
    if (!changed) return undefined
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    const key = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyS') return
      event.preventDefault()
      send()
    }
    window.addEventListener('beforeunload', warn)
    window.addEventListener('keydown', key)
    return () => {
      window.removeEventListener('beforeunload', warn)
      window.removeEventListener('keydown', key)
    }
  })

  const move = (key: string, step: 1 | -1): void => {
    const from = lines.findIndex((line) => line.key === key)
    const own = lines[from]
    if (!own) return
    const same = lines.map((line, index) => ({ line, index })).filter(({ line }) => line.semester === own.semester)
    const target = same[same.findIndex(({ index }) => index === from) + step]
    if (target) {
      const next = [...lines]
      next[from] = target.line
      next[target.index] = own
      edit(next)
    } else if (own.semester + step >= 1 && own.semester + step <= semesters) {
      edit(lines.map((line) => (line.key === key ? { ...line, semester: line.semester + step } : line)))
    }
  }
  return (
    <Stack gap="l">
      <GapList check={check} />
      <p>{t('editor.keys')}</p>
      {Array.from({ length: semesters }, (_none, index) => index + 1).map((semester) => {
        const own = lines.filter((line) => line.semester === semester)
        const total = check.semesters.find((one) => one.semester === semester)
        return (
          <Section
            key={semester}
            level={2}
            title={t('semester-n', { semester })}
            note={t('editor.total', {
              credits: total?.credits ?? 0,
              of: check.creditsPerSemester,
              contact: total?.contactHours ?? 0,
              independent: total?.independentHours ?? 0,
            })}
          >
            {own.length > 0 && (
              <EditorTable
                semester={semester}
                lines={own}
                check={check}
                standard={curriculum.standard}
                onChange={(key, change) => edit(lines.map((line) => (line.key === key ? { ...line, ...change } : line)))}
                onRemove={(key) => edit(lines.filter((line) => line.key !== key))}
                onMove={move}
              />
            )}
            <AddLine
              semester={semester}
              departmentId={curriculum.programme.department.id}
              onAdd={(discipline) => edit([...lines, newLine(discipline, semester, check.hoursPerCredit)])}
            />
          </Section>
        )
      })}
      {semesters < 14 && <AddSemester onAdd={() => setSemesters(semesters + 1)} />}
      {save.error && <ProblemNotice problem={save.error} />}
      <div className={styles['bar']}>
        <Button onClick={send} loading={save.isPending} disabled={!changed}>
          {t('save')}
        </Button>
        <SavedState state={save.isPending ? 'saving' : changed ? 'waiting' : savedAt ? 'saved' : 'idle'} at={savedAt} />
      </div>
    </Stack>
  )
}
