import type { ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { BarChart } from '../../../../foundation/web/kit/BarChart.tsx'
import { ChoiceField } from '../../../../foundation/web/kit/ChoiceField.tsx'
import { Form } from '../../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { ItemRatingView } from '../../ratings/contract.ts'
import styles from './Study.module.css'

const grades = ['5', '4', '3', '2', '1']

/** The student's rating of an item (R3.6e); for its author and department the average, the spread and the comments. */
export function RatingPart({ itemId }: { itemId: string }): ReactNode {
  const t = useText('learning-studying')
  const format = useFormat()
  const rating = useApi<ItemRatingView>('/api/items/{itemId}/rating', { path: { itemId } })
  const rate = useAct('put', '/api/items/{itemId}/rating', { refreshes: [`/api/items/${itemId}/rating`] })
  return (
    <Loaded from={rating}>
      {(view: ItemRatingView) => (
        <Stack gap="m">
          {view.own && (
            <p role="status">
              <StatusBadge tone="good">{t('rating.own', { stars: view.own.stars })}</StatusBadge>
            </p>
          )}
          {view.mayRate && (
            <Form
              initial={{ stars: String(view.own?.stars ?? ''), comment: view.own?.comment ?? '' }}
              problem={rate.error}
              pending={rate.isPending}
              submitLabel={t('rating.send')}
              onSubmit={({ stars, comment }: { stars: string; comment: string }) =>
                rate.mutate({ path: { itemId }, body: { stars: Number(stars), comment: comment || null } })
              }
            >
              <ChoiceField name="stars" label={t('rating.ask')} options={grades.map((value) => ({ value, label: t(`rating.grades.${value}`) }))} />
              <TextField name="comment" lines={2} maxLength={2000} label={t('rating.comment')} hint={t('rating.who')} />
            </Form>
          )}
          {!view.mayRate && !view.all && <p className={styles['soft']}>{t('rating.later')}</p>}
          {view.all && (
            <>
              <p>
                {view.all.average === null
                  ? t('rating.none')
                  : t('rating.average', { average: format.number(view.all.average), count: view.all.count })}
              </p>
              {view.all.average !== null && (
                <BarChart
                  title={t('rating.title')}
                  series={[t('rating.students')]}
                  rows={grades.map((value) => ({ label: value, values: [view.all?.spread[Number(value) - 1] ?? 0] }))}
                />
              )}
              {view.all.comments.map((one) => (
                <div key={one.person.id} className={styles['entry']}>
                  <p className={styles['soft']}>
                    {[format.name(one.person, 'short'), String(one.stars), format.dateTime(one.changedAt)].join(' · ')}
                  </p>
                  <p>{one.comment}</p>
                </div>
              ))}
            </>
          )}
        </Stack>
      )}
    </Loaded>
  )
}
