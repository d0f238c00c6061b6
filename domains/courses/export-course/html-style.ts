/** The look of archived pages: plain, for screens of any width, dark or light, and for paper. */
export const htmlStyle = `:root { color-scheme: light dark }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; font: 1.0625rem/1.6 system-ui, 'Noto Sans', sans-serif; overflow-wrap: break-word }
h1, h2, h3 { line-height: 1.25 }
img, video { max-width: 100%; height: auto }
table { border-collapse: collapse; display: block; overflow-x: auto }
th, td { border: 1px solid; padding: .3rem .6rem; text-align: start }
pre { overflow-x: auto; padding: .75rem; border: 1px solid; border-radius: .3rem }
a { min-height: 24px }
a:focus-visible, summary:focus-visible { outline: 3px solid; outline-offset: 2px }
figure { margin: 1rem 0 }
[role='note'], .block { border-inline-start: 4px solid; padding: .25rem 1rem; margin: 1rem 0 }
.formula { overflow-x: auto; text-align: center }
.facts { font-size: .9375rem }
.question { border-top: 1px solid; margin-top: 1.5rem }
.steps { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 1rem; border-top: 1px solid; margin-top: 2rem; padding-top: 1rem }
.skip { position: absolute; inset-inline-start: -100vw }
.skip:focus { position: static }
@media print { nav, .skip { display: none } body { max-width: none; padding: 0; font-size: 11pt } a { color: inherit } details > * { display: block } }
`
