import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { useGo } from '../../../../foundation/web/navigation/use-go.ts'
import type { ItemToolView } from '../contract.ts'
import styles from './Tool.module.css'

/** For who edits: which tool the item opens, choosing in it, what students reached. */
export function AuthorCard({
  itemId,
  offeringId,
  view,
  pending,
  onChoose,
}: {
  itemId: string
  offeringId: string
  view: ItemToolView
  pending: boolean
  onChoose: () => void
}): ReactNode {
  const t = useText('courses-tools')
  const go = useGo()
  const { tool, choices } = view
  const [picked, setPicked] = useState(tool?.id ?? '')
  const link = useAct('put', '/api/items/{itemId}/tool', { refreshes: [`/api/items/${itemId}/tool`] })
  if (choices.length === 0 && !tool) return <Card title={t('author.title')}>{t('author.none')}</Card>
  return (
    <Card title={t('author.title')}>
      <Stack>
        <SelectField
          label={t('author.tool')}
          value={picked}
          onChange={setPicked}
          placeholder={t('author.pick')}
          options={choices.map(({ id, name, keeper }) => ({ value: id, label: `${name} — ${keeper}` }))}
        />
        {tool && <p className={styles['soft']}>{tool.url ?? t('author.first-page')}</p>}
        {link.error && <ProblemNotice problem={link.error} />}
        <Row>
          {picked !== '' && picked !== tool?.id && (
            <Button loading={link.isPending} onClick={() => link.mutate({ path: { itemId }, body: { toolId: picked } })}>
              {t('author.set')}
            </Button>
          )}
          {tool?.mayChoose && !tool.closed && picked === tool.id && (
            <Button variant="default" loading={pending} onClick={onChoose}>
              {t('author.choose')}
            </Button>
          )}
          {view.maySeeScores && tool && (
            <Button variant="default" onClick={() => go(`/courses/${offeringId}/items/${itemId}/tool-results`)}>
              {t('results.open')}
            </Button>
          )}
        </Row>
      </Stack>
    </Card>
  )
}
