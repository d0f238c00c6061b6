declare module 'virtual:shell-texts/*' {
  const texts: Record<string, import('../../foundation/web/i18n/texts.ts').Texts>
  export default texts
}
declare module '*.css'
