import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Icon } from './Icon.tsx'

/** Prints the page; navigation and buttons are left out by the print styles. */
export function PrintButton(): ReactNode {
  const t = useText('foundation')
  return (
    <Button variant="default" leftSection={<Icon name="print" size={18} />} onClick={() => window.print()}>
      {t('action.print')}
    </Button>
  )
}
