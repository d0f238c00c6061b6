import { Fragment, useEffect, useRef, type ReactNode } from 'react'

/** Words in which formulas stand between dollar signs: `area $S = \pi r^2$`. A dollar sign without its pair stays one. */
export function MathWords({ text }: { text: string }): ReactNode {
  const pieces = text.split(/\$([^$\n]+)\$/)
  return (
    <span style={{ whiteSpace: 'pre-line' }}>
      {pieces.map((piece, at) => (at % 2 === 1 ? <Formula key={at} tex={piece} /> : <Fragment key={at}>{piece}</Fragment>))}
    </span>
  )
}

/** The drawing code is fetched with the first formula; until then, and without it, the formula is read as it was typed. */
function Formula({ tex }: { tex: string }): ReactNode {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const element = place.current
    if (element) element.textContent = tex
    void import('../../authoring/web/formulas.ts').then(({ drawFormula }) => element && drawFormula(element, tex, false)).catch(() => undefined)
  }, [tex])
  return <span ref={place} />
}
