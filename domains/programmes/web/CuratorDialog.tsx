import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import type { GroupView } from '../contract.ts'
import { PersonField } from './PersonField.tsx'

/** Sets the curator of a group; the curator's role and its rights come with it. */
export function CuratorDialog({ group, onClose }: { group: GroupView; onClose: () => void }): ReactNode {
  const t = useText('programmes')
  const format = useFormat()
  const save = useAct('put', '/api/groups/{groupId}/curator', {
    refreshes: ['/api/groups'],
    onDone: () => {
      notify(t('saved'), 'good')
      onClose()
    },
  })
  const send = (personId: string | null): void => save.mutate({ path: { groupId: group.id }, body: { personId } })
  return (
    <Dialog open onClose={onClose} title={t('groups.set-curator')} size="m">
      <Form
        initial={{ personId: '' }}
        problem={save.error}
        pending={save.isPending}
        submitLabel={t('groups.appoint')}
        check={({ personId }) => (personId ? [] : [{ path: 'personId', message: t('groups.curator-needed') }])}
        onSubmit={({ personId }) => send(personId)}
        actions={
          group.curator && (
            <Button variant="subtle" color="red" disabled={save.isPending} onClick={() => send(null)}>
              {t('groups.release-curator')}
            </Button>
          )
        }
      >
        <p>{group.curator ? t('groups.curator', { name: format.name(group.curator) }) : t('groups.no-curator')}</p>
        <p>{t('groups.curator-text')}</p>
        <PersonField source="/api/groups/{groupId}/curator-candidates" path={{ groupId: group.id }} label={t('groups.new-curator')} />
      </Form>
    </Dialog>
  )
}
