import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { ConfirmDialog } from '../../../foundation/web/kit/ConfirmDialog.tsx'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { SkeletonPage } from '../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { useGo, usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { PostView, UnitView } from '../contract.ts'
import { Contacts } from './Contacts.tsx'
import { PostDialog } from './PostDialog.tsx'
import { UnitDialog } from './UnitDialog.tsx'
import styles from './people.module.css'

/** A unit for members of the university: who works there and where to find them. */
export default function UnitPage(): ReactNode {
  const { unitId } = usePathValues()
  const unit = useApi<UnitView>('/api/units/{unitId}', { path: { unitId: unitId ?? '' } })
  return (
    <Loaded from={unit} skeleton={<SkeletonPage />}>
      {(view) => <Unit unit={view} savedAt={unit.savedAt} />}
    </Loaded>
  )
}

function Unit({ unit, savedAt }: { unit: UnitView; savedAt: number | null }): ReactNode {
  const t = useText('people')
  const pick = usePick()
  const format = useFormat()
  const may = useMay()
  const go = useGo()
  const [open, setOpen] = useState<'edit' | 'close' | 'post' | PostView | null>(null)
  const close = useAct('post', `/api/units/${unit.id}/close`, { refreshes: ['/api/structure', '/api/units'], onDone: () => go('/structure') })
  const mayPosts = may('post.edit', { unitIds: [unit.id] })
  return (
    <Page
      title={pick(unit.name)}
      lead={pick(unit.purpose) || null}
      savedAt={savedAt}
      crumbs={[{ label: t('nav.structure'), to: '/structure' }, ...unit.above.map((one) => ({ label: pick(one.name), to: `/structure/${one.id}` }))]}
      facts={
        <>
          <StatusBadge>{t(`unit-kinds.${unit.kind}`)}</StatusBadge>
          {unit.closed && <StatusBadge tone="warn">{t('unit.closed')}</StatusBadge>}
          {unit.room && (
            <span>
              {t('unit.room')}: {unit.room}
            </span>
          )}
          {(unit.email || unit.phone) && <Contacts email={unit.email} phone={unit.phone} />}
        </>
      }
      actions={
        may('structure.edit') &&
        !unit.closed && (
          <>
            <Button variant="default" onClick={() => setOpen('close')}>
              {t('structure.close')}
            </Button>
            <Button leftSection={<Icon name="edit" />} onClick={() => setOpen('edit')}>
              {t('edit')}
            </Button>
          </>
        )
      }
    >
      <Stack gap="l">
        {unit.below.length > 0 && (
          <Card title={t('unit.below')}>
            <ul className={styles['lines']}>
              {unit.below.map((one) => (
                <li key={one.id}>
                  <AppLink to={`/structure/${one.id}`}>{pick(one.name)}</AppLink>
                </li>
              ))}
            </ul>
          </Card>
        )}
        <Card
          title={t('unit.staff')}
          flush
          actions={
            mayPosts && (
              <Button variant="default" size="sm" leftSection={<Icon name="user-plus" size={18} />} onClick={() => setOpen('post')}>
                {t('post.add')}
              </Button>
            )
          }
        >
          <DataTable
            caption={t('unit.staff')}
            rows={unit.posts}
            rowKey={(post) => post.postId}
            empty={<EmptyState icon="users" title={t('unit.no-staff')} />}
            columns={[
              {
                key: 'name',
                title: t('person.name'),
                phone: 'title',
                render: (post) =>
                  may('person.read', { personId: post.personId, unitIds: [unit.id] }) ? (
                    <AppLink to={`/people/${post.personId}`}>{format.name(post)}</AppLink>
                  ) : (
                    format.name(post)
                  ),
                sortBy: (post) => format.name(post),
              },
              {
                key: 'title',
                title: t('post.title'),
                render: (post) => (
                  <>
                    {pick(post.title)} {post.isHead && <StatusBadge tone="info">{t('post.head-badge')}</StatusBadge>}
                  </>
                ),
                sortBy: (post) => pick(post.title),
              },
              { key: 'degree', title: t('post.degree'), render: (post) => pick(post.degree) || '–' },
              { key: 'contacts', title: t('contacts'), render: (post) => <Contacts email={post.publicEmail} phone={post.publicPhone} /> },
              ...(mayPosts
                ? [
                    {
                      key: 'edit',
                      title: t('edit'),
                      render: (post: PostView) => (
                        <Button variant="subtle" size="sm" onClick={() => setOpen(post)}>
                          {t('edit')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </Card>
      </Stack>
      {open === 'edit' && <UnitDialog unit={unit} onClose={() => setOpen(null)} />}
      {open === 'post' && <PostDialog unitId={unit.id} onClose={() => setOpen(null)} />}
      {open !== null && typeof open === 'object' && <PostDialog unitId={unit.id} post={open} onClose={() => setOpen(null)} />}
      <ConfirmDialog
        open={open === 'close'}
        title={t('structure.close-ask')}
        confirmLabel={t('structure.close')}
        danger
        pending={close.isPending}
        problem={close.error}
        onConfirm={() => close.mutate({})}
        onClose={() => setOpen(null)}
      >
        {t('structure.close-text')}
      </ConfirmDialog>
    </Page>
  )
}
