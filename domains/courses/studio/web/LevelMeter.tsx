import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import styles from './Studio.module.css'

const quiet = 0.02
const quietMilliseconds = 6000

/** How loud the microphone hears now; after some seconds of nothing it says so. */
export function LevelMeter({ sound }: { sound: MediaStream | null }): ReactNode {
  const t = useText('courses-studio')
  const meter = useRef<HTMLMeterElement>(null)
  const [silent, setSilent] = useState(false)
  useEffect(() => {
    if (!sound) return undefined
    const room = new AudioContext()
    const ear = room.createAnalyser()
    ear.fftSize = 512
    room.createMediaStreamSource(sound).connect(ear)
    void room.resume()
    const samples = new Float32Array(ear.fftSize)
    let heardAt = performance.now()
    const listen = setInterval(() => {
      ear.getFloatTimeDomainData(samples)
      const level = Math.min(1, Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length) * 4)
      if (meter.current) meter.current.value = level
      if (level > quiet) heardAt = performance.now()
      setSilent(performance.now() - heardAt > quietMilliseconds)
    }, 100)
    return () => {
      clearInterval(listen)
      void room.close()
    }
  }, [sound])
  if (!sound) return <p className={styles['soft']}>{t('level.none')}</p>
  return (
    <div className={styles['level']}>
      <label>
        <span className={styles['soft']}>{t('level.label')}</span>
        <meter ref={meter} min={0} max={1} low={quiet} high={0.9} optimum={0.4} />
      </label>
      <span className={styles['soft']} role="status">
        {silent ? t('level.silent') : ''}
      </span>
    </div>
  )
}
