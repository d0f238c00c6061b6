import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { useGo, usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { LineView, ProgrammeView } from '../contract.ts'
import { PlanTable } from './PlanTable.tsx'
import { ProgrammeDialog } from './ProgrammeDialog.tsx'
import { FormBadge } from './ProgrammesPage.tsx'
import { VersionsCard } from './VersionsCard.tsx'
import styles from './programme.module.css'

type View = ProgrammeView & { plan: { id: string; version: number; intakeYear: number; lines: LineView[] } | null }

/** A programme: what is studied in it, and for staff the versions of its curriculum. */
export default function ProgrammePage(): ReactNode {
  const t = useText('programmes')
  const { programmeId = '' } = usePathValues()
  const pick = usePick()
  const may = useMay()
  const go = useGo()
  const [editing, setEditing] = useState(false)
  const programme = useApi<View>('/api/programmes/{programmeId}', { path: { programmeId } })
  const close = useAct('put', '/api/programmes/{programmeId}/closed', { refreshes: ['/api/programmes'] })
  const own = programme.data
  const unitIds = own ? [own.department.id] : []
  const manages = own !== undefined && may('programme.manage', { unitIds })
  return (
    <Page
      title={own ? pick(own.name) : t('nav.programmes')}
      crumbs={[{ label: t('nav.programmes'), to: '/programmes' }]}
      savedAt={programme.savedAt}
      lead={own && `${own.speciality.code} · ${pick(own.department.name)}`}
      facts={
        own && (
          <Row>
            <StatusBadge>{t(`levels.${own.level}`)}</StatusBadge>
            <FormBadge form={own.form} />
            <StatusBadge>{own.languages.map((one) => t(`languages.${one}`)).join(', ')}</StatusBadge>
            {own.closed && <StatusBadge tone="warn">{t('programmes.closed')}</StatusBadge>}
          </Row>
        )
      }
      actions={
        manages && (
          <>
            <Button
              variant="default"
              loading={close.isPending}
              onClick={() => close.mutate({ path: { programmeId }, body: { closed: !own.closed } })}
            >
              {t(own.closed ? 'programmes.open' : 'programmes.close')}
            </Button>
            <Button leftSection={<Icon name="edit" />} onClick={() => setEditing(true)}>
              {t('change')}
            </Button>
          </>
        )
      }
    >
      <Loaded from={programme}>
        {(view) => (
          <Stack gap="l">
            {view.speciality.onlineForbidden && (
              <Notice tone="info" title={t('forbidden.title')}>
                {pick(view.speciality.forbiddenBasis)}
              </Notice>
            )}
            <Facts view={view} />
            {may('curriculum.read') && <VersionsCard programme={view} onOpen={(id) => go(`/curricula/${id}`)} />}
            {view.plan ? (
              <Card title={t('programmes.plan')} note={t('programmes.plan-note', { year: view.plan.intakeYear, version: view.plan.version })}>
                <PlanTable lines={view.plan.lines} />
              </Card>
            ) : (
              <Card>
                <EmptyState icon="table" title={t('programmes.no-plan')}>
                  {t('programmes.no-plan-text')}
                </EmptyState>
              </Card>
            )}
          </Stack>
        )}
      </Loaded>
      {editing && own && <ProgrammeDialog programme={own} onClose={() => setEditing(false)} />}
    </Page>
  )
}

function Facts({ view }: { view: View }): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const facts = [
    [t('field'), pick(view.field.name)],
    [t('speciality'), `${view.speciality.code} ${pick(view.speciality.name)}`],
    [t('qualification'), pick(view.qualification)],
    [
      t('standard'),
      view.standard
        ? `${view.standard.code} · ${t('credits-of', { count: view.standard.totalCredits })} · ${t('semesters', { count: view.standard.semesters })}`
        : '',
    ],
  ].filter(([, value]) => value)
  return (
    <Card title={t('programmes.about')}>
      <dl className={styles['facts']}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
