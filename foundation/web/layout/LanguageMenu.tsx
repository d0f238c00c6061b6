import type { ReactNode } from 'react'
import { locales } from '../../i18n/localized.ts'
import { chooseLocale } from '../i18n/choose-locale.ts'
import { useLocale, useText } from '../i18n/use-text.ts'
import { Icon } from '../kit/Icon.tsx'
import { Menu } from './Menu.tsx'
import styles from './MenuItems.module.css'

/** The languages, each called by its own name in its own language. */
export const ownNames = { ky: 'Кыргызча', ru: 'Русский', en: 'English' } as const

export function LanguageMenu({ className }: { className?: string | undefined }): ReactNode {
  const t = useText('foundation')
  const locale = useLocale()
  return (
    <Menu
      label={t('language.label', { name: ownNames[locale] })}
      className={className}
      button={
        <>
          <Icon name="language" size={18} />
          <span>{locale.toUpperCase()}</span>
        </>
      }
    >
      {(close) => (
        <ul className="plain-list">
          {locales.map((one) => (
            <li key={one}>
              <button
                type="button"
                lang={one}
                className={styles['item']}
                aria-pressed={one === locale}
                onClick={() => {
                  close()
                  void chooseLocale(one)
                }}
              >
                {ownNames[one]}
                {one === locale && <Icon name="check" size={18} />}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Menu>
  )
}
