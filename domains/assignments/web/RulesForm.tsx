import { use, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useText } from '../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../foundation/web/kit/CheckField.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { FormContext } from '../../../foundation/web/kit/form-context.ts'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { NumberField } from '../../../foundation/web/kit/NumberField.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import type { AssignmentView } from '../contract.ts'

/** What an assignment takes and gives, and what being late costs, for its teacher. */
export function RulesForm({ view }: { view: AssignmentView }): ReactNode {
  const t = useText('assignments')
  const save = useAct('put', '/api/items/{itemId}/assignment', {
    refreshes: [`/api/items/${view.itemId}`],
    onDone: () => notify(t('rules.saved'), 'good'),
  })
  const { points, acceptsFiles, acceptsText, maxFiles, allowLate, lateDays, latePerDay, lateFloor } = view
  return (
    <details>
      <summary>{t('rules.title')}</summary>
      <Form
        initial={{ points, acceptsFiles, acceptsText, maxFiles, allowLate, lateDays, latePerDay, lateFloor }}
        pending={save.isPending}
        problem={save.error ?? null}
        submitLabel={t('rules.save')}
        onSubmit={(values) => {
          const body = { ...values, latePerDay: values.latePerDay ?? 0, lateFloor: values.lateFloor ?? 0 }
          save.mutate({ path: { itemId: view.itemId }, body })
        }}
      >
        <FieldPair>
          <NumberField name="points" label={t('rules.points')} min={0} max={1000} required />
          <NumberField name="maxFiles" label={t('rules.max-files')} min={0} max={20} decimals={0} required />
        </FieldPair>
        <CheckField name="acceptsText" label={t('rules.text')} />
        <CheckField name="acceptsFiles" label={t('rules.files')} />
        <CheckField name="allowLate" label={t('rules.late')} />
        <LateFields />
      </Form>
    </details>
  )
}

/** What late work costs; shown where late work is taken at all. */
function LateFields(): ReactNode {
  const t = useText('assignments')
  const values = use(FormContext)?.values
  if (values?.['allowLate'] !== true) return null
  return (
    <>
      <NumberField name="lateDays" label={t('rules.late-days')} hint={t('rules.late-days-hint')} min={0} max={365} decimals={0} />
      <FieldPair>
        <NumberField name="latePerDay" label={t('rules.late-per-day')} unit="%" min={0} max={100} decimals={0} />
        <NumberField name="lateFloor" label={t('rules.late-floor')} unit="%" min={0} max={100} decimals={0} />
      </FieldPair>
    </>
  )
}
