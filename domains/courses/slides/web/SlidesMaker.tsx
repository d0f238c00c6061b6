import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { FileDrop } from '../../../../foundation/web/kit/FileDrop.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { BlockMakerProps } from '../../web/lesson-blocks.ts'
import { SlidesOf } from './SlidesBlock.tsx'
import styles from './Slides.module.css'

const largest = 200 * 1024 * 1024
const types = '.pdf,.pptx,.odp,application/pdf'

/** Puts a presentation into a lesson as soon as the server has it; or shows the one that is there, how far it is, and takes another in its place. */
export default function SlidesMaker({ itemId, had, onInsert, onClose }: BlockMakerProps): ReactNode {
  const t = useText('courses-slides')
  const id = had?.id ?? null
  return (
    <Stack gap="l">
      <FileDrop<{ id: string }>
        label={t(id === null ? 'maker.choose' : 'maker.replace')}
        hint={t('maker.hint')}
        accept={types}
        maxBytes={largest}
        uploadTo={`/api/items/${itemId}/slides`}
        onUploaded={({ id: made }) => onInsert({ id: made })}
      />
      {id !== null && (
        <>
          <p className={styles['soft']}>{t('maker.replace-note')}</p>
          <SlidesOf id={id} />
          <Row>
            <Button variant="default" onClick={onClose}>
              {t('maker.keep')}
            </Button>
          </Row>
        </>
      )}
    </Stack>
  )
}
