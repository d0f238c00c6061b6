import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { ConfirmDialog } from '../../../foundation/web/kit/ConfirmDialog.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { SkeletonTable } from '../../../foundation/web/kit/Skeletons.tsx'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { useGo, usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { CurriculumHead, CurriculumView, GapView } from '../contract.ts'
import { CurriculumEditor } from './CurriculumEditor.tsx'
import { GapList, Gaps } from './GapList.tsx'
import { PlanTable } from './PlanTable.tsx'
import { VersionState } from './VersionsCard.tsx'

/** One version of a curriculum: edited while it is a draft, read once it is approved. */
export default function CurriculumPage(): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const { curriculumId = '' } = usePathValues()
  const curriculum = useApi<CurriculumView>('/api/curricula/{curriculumId}', { path: { curriculumId } })
  const own = curriculum.data
  return (
    <Page
      width="full"
      title={own ? t('curriculum.of', { version: own.version, year: own.intakeYear }) : t('curriculum.title')}
      crumbs={[
        { label: t('nav.programmes'), to: '/programmes' },
        ...(own ? [{ label: pick(own.programme.name), to: `/programmes/${own.programmeId}` }] : []),
      ]}
      savedAt={curriculum.savedAt}
      facts={own && <Facts curriculum={own} />}
      actions={own && <Actions curriculum={own} />}
    >
      <Loaded from={curriculum} skeleton={<SkeletonTable rows={10} />}>
        {(view) => <Body curriculum={view} />}
      </Loaded>
    </Page>
  )
}

function Body({ curriculum }: { curriculum: CurriculumView }): ReactNode {
  const t = useText('programmes')
  const may = useMay()
  const edits = may('curriculum.edit', { unitIds: [curriculum.programme.department.id] })
  return (
    <Stack gap="l">
      <CompareField curriculum={curriculum} />
      {curriculum.state === 'draft' && edits ? (
        <CurriculumEditor key={curriculum.id} curriculum={curriculum} />
      ) : (
        <>
          {curriculum.state === 'draft' ? <GapList check={curriculum.check} /> : edits && <Notice>{t('curriculum.fixed')}</Notice>}
          <PlanTable level={2} lines={curriculum.lines} semesters={curriculum.check.semesters} />
        </>
      )}
    </Stack>
  )
}

function Facts({ curriculum }: { curriculum: CurriculumView }): ReactNode {
  const t = useText('programmes')
  const format = useFormat()
  const total = curriculum.check.semesters.reduce((sum, one) => sum + one.credits, 0)
  return (
    <Row>
      <VersionState state={curriculum.state} />
      <span>
        {t('credits-of', { count: total })}
        {curriculum.standard && ` · ${curriculum.standard.code}`}
      </span>
      {curriculum.approvedAt && (
        <span>{t('curriculum.approved', { date: format.date(curriculum.approvedAt), by: curriculum.approvedBy ?? '' })}</span>
      )}
    </Row>
  )
}

function CompareField({ curriculum }: { curriculum: CurriculumView }): ReactNode {
  const t = useText('programmes')
  const go = useGo()
  const versions =
    useApi<{ curricula: CurriculumHead[] }>('/api/programmes/{programmeId}/curricula', { path: { programmeId: curriculum.programmeId } }).data
      ?.curricula ?? []
  const others = versions.filter((one) => one.id !== curriculum.id)
  if (others.length === 0) return null
  return (
    <SelectField
      label={t('compare.with')}
      value=""
      placeholder={t('choose')}
      onChange={(other) => other && go(`/curricula/${other}/compare/${curriculum.id}`)}
      options={others.map((one) => ({
        value: one.id,
        label: `${t('versions.n', { version: one.version, year: one.intakeYear })} · ${t(`states.${one.state}`)}`,
      }))}
    />
  )
}

type Step = 'approve' | 'archive' | 'discard'

function Actions({ curriculum }: { curriculum: CurriculumView }): ReactNode {
  const t = useText('programmes')
  const may = useMay()
  const go = useGo()
  const [step, setStep] = useState<Step | null>(null)
  const unitIds = [curriculum.programme.department.id]
  const refreshes = [`/api/curricula/${curriculum.id}`, `/api/programmes/${curriculum.programmeId}`]
  const done = (key: string) => () => {
    setStep(null)
    notify(t(key), 'good')
  }
  const acts = {
    approve: useAct('post', '/api/curricula/{id}/approve', { refreshes, onDone: done('curriculum.is-approved') }),
    archive: useAct('post', '/api/curricula/{id}/archive', { refreshes, onDone: done('curriculum.is-archived') }),
    discard: useAct('delete', '/api/curricula/{id}', {
      refreshes: [`/api/programmes/${curriculum.programmeId}`],
      onDone: () => go(`/programmes/${curriculum.programmeId}`),
    }),
  }
  const copy = useAct<{ id: string }>('post', '/api/programmes/{programmeId}/curricula', {
    refreshes: [`/api/programmes/${curriculum.programmeId}`],
    onDone: ({ id }) => go(`/curricula/${id}`),
  })
  const draft = curriculum.state === 'draft'
  const edits = may('curriculum.edit', { unitIds })
  const approves = may('curriculum.approve', { unitIds })
  const current = step ? acts[step] : null
  const gaps = (current?.error?.facts['gaps'] as GapView[] | undefined) ?? []
  return (
    <>
      <Button variant="default" component="a" href={`/api/curricula/${curriculum.id}/file`} download>
        {t('curriculum.file')}
      </Button>
      {edits && (
        <Button
          variant="default"
          loading={copy.isPending}
          onClick={() =>
            copy.mutate({ path: { programmeId: curriculum.programmeId }, body: { intakeYear: curriculum.intakeYear, copyOf: curriculum.id } })
          }
        >
          {t('curriculum.copy')}
        </Button>
      )}
      {draft && edits && (
        <Button variant="default" color="red" onClick={() => setStep('discard')}>
          {t('curriculum.discard')}
        </Button>
      )}
      {curriculum.state === 'approved' && approves && (
        <Button variant="default" onClick={() => setStep('archive')}>
          {t('curriculum.archive')}
        </Button>
      )}
      {draft && approves && <Button onClick={() => setStep('approve')}>{t('curriculum.approve')}</Button>}
      {step && (
        <ConfirmDialog
          open
          title={t(`curriculum.${step}-title`)}
          confirmLabel={t(`curriculum.${step}`)}
          danger={step === 'discard'}
          pending={current?.isPending ?? false}
          problem={current?.error ?? null}
          onConfirm={() => acts[step].mutate({ path: { id: curriculum.id } })}
          onClose={() => {
            current?.reset()
            setStep(null)
          }}
        >
          {t(`curriculum.${step}-text`)}
          {gaps.length > 0 && <Gaps gaps={gaps} />}
        </ConfirmDialog>
      )}
    </>
  )
}
