import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { DateField } from '../../../../foundation/web/kit/DateField.tsx'
import { FieldPair } from '../../../../foundation/web/kit/FieldPair.tsx'
import { Form } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { SkeletonCards } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { useGo, usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { MoocView } from '../contract.ts'
import { Participants } from './Participants.tsx'

const states = ['draft', 'open', 'closed'] as const
const languages = ['ky', 'ru', 'en'] as const

/** Those who run a course open it to everybody: the announcement, the rule of the certificate, who takes part. */
export default function MoocPage(): ReactNode {
  const { offeringId = '' } = usePathValues()
  const t = useText('learning-mooc')
  const pick = usePick()
  const go = useGo()
  const mooc = useApi<MoocView>('/api/offerings/{offeringId}/mooc', { path: { offeringId } })
  const own = mooc.data
  const slug = own?.announcement && own.announcement.state !== 'draft' ? own.announcement.slug : null
  return (
    <Page
      title={t('manage.title')}
      lead={t('manage.lead')}
      crumbs={own ? [{ label: pick(own.offering.name), to: `/courses/${offeringId}` }] : []}
      savedAt={mooc.savedAt}
      facts={
        own && (
          <>
            <StatusBadge>{own.offering.code}</StatusBadge>
            <StatusBadge tone={own.announcement?.state === 'open' ? 'good' : 'neutral'}>
              {t(`states.${own.announcement?.state ?? 'draft'}`)}
            </StatusBadge>
            <StatusBadge>{t('participants', { count: own.participants })}</StatusBadge>
            <StatusBadge>{t('certificates', { count: own.certificates })}</StatusBadge>
          </>
        )
      }
      actions={
        slug && (
          <Button variant="default" leftSection={<Icon name="books" />} onClick={() => go(`/open-courses/${slug}`)}>
            {t('manage.public-page')}
          </Button>
        )
      }
    >
      <Loaded from={mooc} skeleton={<SkeletonCards cards={2} />}>
        {(view: MoocView) => (
          <Stack gap="l">
            {view.lacks.length > 0 && (
              <Notice tone="warn" title={t('manage.lacks')}>
                <ul>
                  {view.lacks.map((one) => (
                    <li key={one}>{t(`lacks.${one}`)}</li>
                  ))}
                </ul>
              </Notice>
            )}
            <Announcement view={view} />
            {view.participants > 0 && <Participants offeringId={offeringId} />}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Announcement({ view }: { view: MoocView }): ReactNode {
  const t = useText('learning-mooc')
  const address = `/api/offerings/${view.offering.id}/mooc`
  const save = useAct('put', '/api/offerings/{offeringId}/mooc', {
    refreshes: [address, '/api/open-courses'],
    onDone: () => notify(t('manage.saved'), 'good'),
  })
  const given = view.announcement
  const flat = {
    slug: given?.slug ?? '',
    state: given?.state ?? 'draft',
    startsOn: given?.startsOn ?? '',
    endsOn: given?.endsOn ?? '',
    leastShare: given?.leastShare ?? 80,
    leastPoints: given?.leastPoints ?? 60,
    exemptReason: given?.exemptReason ?? '',
    ...Object.fromEntries(
      languages.flatMap((one) => [
        [`summary.${one}`, given?.summary[one] ?? ''],
        [`audience.${one}`, given?.audience[one] ?? ''],
      ]),
    ),
  } as Record<string, unknown>
  const words = (values: Record<string, unknown>, name: string) =>
    Object.fromEntries(languages.map((one) => [one, String(values[`${name}.${one}`] ?? '')]))
  return (
    <Card title={t('manage.announcement')} actions={<ClauseTag clause="R1.3b" />}>
      <Form
        initial={flat}
        problem={save.error}
        pending={save.isPending}
        submitLabel={t('manage.save')}
        onSubmit={(values) =>
          save.mutate({
            path: { offeringId: view.offering.id },
            body: {
              slug: values['slug'],
              state: values['state'],
              summary: words(values, 'summary'),
              audience: words(values, 'audience'),
              startsOn: values['startsOn'] || null,
              endsOn: values['endsOn'] || null,
              leastShare: values['leastShare'],
              leastPoints: values['leastPoints'],
              exemptReason: values['exemptReason'],
            },
          })
        }
      >
        <FieldPair>
          <SelectField name="state" label={t('manage.state')} options={states.map((one) => ({ value: one, label: t(`states.${one}`) }))} />
          <TextField name="slug" label={t('manage.slug')} hint={t('manage.slug-hint')} maxLength={80} required />
        </FieldPair>
        {languages.map((one) => (
          <TextField key={one} name={`summary.${one}`} label={`${t('manage.summary')} (${t(`languages.${one}`)})`} lines={3} maxLength={2000} />
        ))}
        {languages.map((one) => (
          <TextField key={one} name={`audience.${one}`} label={`${t('audience')} (${t(`languages.${one}`)})`} lines={2} maxLength={1000} />
        ))}
        <FieldPair>
          <DateField name="startsOn" label={t('manage.starts-on')} hint={t('manage.dates-hint')} />
          <DateField name="endsOn" label={t('manage.ends-on')} />
        </FieldPair>
        <FieldPair>
          <NumberField name="leastShare" label={t('manage.least-share')} unit="%" min={1} max={100} decimals={0} required />
          <NumberField name="leastPoints" label={t('manage.least-points')} unit="%" min={0} max={100} decimals={0} required />
        </FieldPair>
        <TextField name="exemptReason" label={t('manage.exempt-reason')} hint={t('manage.exempt-hint')} lines={2} maxLength={2000} />
      </Form>
    </Card>
  )
}
