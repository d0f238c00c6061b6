import 'katex/dist/katex.min.css'
import katex from 'katex'

/**
 * Draws a formula into an element; with MathML for those who listen. What KaTeX cannot read stays as it was typed.
 * Fetched only where a formula is shown.
 */
export function drawFormula(element: HTMLElement, tex: string, display: boolean): void {
  try {
    katex.render(tex, element, { displayMode: display, output: 'htmlAndMathml', trust: false, strict: 'ignore', maxSize: 40, maxExpand: 400 })
  } catch {
    element.textContent = tex
  }
}

/** Why a formula cannot be drawn; null when it can. */
export function faultOf(tex: string): string | null {
  try {
    katex.renderToString(tex, { trust: false, strict: 'ignore', maxSize: 40, maxExpand: 400 })
    return null
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^KaTeX parse error:\s*/, '') : ''
  }
}
