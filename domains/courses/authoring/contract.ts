import { z } from 'zod'
import { itemTextParams, textLanguages } from '../contract.ts'

export const versionParams = itemTextParams.extend({ versionId: z.uuid() })

const author = z.object({ id: z.string(), surname: z.string(), givenName: z.string(), patronymic: z.string().nullable() })

/** A version in the list, newest first. `by` is null for a text that came with an import. */
export const versionLine = z.object({ id: z.string(), version: z.number(), at: z.string(), by: author.nullable(), characters: z.number() })
export type VersionLine = z.output<typeof versionLine>
export const versionsView = z.object({ versions: z.array(versionLine) })
export type VersionsView = z.output<typeof versionsView>
export const versionView = versionLine.extend({ html: z.string() })
export type VersionView = z.output<typeof versionView>

export const editorInput = z.object({ language: z.enum(textLanguages), leaving: z.boolean().default(false) })
/** The others who have the item open for editing now. */
export const editorsView = z.object({ others: z.array(author.extend({ language: z.string() })) })
export type EditorsView = z.output<typeof editorsView>
