import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { FieldPair } from '../../../../foundation/web/kit/FieldPair.tsx'
import { Form, ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { SkeletonCards } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Split, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import { useGo, usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { OpenCourseView } from '../contract.ts'
import styles from './Mooc.module.css'

/** The public page of an open course: what it is about, and the way in for anybody with an e-mail (R1.3b). */
export default function OpenCoursePage(): ReactNode {
  const { slug = '' } = usePathValues()
  const t = useText('learning-mooc')
  const pick = usePick()
  const format = useFormat()
  const course = useApi<OpenCourseView>('/api/open-courses/{slug}', { path: { slug } })
  const own = course.data
  return (
    <Page
      title={own ? pick(own.name) : t('list.title')}
      crumbs={[{ label: t('list.title'), to: '/open-courses' }]}
      savedAt={course.savedAt}
      actions={
        own && !own.mine?.enrolled && own.open ? (
          // on a phone the way in lies under a long outline
          <Button component="a" href="#way-in" className={styles['to-way-in'] ?? ''}>
            {t('join')}
          </Button>
        ) : undefined
      }
      lead={own && `${pick(own.university)} · ${pick(own.department)}`}
      facts={
        own && (
          <>
            <StatusBadge>{t('hours', { count: own.hours })}</StatusBadge>
            <StatusBadge>{t(`languages.${own.language}`)}</StatusBadge>
            <StatusBadge>{t('participants', { count: own.participants })}</StatusBadge>
            <StatusBadge>{own.endsOn ? t('until', { date: format.date(own.endsOn) }) : t('own-time')}</StatusBadge>
          </>
        )
      }
    >
      <Loaded from={course} skeleton={<SkeletonCards cards={3} />}>
        {(view: OpenCourseView) => (
          <Split aside={<WayIn view={view} />}>
            <p className={styles['words']}>{pick(view.summary)}</p>
            {pick(view.audience) && (
              <Card title={t('audience')}>
                <p>{pick(view.audience)}</p>
              </Card>
            )}
            <Card title={t('outline')}>
              <ol className={styles['outline']}>
                {view.sections.map((part, at) => (
                  <li key={at}>
                    <strong>{pick(part.title)}</strong>
                    <ul>
                      {part.items.map((one, place) => (
                        <li key={place}>{pick(one.title)}</li>
                      ))}
                    </ul>
                  </li>
                ))}
              </ol>
            </Card>
            {view.teachers.length > 0 && (
              <Card title={t('teachers')}>
                <p>{view.teachers.map((one) => format.name(one, 'full')).join(', ')}</p>
              </Card>
            )}
          </Split>
        )}
      </Loaded>
    </Page>
  )
}

function WayIn({ view }: { view: OpenCourseView }): ReactNode {
  const t = useText('learning-mooc')
  return (
    <>
      <span id="way-in" className={styles['anchor']} />
      <Card tone="accent" title={t(view.mine?.enrolled ? 'you-take-part' : 'take-part')}>
        {view.mine?.enrolled ? <Inside view={view} /> : !view.open ? <p>{t('closed')}</p> : view.mine ? <Join view={view} /> : <Ask view={view} />}
      </Card>
      <Card title={t('certificate.title')} actions={<ClauseTag clause="R7.2a" />}>
        <Stack gap="s">
          <p>{t('certificate.rule', { share: view.leastShare, points: view.leastPoints })}</p>
          <p className={styles['soft']}>{t('certificate.not-state')}</p>
        </Stack>
      </Card>
    </>
  )
}

const refreshed = (view: OpenCourseView): string[] => [`/api/open-courses/${view.slug}`, '/api/me', '/api/my/']

function Inside({ view }: { view: OpenCourseView }): ReactNode {
  const t = useText('learning-mooc')
  const go = useGo()
  const leave = useAct('post', '/api/open-courses/{slug}/leave', { refreshes: refreshed(view) })
  return (
    <Stack gap="s">
      <Button onClick={() => go(`/courses/${view.offeringId}`)}>{t('open-course')}</Button>
      <AppLink to={`/courses/${view.offeringId}/certificate`}>{t('my-certificate')}</AppLink>
      {leave.error && <ProblemNotice problem={leave.error} />}
      <Button variant="subtle" color="gray" loading={leave.isPending} onClick={() => leave.mutate({ path: { slug: view.slug } })}>
        {t('leave')}
      </Button>
    </Stack>
  )
}

function Join({ view }: { view: OpenCourseView }): ReactNode {
  const t = useText('learning-mooc')
  const go = useGo()
  const join = useAct<{ offeringId: string }>('post', '/api/open-courses/{slug}/join', {
    refreshes: refreshed(view),
    onDone: ({ offeringId }) => go(`/courses/${offeringId}`),
  })
  return (
    <Stack gap="s">
      {join.error && <ProblemNotice problem={join.error} />}
      <Button loading={join.isPending} onClick={() => join.mutate({ path: { slug: view.slug } })}>
        {t('join')}
      </Button>
    </Stack>
  )
}

/** Who has no account gives a name and an e-mail; the answer is the same for every address. */
function Ask({ view }: { view: OpenCourseView }): ReactNode {
  const t = useText('learning-mooc')
  const [asked, setAsked] = useState<string | null>(null)
  const ask = useAct('post', '/api/open-courses/{slug}/ask', {})
  if (asked !== null && ask.isSuccess) return <Notice tone="good" title={t('ask.sent', { email: asked })} />
  return (
    <Stack gap="s">
      <Form
        initial={{ surname: '', givenName: '', email: '', consent: false } as Record<string, unknown>}
        problem={ask.error}
        pending={ask.isPending}
        submitLabel={t('join')}
        check={({ consent }) => (consent ? [] : [{ path: 'consent', message: t('ask.consent-needed') }])}
        onSubmit={(values) => {
          setAsked(String(values['email']))
          ask.mutate({ path: { slug: view.slug }, body: values })
        }}
      >
        <FieldPair>
          <TextField name="surname" label={t('ask.surname')} maxLength={100} required autoComplete="family-name" />
          <TextField name="givenName" label={t('ask.given-name')} maxLength={100} required autoComplete="given-name" />
        </FieldPair>
        <TextField name="email" type="email" label={t('ask.email')} maxLength={200} required autoComplete="email" />
        <CheckField name="consent" label={t('ask.consent')} />
      </Form>
      <p className={styles['soft']}>
        {t('ask.have-account')} <AppLink to="/sign-in">{t('ask.sign-in')}</AppLink>
      </p>
    </Stack>
  )
}
