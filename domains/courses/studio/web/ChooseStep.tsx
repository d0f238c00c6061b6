import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ChoiceField } from '../../../../foundation/web/kit/ChoiceField.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { LevelMeter } from './LevelMeter.tsx'
import { Live } from './Live.tsx'
import { canShowScreen, CannotRecord, modes, openSources, type Fault, type Mode, type Sources } from './open-sources.ts'
import { keepDevices, keptDevices, useDevices } from './use-devices.ts'

const countFrom = 3

/** What is to be recorded and with which devices; then three seconds to breathe in. */
export function ChooseStep({ onBegin }: { onBegin: (sources: Sources) => void }): ReactNode {
  const t = useText('courses-studio')
  const format = useFormat()
  const [mode, setMode] = useState<Mode>(canShowScreen() ? 'screen-camera' : 'camera')
  const [devices, setDevices] = useState(keptDevices)
  const [sources, setSources] = useState<Sources | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const [opening, setOpening] = useState(false)
  const [count, setCount] = useState<number | null>(null)
  const found = useDevices(sources)
  const live = useRef<Sources | null>(null)
  const take = (next: Sources | null): void => {
    live.current?.close()
    live.current = next
    setSources(next)
  }
  // what was handed over for recording is no longer this step's to close
  useEffect(() => () => live.current?.close(), [])
  const open = async (wanted: Mode, chosen = devices): Promise<void> => {
    setFault(null)
    setOpening(true)
    take(null)
    try {
      const next = await openSources(wanted, chosen)
      take(next)
      next.onEnded(() => live.current === next && take(null))
    } catch (error) {
      setFault(error instanceof CannotRecord ? error.fault : 'unknown')
    }
    setOpening(false)
  }
  const choose = (part: Partial<typeof devices>): void => {
    const chosen = { ...devices, ...part }
    setDevices(chosen)
    keepDevices(chosen)
    // the screen would have to be asked for anew: it is, at the next press
    if (sources && !mode.startsWith('screen')) void open(mode, chosen)
    else take(null)
  }
  useEffect(() => {
    if (count === null) return undefined
    const next = setTimeout(() => {
      if (count > 1) return setCount(count - 1)
      const given = live.current
      live.current = null
      if (given) onBegin(given)
    }, 1000)
    return () => clearTimeout(next)
  }, [count, onBegin])
  const select = (label: string, value: string, list: typeof found.cameras, change: (id: string) => void, none: boolean): ReactNode => (
    <SelectField
      label={label}
      value={value}
      onChange={change}
      disabled={count !== null}
      options={[
        { value: '', label: t('choose.any') },
        ...list.map((one) => ({ value: one.id, label: one.label })),
        ...(none ? [{ value: 'none', label: t('choose.no-microphone') }] : []),
      ]}
    />
  )
  return (
    <Stack>
      <ChoiceField
        label={t('choose.what')}
        value={mode}
        disabled={count !== null}
        onChange={(value) => {
          setMode(value as Mode)
          setFault(null)
          take(null)
        }}
        options={modes.map((one) => ({ value: one, label: t(`mode.${one}`), disabled: one.startsWith('screen') && !canShowScreen() }))}
      />
      {!canShowScreen() && <Notice>{t('choose.no-screen-here')}</Notice>}
      {fault && (
        <Notice tone="bad" role="alert" title={t(`fault.${fault}`)}>
          {t(`fault.${fault}-text`)}
        </Notice>
      )}
      {mode.endsWith('camera') &&
        found.cameras.length > 1 &&
        select(t('choose.camera'), devices.camera, found.cameras, (camera) => choose({ camera }), false)}
      {(found.microphones.length > 0 || devices.microphone === 'none' || fault === 'no-microphone') &&
        select(t('choose.microphone'), devices.microphone, found.microphones, (microphone) => choose({ microphone }), mode !== 'sound')}
      {sources && (
        <>
          <Live sources={sources} label={t('choose.preview')} mirrored={mode === 'camera'} count={count} />
          <span className="unseen" role="status">
            {count === null ? '' : t('choose.count', { seconds: format.number(count) })}
          </span>
          <LevelMeter sound={sources.sound} />
        </>
      )}
      <Row>
        {!sources && (
          <Button loading={opening} onClick={() => void open(mode)}>
            {t(fault ? 'choose.again' : `open.${mode}`)}
          </Button>
        )}
        {sources && count === null && (
          <Button color="red" onClick={() => setCount(countFrom)}>
            {t('choose.begin')}
          </Button>
        )}
        {count !== null && (
          <Button variant="default" onClick={() => setCount(null)}>
            {t('choose.wait')}
          </Button>
        )}
      </Row>
    </Stack>
  )
}
