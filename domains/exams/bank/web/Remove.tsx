import { ActionIcon } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'

/** The button that takes a part of a question away. */
export function Remove({ name, onClick }: { name: string; onClick: () => void }): ReactNode {
  return (
    <ActionIcon variant="subtle" size="lg" color="red" aria-label={name} onClick={onClick}>
      <Icon name="trash" />
    </ActionIcon>
  )
}
