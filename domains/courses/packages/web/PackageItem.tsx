import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ConfirmDialog } from '../../../../foundation/web/kit/ConfirmDialog.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { FileDrop } from '../../../../foundation/web/kit/FileDrop.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { useGo } from '../../../../foundation/web/navigation/use-go.ts'
import type { ItemViewProps } from '../../web/item-views.ts'
import type { ItemPackageView, PackageView } from '../contract.ts'
import { PackagePart } from './PackagePart.tsx'

/** An item of the kind `package`: the package itself, and for its author what is in it and how to change it. */
export default function PackageItem({ itemId, offeringId }: ItemViewProps): ReactNode {
  const t = useText('courses-packages')
  const found = useApi<ItemPackageView>('/api/items/{itemId}/package', { path: { itemId } })
  return (
    <Loaded from={found}>
      {(given: ItemPackageView) => (
        <Stack gap="l">
          {given.package ? <PackagePart key={given.package.id} view={given.package} /> : <EmptyState icon="structure" title={t('empty')} />}
          {given.mayEdit && <AuthorCard itemId={itemId} offeringId={offeringId} view={given.package} />}
        </Stack>
      )}
    </Loaded>
  )
}

function AuthorCard({ itemId, offeringId, view }: { itemId: string; offeringId: string; view: PackageView | null }): ReactNode {
  const t = useText('courses-packages')
  const format = useFormat()
  const go = useGo()
  const [asking, setAsking] = useState(false)
  const address = `/api/items/${itemId}/package`
  const remove = useAct('delete', '/api/packages/{packageId}', { refreshes: [address], onDone: () => setAsking(false) })
  return (
    <Card title={t('author.title')}>
      <Stack>
        {view && (
          <p>
            {t('author.facts', {
              kind: t(`kinds.${view.kind}`),
              files: view.files,
              count: view.files,
              bytes: format.bytes(view.bytes),
              when: format.dateTime(view.uploadedAt),
            })}
          </p>
        )}
        <FileDrop
          label={t(view ? 'author.replace' : 'author.upload')}
          hint={t('author.hint')}
          accept=".zip,.h5p"
          maxBytes={500_000_000}
          uploadTo={`/api/items/${itemId}/packages`}
          onUploaded={() => {
            notify(t('author.taken'), 'good')
            void refresh(address)
          }}
        />
        {view && (
          <Row>
            {view.maySeeResults && (
              <Button variant="default" onClick={() => go(`/courses/${offeringId}/items/${itemId}/package-results`)}>
                {t('results.open')}
              </Button>
            )}
            <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
              {t('author.remove')}
            </Button>
          </Row>
        )}
        {view && (
          <ConfirmDialog
            open={asking}
            danger
            problem={remove.error}
            title={t('author.remove-title')}
            confirmLabel={t('author.remove')}
            pending={remove.isPending}
            onConfirm={() => remove.mutate({ path: { packageId: view.id } })}
            onClose={() => setAsking(false)}
          >
            {t('author.remove-text')}
          </ConfirmDialog>
        )}
      </Stack>
    </Card>
  )
}
