import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { ProgressBar } from '../../../foundation/web/kit/Progress.tsx'
import { SkeletonCards } from '../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { useGo, usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { useMay, useMe } from '../../../foundation/web/session/me.ts'
import type { CourseView } from '../contract.ts'
import { dueList, freshList } from './due-list.ts'
import { FindInCourse } from './FindInCourse.tsx'
import { nextStep } from './next-step.ts'
import { Outline } from './Outline.tsx'
import { useProgress, type CourseProgress } from './progress.ts'
import styles from './Course.module.css'

/** A course: what to do next, and everything in order. The page that is opened most of all, so it stays light. */
export default function CoursePage(): ReactNode {
  const { offeringId = '' } = usePathValues()
  const t = useText('courses')
  const pick = usePick()
  const format = useFormat()
  const go = useGo()
  const may = useMay()
  const course = useApi<CourseView>('/api/offerings/{offeringId}/course', { path: { offeringId } })
  const progress = useProgress(offeringId)
  const own = course.data
  const learner = useMe()?.roles.some(({ role }) => role === 'learner') ?? false
  const target = own && { offeringId, unitIds: [own.departmentId] }
  return (
    <Page
      title={own ? pick(own.name) : t('course')}
      lead={
        own &&
        own.teachers.length > 0 && (
          <>
            {t('teachers', { count: own.teachers.length })}: {own.teachers.map((one) => format.name(one, 'full')).join(', ')}
          </>
        )
      }
      savedAt={course.savedAt}
      facts={
        own && (
          <>
            <StatusBadge>{own.code}</StatusBadge>
            <StatusBadge>{t('credits', { count: own.credits })}</StatusBadge>
            <StatusBadge>{pick(own.term.name)}</StatusBadge>
            {own.version && own.version.number > 1 && own.version.publishedAt && (
              <AppLink to={`/courses/${offeringId}/changes`}>{t('changed-on', { date: format.date(own.version.publishedAt) })}</AppLink>
            )}
          </>
        )
      }
      actions={
        own && (
          <>
            <Button variant="default" leftSection={<Icon name="file-text" />} onClick={() => go(`/courses/${offeringId}/syllabus`)}>
              {t('syllabus')}
            </Button>
            {may('complex.read', target) && (
              <Button variant="default" leftSection={<Icon name="check" />} onClick={() => go(`/courses/${offeringId}/complex`)}>
                {t('complex')}
              </Button>
            )}
            {may('submission.review', target) && (
              <Button variant="default" leftSection={<Icon name="check" />} onClick={() => go(`/courses/${offeringId}/marking`)}>
                {t(may('submission.mark', target) ? 'marking' : 'works')}
              </Button>
            )}
            {may('grade.read', target) && (
              <Button variant="default" leftSection={<Icon name="grade" />} onClick={() => go(`/courses/${offeringId}/gradebook`)}>
                {t('gradebook')}
              </Button>
            )}
            {may('journal.read', target) && (
              <Button variant="default" leftSection={<Icon name="notebook" />} onClick={() => go(`/courses/${offeringId}/journal`)}>
                {t('journal')}
              </Button>
            )}
            {may('journal.read-own', target) && (
              <Button variant="default" leftSection={<Icon name="notebook" />} onClick={() => go(`/courses/${offeringId}/attendance`)}>
                {t('attendance')}
              </Button>
            )}
            {may('grade.read-own', target) && (
              <Button variant="default" leftSection={<Icon name="grade" />} onClick={() => go(`/courses/${offeringId}/grading`)}>
                {t('grading')}
              </Button>
            )}
            {may('bank.read', target) && (
              <Button variant="default" leftSection={<Icon name="checklist" />} onClick={() => go(`/courses/${offeringId}/bank`)}>
                {t('bank')}
              </Button>
            )}
            {may('question.read', target) && (
              <Button variant="default" leftSection={<Icon name="message" />} onClick={() => go(`/courses/${offeringId}/questions`)}>
                {t('questions')}
              </Button>
            )}
            {may('activity.read', target) && (
              <Button variant="default" leftSection={<Icon name="users" />} onClick={() => go(`/courses/${offeringId}/activity`)}>
                {t('activity')}
              </Button>
            )}
            {may('mooc.manage', target) && (
              <Button variant="default" leftSection={<Icon name="books" />} onClick={() => go(`/courses/${offeringId}/open`)}>
                {t('open-to-all')}
              </Button>
            )}
            {learner && (
              <Button variant="default" leftSection={<Icon name="certificate" />} onClick={() => go(`/courses/${offeringId}/certificate`)}>
                {t('certificate')}
              </Button>
            )}
            {own.mayEdit && (
              <Button variant="default" leftSection={<Icon name="edit" />} onClick={() => go(`/courses/${offeringId}/edit`)}>
                {t('edit.open')}
              </Button>
            )}
            {own.mayImport && (
              <Button variant="default" leftSection={<Icon name="import" />} onClick={() => go(`/courses/${offeringId}/import`)}>
                {t('import.open')}
              </Button>
            )}
          </>
        )
      }
    >
      <Loaded from={course} skeleton={<SkeletonCards cards={4} />}>
        {(view: CourseView) => <CourseBody course={view} progress={progress} />}
      </Loaded>
    </Page>
  )
}

function CourseBody({ course, progress }: { course: CourseView; progress: CourseProgress | undefined }): ReactNode {
  const t = useText('courses')
  const go = useGo()
  if (course.sections.length === 0) {
    return (
      <EmptyState
        icon="book"
        title={t('empty.title')}
        action={course.mayEdit && <Button onClick={() => go(`/courses/${course.id}/edit`)}>{t('empty.begin')}</Button>}
      >
        {t(course.mayEdit ? 'empty.teacher' : 'empty.student')}
      </EmptyState>
    )
  }
  return (
    <Stack gap="l">
      {progress && <NextPart course={course} progress={progress} />}
      <FindInCourse course={course}>
        <Outline course={course} progress={progress} />
      </FindInCourse>
    </Stack>
  )
}

function NextPart({ course, progress }: { course: CourseView; progress: CourseProgress }): ReactNode {
  const t = useText('courses')
  const pick = usePick()
  const format = useFormat()
  const next = nextStep(course.sections, progress)
  const due = dueList(course.sections, progress).filter((one) => one.id !== next?.id)
  const fresh = freshList(course.sections, progress)
  return (
    <Card tone="accent" title={t(next ? (progress.items.length > 0 ? 'next.continue' : 'next.begin') : 'next.all-done')}>
      <Stack gap="s">
        {next && (
          <p className={styles['next']}>
            <AppLink to={`/courses/${course.id}/items/${next.id}`}>
              <Icon name="right" /> {pick(next.title)}
            </AppLink>
            {next.dueAt && (
              <span className={styles['soft']}>
                {t(Date.parse(next.dueAt) < Date.now() ? 'was-due' : 'due', { when: format.dateTime(next.dueAt) })}
              </span>
            )}
          </p>
        )}
        <ProgressBar
          value={progress.total > 0 ? progress.completed / progress.total : 0}
          label={t('progress')}
          note={t('progress-note', { done: progress.completed, total: progress.total })}
        />
        <div className={styles['now']}>
          {due.length > 0 && (
            <ShortList title={t('due-list')}>
              {due.map((one) => (
                <li key={one.id}>
                  <AppLink to={`/courses/${course.id}/items/${one.id}`}>{pick(one.title)}</AppLink>
                  <DueMark dueAt={one.dueAt ?? ''} />
                </li>
              ))}
            </ShortList>
          )}
          {fresh.length > 0 && (
            <ShortList title={t('fresh.title')}>
              {fresh.map(({ item, why }) => (
                <li key={item.id}>
                  <AppLink to={`/courses/${course.id}/items/${item.id}`}>{pick(item.title)}</AppLink>
                  <StatusBadge tone="info">{t(`fresh.${why}`)}</StatusBadge>
                </li>
              ))}
              {progress.fresh.length > fresh.length && <li>{t('fresh.more', { count: progress.fresh.length - fresh.length })}</li>}
            </ShortList>
          )}
        </div>
      </Stack>
    </Card>
  )
}

function ShortList({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section>
      <h3 className={styles['soft']}>{title}</h3>
      <ul className={styles['short']}>{children}</ul>
    </section>
  )
}

function DueMark({ dueAt }: { dueAt: string }): ReactNode {
  const t = useText('courses')
  const format = useFormat()
  const late = Date.parse(dueAt) < Date.now()
  return <StatusBadge tone={late ? 'bad' : 'info'}>{t(late ? 'was-due' : 'due', { when: format.dayMonth(dueAt) })}</StatusBadge>
}
