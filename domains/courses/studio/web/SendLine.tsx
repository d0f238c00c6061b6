import type { ReactNode } from 'react'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { ProgressBar } from '../../../../foundation/web/kit/Progress.tsx'
import type { TakeState } from './use-take.ts'

/** How far the recording has gone to the server, and what keeps it. */
export function SendLine({ take }: { take: TakeState }): ReactNode {
  const t = useText('courses-studio')
  const format = useFormat()
  const { send, bytes, kept } = take
  const label = send.state === 'up-to-date' && take.phase === 'stopped' ? t('send.arrived') : t(`send.${send.state}`)
  return (
    <>
      <ProgressBar
        value={bytes > 0 ? send.sent / bytes : 0}
        label={label}
        note={t('send.of', { sent: format.bytes(send.sent), whole: format.bytes(bytes) })}
      />
      {!kept && (
        <Notice tone="warn" role="alert" title={t('send.no-room')}>
          {t('send.no-room-text')}
        </Notice>
      )}
      {send.problem &&
        (send.problem.type === 'studio:piece-lost' ? (
          <Notice tone="bad" title={t('send.lost')}>
            {t('send.lost-text')}
          </Notice>
        ) : (
          <ProblemNotice problem={send.problem} />
        ))}
    </>
  )
}
