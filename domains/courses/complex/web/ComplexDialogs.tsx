import type { ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { Form } from '../../../../foundation/web/kit/Form.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'

const refreshed = (offeringId: string): string[] => [`/api/offerings/${offeringId}/complex`, '/api/complexes']

/** Approves a submitted complex, or returns it with a note. */
export function DecisionDialog({
  offeringId,
  decision,
  onClose,
}: {
  offeringId: string
  decision: 'approve' | 'return'
  onClose: () => void
}): ReactNode {
  const t = useText('courses-complex')
  const decide = useAct('post', '/api/offerings/{offeringId}/complex/decision', { refreshes: refreshed(offeringId), onDone: onClose })
  return (
    <Dialog open onClose={onClose} title={t(decision)}>
      <Form
        initial={{ note: '' } as Record<string, unknown>}
        problem={decide.error}
        pending={decide.isPending}
        submitLabel={t(decision)}
        onSubmit={({ note }) => decide.mutate({ path: { offeringId }, body: { decision, note } })}
      >
        <TextField name="note" lines={4} maxLength={5000} required={decision === 'return'} label={t('note')} />
      </Form>
    </Dialog>
  )
}

/** Excuses a part, with the reason. */
export function ExcuseDialog({ offeringId, part, onClose }: { offeringId: string; part: string; onClose: () => void }): ReactNode {
  const t = useText('courses-complex')
  const excuse = useAct('put', '/api/offerings/{offeringId}/complex/excuses/{part}', { refreshes: refreshed(offeringId), onDone: onClose })
  return (
    <Dialog open onClose={onClose} title={`${t('excuse')}: ${t(`parts.${part}`)}`}>
      <Form
        initial={{ reason: '' } as Record<string, unknown>}
        problem={excuse.error}
        pending={excuse.isPending}
        submitLabel={t('excuse')}
        onSubmit={({ reason }) => excuse.mutate({ path: { offeringId, part }, body: { reason } })}
      >
        <TextField name="reason" lines={3} maxLength={2000} required label={t('reason')} />
      </Form>
    </Dialog>
  )
}
