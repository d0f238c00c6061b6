import { localStorageColorSchemeManager, useMantineColorScheme } from '@mantine/core'
import { act } from '../api/use-act.ts'
import { currentAccount } from '../session/current-account.ts'

export type ColourScheme = 'light' | 'dark' | 'auto'

export const schemeManager = localStorageColorSchemeManager({ key: 'portal-theme' })

/** The chosen look (light, dark, or as the device has it) and a way to choose; the account remembers it. */
export function useColourScheme(): [ColourScheme, (scheme: ColourScheme) => void] {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return [
    colorScheme,
    (scheme) => {
      setColorScheme(scheme)
      if (currentAccount()) void act('patch', '/api/me/preferences', { body: { theme: scheme } }).catch(() => null)
    },
  ]
}
