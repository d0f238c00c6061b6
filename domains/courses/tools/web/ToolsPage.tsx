import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ConfirmDialog } from '../../../../foundation/web/kit/ConfirmDialog.tsx'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Form } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { ToolsView, ToolView } from '../contract.ts'
import styles from './Tool.module.css'
import { ToolForm } from './ToolForm.tsx'

/** The administrator's page of outside tools: which there are, registering one, the portal's own addresses and keys. */
export default function ToolsPage(): ReactNode {
  const t = useText('courses-tools')
  const found = useApi<ToolsView>('/api/tools')
  const [editing, setEditing] = useState<ToolView | 'new' | null>(null)
  const [inviting, setInviting] = useState(false)
  return (
    <Page
      title={t('admin.title')}
      actions={
        <Row>
          <Button leftSection={<Icon name="plus" />} onClick={() => setEditing('new')}>
            {t('admin.add')}
          </Button>
          <Button variant="default" onClick={() => setInviting(true)}>
            {t('admin.invite')}
          </Button>
        </Row>
      }
    >
      <Loaded from={found}>
        {({ tools, platform }: ToolsView) => (
          <Stack gap="l">
            {tools.length === 0 && (
              <EmptyState icon="structure" title={t('admin.empty')}>
                {t('admin.empty-text')}
              </EmptyState>
            )}
            {tools.map((one) => (
              <ToolCard key={one.id} view={one} onEdit={() => setEditing(one)} />
            ))}
            <PlatformCard platform={platform} />
          </Stack>
        )}
      </Loaded>
      {editing && <ToolForm tool={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  )
}

function ToolCard({ view, onEdit }: { view: ToolView; onEdit: () => void }): ReactNode {
  const t = useText('courses-tools')
  const act = useAct('patch', '/api/tools/{toolId}', { refreshes: ['/api/tools'] })
  const told = ['name', 'email'].filter((one) => (one === 'name' ? view.sendName : view.sendEmail))
  return (
    <Card title={view.name} note={view.keeper}>
      <Stack>
        <Row>
          <StatusBadge tone={view.closed ? 'warn' : 'good'}>{t(view.closed ? 'admin.is-closed' : 'admin.is-open')}</StatusBadge>
          <StatusBadge>{t('admin.items', { count: view.items })}</StatusBadge>
          {told.map((one) => (
            <StatusBadge key={one} tone="info">
              {t(`form.send-${one}`)}
            </StatusBadge>
          ))}
        </Row>
        <dl className={styles['platform']}>
          <div>
            <dt>{t('admin.client-id')}</dt>
            <dd>{view.clientId}</dd>
          </div>
          <div>
            <dt>{t('admin.deployment-id')}</dt>
            <dd>{view.deploymentId}</dd>
          </div>
        </dl>
        <Row>
          <Button variant="default" leftSection={<Icon name="edit" />} onClick={onEdit}>
            {t('admin.edit')}
          </Button>
          <Button
            variant="subtle"
            {...(view.closed ? {} : { color: 'red' })}
            loading={act.isPending}
            onClick={() => act.mutate({ path: { toolId: view.id }, body: { closed: !view.closed } })}
          >
            {t(view.closed ? 'admin.open' : 'admin.close')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}

function PlatformCard({ platform }: { platform: ToolsView['platform'] }): ReactNode {
  const t = useText('courses-tools')
  const [asking, setAsking] = useState(false)
  const rotate = useAct('post', '/api/tools/keys', {
    onDone: () => {
      setAsking(false)
      notify(t('admin.key-made'), 'good')
    },
  })
  return (
    <Card title={t('admin.platform')} note={t('admin.platform-note')}>
      <Stack>
        <dl className={styles['platform']}>
          {Object.entries(platform).map(([name, value]) => (
            <div key={name}>
              <dt>{t(`admin.platform-${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <Row>
          <Button variant="default" leftSection={<Icon name="key" />} onClick={() => setAsking(true)}>
            {t('admin.new-key')}
          </Button>
        </Row>
        <ConfirmDialog
          open={asking}
          title={t('admin.new-key')}
          confirmLabel={t('admin.new-key')}
          pending={rotate.isPending}
          problem={rotate.error}
          onConfirm={() => rotate.mutate({ body: {} })}
          onClose={() => setAsking(false)}
        >
          {t('admin.new-key-text')}
        </ConfirmDialog>
      </Stack>
    </Card>
  )
}

function InviteDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('courses-tools')
  const invite = useAct<{ address: string }>('post', '/api/tools/invitations', {
    onDone: ({ address }) => {
      // The tool's page closes itself; whoever comes back sees the tool in the list.
      window.open(address, '_blank')
      window.addEventListener('focus', () => void refresh('/api/tools'), { once: true })
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t('admin.invite')}>
      <Form
        initial={{ address: '' } as Record<string, unknown>}
        problem={invite.error}
        pending={invite.isPending}
        submitLabel={t('admin.invite-go')}
        onSubmit={(values: Record<string, unknown>) => invite.mutate({ body: values })}
      >
        <p>{t('admin.invite-text')}</p>
        <TextField name="address" type="url" label={t('admin.invite-address')} placeholder="https://" required />
      </Form>
    </Dialog>
  )
}
