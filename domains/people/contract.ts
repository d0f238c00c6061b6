import { z } from 'zod'
import { sexes, unitKinds } from './shared/choices.ts'

/** Requests and answers of people, shared with the web pages. */
export const localizedText = z.object({ ky: z.string().optional(), ru: z.string().optional(), en: z.string().optional() })
/** A text in three languages of which at least one is there. */
export const neededText = z
  .object({ ky: z.string().trim().max(300).optional(), ru: z.string().trim().max(300).optional(), en: z.string().trim().max(300).optional() })
  .refine((text) => Boolean(text.ky || text.ru || text.en))
const optionalText = z.object({
  ky: z.string().trim().max(2000).optional(),
  ru: z.string().trim().max(2000).optional(),
  en: z.string().trim().max(2000).optional(),
})
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((value) => value || null)
const day = z.iso.date()

export const personParams = z.object({ personId: z.uuid() })
export const unitParams = z.object({ unitId: z.uuid() })
export const postParams = z.object({ postId: z.uuid() })
export const grantParams = z.object({ grantId: z.uuid() })
export const importParams = z.object({ importId: z.uuid() })

export const nameView = z.object({ personId: z.string(), surname: z.string(), givenName: z.string(), patronymic: z.string().nullable() })

export const staffLine = nameView.extend({
  postId: z.string(),
  title: localizedText,
  isHead: z.boolean(),
  degree: localizedText.nullable(),
  unitId: z.string(),
  unitName: localizedText,
  publicEmail: z.string().nullable(),
  publicPhone: z.string().nullable(),
})
export const structureView = z.object({
  units: z.array(
    z.object({
      id: z.string(),
      parentId: z.string().nullable(),
      kind: z.string(),
      code: z.string(),
      name: localizedText,
      purpose: localizedText.nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      heads: z.array(staffLine),
      staffCount: z.number(),
    }),
  ),
})
export const staffQuery = z.object({
  q: z.string().trim().max(100).optional(),
  unit: z.uuid().optional(),
  title: z.string().max(200).optional(),
  degree: z.string().max(200).optional(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
})
export const staffView = z.object({
  staff: z.array(staffLine),
  total: z.number(),
  pages: z.number(),
  titles: z.array(localizedText),
  degrees: z.array(localizedText),
})
export const unitInput = z.object({
  parentId: z
    .uuid()
    .nullish()
    .transform((value) => value ?? null),
  kind: z.enum(unitKinds),
  code: z
    .string()
    .trim()
    .min(1)
    .max(30)
    .regex(/^[\p{L}\p{N}._-]+$/u),
  name: neededText,
  purpose: optionalText.nullish().transform((value) => value ?? null),
  phone: line(30),
  email: z
    .email()
    .max(200)
    .nullish()
    .or(z.literal(''))
    .transform((value) => value || null),
  room: line(60),
  position: z.string().max(10).default('0'),
})
export const postView = staffLine.extend({ rate: z.string(), startsOn: z.string(), endsOn: z.string().nullable() })
export const unitView = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  kind: z.string(),
  code: z.string(),
  name: localizedText,
  purpose: localizedText.nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  room: z.string().nullable(),
  position: z.string(),
  closed: z.boolean(),
  above: z.array(z.object({ id: z.string(), name: localizedText })),
  below: z.array(z.object({ id: z.string(), name: localizedText, kind: z.string() })),
  posts: z.array(postView),
})
export const postInput = z.object({
  personId: z.uuid(),
  unitId: z.uuid(),
  title: neededText,
  isHead: z.boolean().default(false),
  degree: optionalText.nullish().transform((value) => value ?? null),
  rate: z
    .string()
    .regex(/^(\d{1,2}|1[0-4]\d|150|100)$/)
    .default('100'),
  publicEmail: z
    .email()
    .max(200)
    .nullish()
    .or(z.literal(''))
    .transform((value) => value || null),
  publicPhone: line(30),
  startsOn: day,
  endsOn: day.nullish().transform((value) => value ?? null),
})
export const postChange = postInput.omit({ personId: true, unitId: true })

export const findPeopleQuery = z.object({
  q: z.string().trim().max(100).optional(),
  unit: z.uuid().optional(),
  group: z.uuid().optional(),
  role: z.string().max(40).optional(),
  page: z.coerce.number().int().min(1).max(2000).default(1),
})
export const peopleView = z.object({
  people: z.array(
    nameView.extend({
      photoUrl: z.string().nullable(),
      groups: z.array(z.string()),
      posts: z.array(z.object({ title: localizedText, unitName: localizedText })),
      roles: z.array(z.string()),
    }),
  ),
  total: z.number(),
  pages: z.number(),
})
export const personInput = z.object({
  surname: z.string().trim().min(1).max(100),
  givenName: z.string().trim().min(1).max(100),
  patronymic: line(100),
  personalNumber: line(20),
  birthDate: day
    .nullish()
    .or(z.literal(''))
    .transform((value) => value || null),
  sex: z
    .enum(sexes)
    .nullish()
    .or(z.literal(''))
    .transform((value) => value || null),
  citizenship: line(60),
  email: z
    .email()
    .max(200)
    .nullish()
    .or(z.literal(''))
    .transform((value) => value || null),
  phone: line(30),
  universityNumber: line(40),
})
export const contactsInput = z.object({
  email: z
    .email()
    .max(200)
    .nullish()
    .or(z.literal(''))
    .transform((value) => value || null),
  phone: line(30),
})
export const grantView = z.object({
  id: z.string(),
  role: z.string(),
  unitId: z.string().nullable(),
  unitName: localizedText.nullable(),
  groupId: z.string().nullable(),
  groupCode: z.string().nullable(),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
})
export const personView = nameView.extend({
  photoUrl: z.string().nullable(),
  personalNumber: z.string().nullable(),
  birthDate: z.string().nullable(),
  sex: z.string().nullable(),
  citizenship: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  universityNumber: z.string().nullable(),
  groups: z.array(z.string()),
  posts: z.array(
    z.object({
      postId: z.string(),
      title: localizedText,
      isHead: z.boolean(),
      unitId: z.string(),
      unitName: localizedText,
      startsOn: z.string(),
      endsOn: z.string().nullable(),
    }),
  ),
  grants: z.array(grantView),
  mayEdit: z.boolean(),
  grantable: z.array(z.string()),
})
export const looksView = z.object({
  looks: z.array(z.object({ at: z.string(), by: nameView.nullable(), roles: z.array(z.string()), what: z.string() })),
  total: z.number(),
  pages: z.number(),
})
export const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(1000).default(1) })

export const grantInput = z.object({
  role: z.string().max(40),
  unitId: z
    .uuid()
    .nullish()
    .transform((value) => value ?? null),
  groupId: z
    .uuid()
    .nullish()
    .transform((value) => value ?? null),
  startsOn: day.optional(),
  endsOn: day.nullish().transform((value) => value ?? null),
})
export const holdersQuery = z.object({ role: z.string().max(40).optional(), page: z.coerce.number().int().min(1).max(2000).default(1) })
export const holdersView = z.object({
  holders: z.array(grantView.extend({ person: nameView })),
  total: z.number(),
  pages: z.number(),
  counts: z.record(z.string(), z.number()),
})
export const permissionsView = z.object({
  roles: z.array(z.object({ role: z.string(), scope: z.string(), secondFactor: z.boolean(), grantable: z.boolean() })),
  abilities: z.array(z.object({ ability: z.string(), domain: z.string(), roles: z.record(z.string(), z.array(z.string())) })),
})

export const importView = z.object({
  id: z.string(),
  fileName: z.string(),
  kind: z.string(),
  state: z.string(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  columns: z.array(z.object({ index: z.number(), heading: z.string(), field: z.string().nullable(), samples: z.array(z.string()) })),
  fields: z.array(z.object({ key: z.string(), label: z.string(), required: z.boolean() })),
  rows: z.number(),
  done: z.number(),
  total: z.number(),
  result: z
    .object({
      created: z.number(),
      changed: z.number(),
      unchanged: z.number(),
      accounts: z.number(),
      faultCount: z.number(),
      seconds: z.number(),
      faults: z.array(z.object({ row: z.number(), column: z.string().nullable(), message: z.string(), value: z.string() })),
      sample: z.array(z.object({ row: z.number(), name: z.string(), what: z.string() })),
    })
    .nullable(),
  problem: z.string().nullable(),
})
export const mappingInput = z.object({ mapping: z.record(z.string(), z.string().max(60)), accounts: z.boolean().default(false) })
export const templateQuery = z.object({ kind: z.enum(['students', 'staff']), format: z.enum(['xlsx', 'csv']).default('xlsx') })
export const exportQuery = templateQuery

export type StaffLine = z.output<typeof staffLine>
export type StructureView = z.output<typeof structureView>
export type StaffView = z.output<typeof staffView>
export type UnitView = z.output<typeof unitView>
export type PostView = z.output<typeof postView>
export type UnitInput = z.output<typeof unitInput>
export type PostInput = z.output<typeof postInput>
export type PostChange = z.output<typeof postChange>
export type PeopleView = z.output<typeof peopleView>
export type PersonInput = z.output<typeof personInput>
export type PersonView = z.output<typeof personView>
export type LooksView = z.output<typeof looksView>
export type GrantInput = z.output<typeof grantInput>
export type GrantView = z.output<typeof grantView>
export type HoldersView = z.output<typeof holdersView>
export type PermissionsView = z.output<typeof permissionsView>
export type ImportView = z.output<typeof importView>
