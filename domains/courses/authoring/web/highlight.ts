import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import cpp from 'highlight.js/lib/languages/cpp'
import csharp from 'highlight.js/lib/languages/csharp'
import css from 'highlight.js/lib/languages/css'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import python from 'highlight.js/lib/languages/python'
import sql from 'highlight.js/lib/languages/sql'
import xml from 'highlight.js/lib/languages/xml'

const languages = { bash, cpp, csharp, css, java, javascript, json, python, sql, xml }
for (const [name, grammar] of Object.entries(languages)) hljs.registerLanguage(name, grammar)

/** Colours the words of a program; a language that is not known here stays plain. Fetched only where there is code. */
export function highlight(code: HTMLElement): void {
  const language = /language-([\w+#-]+)/.exec(code.className)?.[1] ?? ''
  if (!hljs.getLanguage(language)) return
  code.innerHTML = hljs.highlight(code.textContent ?? '', { language, ignoreIllegals: true }).value
}
