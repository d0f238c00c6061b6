import { pick } from '../../foundation/i18n/localized.ts'
import { registerSearch } from '../../foundation/server/search/search.ts'
import { readGroups } from './groups/read-groups.ts'
import { myOfferings } from './queries.ts'
import { readProgrammes } from './degrees/read-programmes.ts'

const holds = (words: string, ...texts: (string | null | undefined)[]) => texts.some((text) => text?.toLowerCase().includes(words))

/** The reader's own disciplines, programmes, and groups within reach, in the one search box. */
export function registerProgrammeSearch(): void {
  registerSearch({
    kind: 'courses',
    order: 20,
    find: async (ctx, text, limit) => {
      if (!ctx.actor) return []
      const { studies, teaches } = await myOfferings(ctx, ctx.actor.personId)
      const words = text.toLowerCase()
      return [...teaches, ...studies]
        .filter((one) => holds(words, one.name.ky, one.name.ru, one.name.en, one.disciplineCode))
        .slice(0, limit)
        .map((one) => ({ id: one.id, title: pick(one.name, ctx.locale), note: pick(one.term.name, ctx.locale), to: `/courses/${one.id}` }))
    },
  })
  registerSearch({
    kind: 'programmes',
    order: 50,
    find: async (ctx, text, limit) => {
      const words = text.toLowerCase()
      return (await readProgrammes(ctx))
        .filter((one) => holds(words, one.name.ky, one.name.ru, one.name.en, one.code, one.speciality.code))
        .slice(0, limit)
        .map((one) => ({ id: one.id, title: pick(one.name, ctx.locale), note: one.speciality.code, to: `/programmes/${one.id}` }))
    },
  })
  registerSearch({
    kind: 'groups',
    order: 30,
    find: async (ctx, text, limit) => {
      if (!ctx.actor?.can('group.read')) return []
      const words = text.toLowerCase()
      return (await readGroups(ctx))
        .filter((one) => holds(words, one.code))
        .slice(0, limit)
        .map((one) => ({ id: one.id, title: one.code, note: pick(one.programmeName, ctx.locale), to: `/groups/${one.id}` }))
    },
  })
}
