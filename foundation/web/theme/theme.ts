import { createTheme } from '@mantine/core'

const lake = ['#e9f3f5', '#d3e6ea', '#a9ccd5', '#7cb0be', '#4f93a6', '#2c7a92', '#0e5a73', '#0a475c', '#083848', '#052833'] as const

/** Mantine bound to the tokens: its colours are variables of `mantine-bridge.css`, its sizes those of `tokens.css`. */
export const theme = createTheme({
  colors: { lake },
  primaryColor: 'lake',
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-code)',
  headings: { fontFamily: 'var(--font-text)', fontWeight: '600' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // a long label takes a second line instead of widening the page
    Button: { defaultProps: { size: 'md' }, classNames: { root: 'portal-button', label: 'portal-button-label' } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md', autosize: false } },
    NativeSelect: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Modal: { defaultProps: { lockScroll: false } },
    Drawer: { defaultProps: { lockScroll: false } },
  },
})
