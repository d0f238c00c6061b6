declare module 'virtual:shell-texts/*' {
  const texts: Record<string, import('i18next').ResourceLanguage>
  export default texts
}
declare module '*.css'
