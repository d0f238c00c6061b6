import { Button } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import { asProblem } from '../api/api-problem.ts'
import { useText } from '../i18n/use-text.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { Notice } from '../kit/Notice.tsx'
import { countUnsent } from '../session/on-sign-out.ts'
import { signOut } from '../session/sign-out.ts'

/** The way out: leaves at once when everything is on the server, and asks first when something would be lost. */
export function SignOutDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('foundation')
  const [unsent, setUnsent] = useState(0)
  const [leaving, setLeaving] = useState(false)
  const [fault, setFault] = useState<'offline' | 'failed' | null>(null)
  const leave = async (): Promise<void> => {
    setLeaving(true)
    setFault(null)
    try {
      await signOut()
    } catch (failure) {
      setFault(asProblem(failure).isOffline ? 'offline' : 'failed')
      setLeaving(false)
    }
  }
  useEffect(() => {
    void countUnsent().then((count) => (count > 0 ? setUnsent(count) : leave()))
    // asked once, when the way out is taken
  }, [])
  return (
    <Dialog
      open={unsent > 0 || fault !== null}
      onClose={onClose}
      title={t(unsent > 0 ? 'leave.title' : 'leave.failed-title')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('leave.stay')}
          </Button>
          <Button {...(unsent > 0 ? { color: 'red' } : {})} loading={leaving} onClick={() => void leave()}>
            {t(unsent > 0 ? 'leave.go' : 'action.retry')}
          </Button>
        </>
      }
    >
      {unsent > 0 && (
        <>
          <p>{t('leave.unsent', { count: unsent })}</p>
          <p>{t('leave.text')}</p>
        </>
      )}
      {fault && (
        <Notice tone="bad" role="alert">
          {t(`leave.${fault}`)}
        </Notice>
      )}
    </Dialog>
  )
}
