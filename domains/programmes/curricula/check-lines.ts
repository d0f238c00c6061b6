import type { z } from 'zod'
import type { Locale } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import type { GapView, checkOut } from '../contract.ts'
import { ruleDay, standardMet } from '../rules.ts'
import { certain, contactHours } from './hours.ts'
import type { Demands, Gap, PlannedLine } from './coverage.ts'

/** A gap in the reader's words. */
export function presentGap(locale: Locale, gap: Gap): GapView {
  const { kind, blocks, about = null, semester = null, actual, demanded } = gap
  return {
    kind,
    blocks,
    about,
    semester,
    clause: standardMet.clause,
    text: text(locale, `programmes:gaps.${kind}`, { about: about ?? '', semester, actual, demanded }),
  }
}

/** Judges lines by today's rule R4.2a; for the editor's check list and for the guard at the approval. */
export function checkLines(ctx: Ctx, lines: readonly PlannedLine[], demands: Demands | null): z.output<typeof checkOut> {
  const on = ruleDay(new Date(), ctx.portal.config.timeZone)
  const gaps = standardMet.findings({ lines, demands }, on)
  const semesters = [...Map.groupBy(lines, (line) => line.semester)]
    .toSorted(([one], [other]) => one - other)
    .map(([semester, own]) => ({
      semester,
      credits: certain(own, (line) => line.credits),
      contactHours: certain(own, contactHours),
      independentHours: certain(own, (line) => line.independentHours),
    }))
  return {
    semesters,
    gaps: gaps.map((gap) => presentGap(ctx.locale, gap)),
    approvable: !gaps.some((gap) => gap.blocks),
    ...standardMet.parameterOn(on).value,
  }
}
