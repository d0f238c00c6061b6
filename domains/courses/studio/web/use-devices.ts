import { useEffect, useState } from 'react'
import type { Devices } from './open-sources.ts'

export interface FoundDevice {
  id: string
  label: string
}

const key = 'portal-studio-devices'

/** The cameras and microphones of the device; their names are known once one of them was allowed. */
export function useDevices(turn: unknown): { cameras: FoundDevice[]; microphones: FoundDevice[] } {
  const [found, setFound] = useState<{ cameras: FoundDevice[]; microphones: FoundDevice[] }>({ cameras: [], microphones: [] })
  useEffect(() => {
    const look = async (): Promise<void> => {
      const all = await navigator.mediaDevices?.enumerateDevices().catch(() => [])
      const of = (kind: MediaDeviceKind): FoundDevice[] =>
        (all ?? []).filter((one) => one.kind === kind && one.deviceId && one.label).map(({ deviceId, label }) => ({ id: deviceId, label }))
      setFound({ cameras: of('videoinput'), microphones: of('audioinput') })
    }
    void look()
    const again = (): void => void look()
    navigator.mediaDevices?.addEventListener('devicechange', again)
    return () => navigator.mediaDevices?.removeEventListener('devicechange', again)
  }, [turn])
  return found
}

/** The devices that were chosen last on this computer. */
export function keptDevices(): Devices {
  try {
    const { camera = '', microphone = '' } = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Devices>
    return { camera, microphone }
  } catch {
    return { camera: '', microphone: '' }
  }
}

export function keepDevices(devices: Devices): void {
  try {
    localStorage.setItem(key, JSON.stringify(devices))
  } catch {
    // A device that keeps nothing is asked each time.
  }
}
