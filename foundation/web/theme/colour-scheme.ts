import { localStorageColorSchemeManager, useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import { act } from '../api/use-act.ts'
import type { Me } from '../session/me.ts'
import { currentAccount } from '../session/current-account.ts'

export type ColourScheme = 'light' | 'dark' | 'auto'

const savedKey = 'portal-theme'
export const schemeManager = localStorageColorSchemeManager({ key: savedKey })

/** The chosen look (light, dark, or as the device has it) and a way to choose; the account remembers it. */
export function useColourScheme(): [ColourScheme, (scheme: ColourScheme) => void] {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return [
    colorScheme,
    (scheme) => {
      setColorScheme(scheme)
      if (currentAccount()) void act('put', '/api/me/settings', { body: { theme: scheme } }).catch(() => null)
    },
  ]
}

/** On a device where nothing was chosen yet, the look is the one chosen for the account. */
export function useAccountTheme(me: Me | null | undefined): void {
  const { setColorScheme } = useMantineColorScheme()
  const wanted = me?.account.theme
  useEffect(() => {
    try {
      if (localStorage.getItem(savedKey) || (wanted !== 'light' && wanted !== 'dark')) return
    } catch {
      return
    }
    setColorScheme(wanted)
  }, [wanted])
}
