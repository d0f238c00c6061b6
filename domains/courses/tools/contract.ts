import { z } from 'zod'
import { localizedView } from '../contract.ts'
import { openings, sentData } from './shared/tool.ts'

export const toolParams = z.object({ toolId: z.uuid() })
export const toolItemParams = z.object({ itemId: z.uuid() })
export const launchParams = z.object({ launchId: z.uuid() })
export const contextParams = z.object({ offeringId: z.uuid() })
export const lineParams = z.object({ lineId: z.uuid() })

const address = z.url({ protocol: /^https?$/ }).max(2000)
const custom = z.record(z.string().regex(/^[\w.-]{1,80}$/), z.string().max(2000)).refine((given) => Object.keys(given).length <= 50)

const settings = z.object({
  name: z.string().trim().min(1).max(200),
  keeper: z.string().trim().min(1).max(500),
  loginUrl: address,
  launchUrl: address,
  redirectUris: z.array(address).min(1).max(20),
  jwksUrl: address.nullable(),
  /** The tool's public keys as a JWKS, where it has no address for them. */
  jwks: z.string().max(50_000).nullable(),
  choiceUrl: address.nullable(),
  sendName: z.boolean(),
  sendEmail: z.boolean(),
  mayRoster: z.boolean(),
  mayGrade: z.boolean(),
  opens: z.enum(openings),
  custom,
})
const { shape } = settings
export const toolInput = settings.extend({
  jwksUrl: shape.jwksUrl.default(null),
  jwks: shape.jwks.default(null),
  choiceUrl: shape.choiceUrl.default(null),
  sendName: shape.sendName.default(false),
  sendEmail: shape.sendEmail.default(false),
  mayRoster: shape.mayRoster.default(false),
  mayGrade: shape.mayGrade.default(true),
  opens: shape.opens.default('frame'),
  custom: custom.default({}),
})
export type ToolInput = z.output<typeof toolInput>
/** A change has no defaults: what is not named stays. */
export const toolChange = settings.partial().extend({ closed: z.boolean().optional() })
export type ToolChange = z.output<typeof toolChange>

export const toolView = settings.extend({
  id: z.string(),
  clientId: z.string(),
  deploymentId: z.string(),
  closed: z.boolean(),
  /** Items of courses that open it. */
  items: z.number(),
})
export type ToolView = z.output<typeof toolView>
export const toolsView = z.object({
  tools: z.array(toolView),
  /** What the tool's own administrator asks for. */
  platform: z.object({ issuer: z.string(), keys: z.string(), authorize: z.string(), token: z.string(), configuration: z.string() }),
})
export type ToolsView = z.output<typeof toolsView>

export const invitationInput = z.object({ address })
export const invitationView = z.object({ address: z.string() })

export const scoreView = z.object({
  activity: z.string(),
  grading: z.string(),
  given: z.number().nullable(),
  maximum: z.number().nullable(),
  comment: z.string().nullable(),
  at: z.string(),
})
export type ScoreView = z.output<typeof scoreView>

const shownTool = z.object({ id: z.string(), name: z.string(), keeper: z.string(), mayChoose: z.boolean() })
export const itemToolView = z.object({
  tool: shownTool
    .extend({
      host: z.string(),
      opens: z.enum(openings),
      sends: z.array(z.enum(sentData)),
      roster: z.boolean(),
      grades: z.boolean(),
      closed: z.boolean(),
      /** What was chosen in the tool; null: its first page. */
      url: z.string().nullable(),
    })
    .nullable(),
  /** Whether the reader has let these data go. */
  agreed: z.boolean(),
  score: scoreView.nullable(),
  mayEdit: z.boolean(),
  maySeeScores: z.boolean(),
  /** The tools there are, for who edits. */
  choices: z.array(shownTool),
})
export type ItemToolView = z.output<typeof itemToolView>

export const linkInput = z.object({ toolId: z.uuid() })
export const launchInput = z.object({ purpose: z.enum(['use', 'choose']).default('use'), agreed: z.boolean().default(false) })
export const launchView = z.object({ launchId: z.string(), address: z.string(), opens: z.enum(openings) })
export type LaunchView = z.output<typeof launchView>

export const toolScoresView = z.object({
  item: z.object({ id: z.string(), title: localizedView }),
  people: z.array(
    z.object({
      person: z.object({ id: z.string(), surname: z.string(), givenName: z.string(), patronymic: z.string().nullable() }),
      score: scoreView,
    }),
  ),
})
export type ToolScoresView = z.output<typeof toolScoresView>

/** A request for a launch, as the tool's page sends it (OpenID Connect, form_post). */
export const authorizeInput = z.object({
  client_id: z.string().max(300),
  redirect_uri: z.string().max(3000),
  login_hint: z.string().max(300),
  lti_message_hint: z.string().max(300).optional(),
  nonce: z.string().min(1).max(500),
  state: z.string().max(5000).optional(),
  scope: z.string().max(300),
  response_type: z.string().max(100),
  response_mode: z.string().max(100),
  prompt: z.string().max(100).optional(),
})
export type AuthorizeInput = z.output<typeof authorizeInput>

export const tokenInput = z.object({
  grant_type: z.string().max(100).optional(),
  client_assertion_type: z.string().max(200).optional(),
  client_assertion: z.string().max(20_000).optional(),
  scope: z.string().max(2000).optional(),
})
export const choiceInput = z.object({ JWT: z.string().max(900_000) })

export const rosterQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  role: z.string().max(200).optional(),
  rlid: z.string().max(100).optional(),
  after: z.string().max(100).optional(),
})
export const linesQuery = z.object({
  resource_link_id: z.string().max(300).optional(),
  resource_id: z.string().max(300).optional(),
  tag: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export const lineInput = z.object({
  label: z.string().trim().min(1).max(300),
  scoreMaximum: z.number().positive().max(1_000_000),
  resourceLinkId: z.string().max(300).optional(),
  resourceId: z.string().max(300).optional(),
  tag: z.string().max(300).optional(),
  startDateTime: z.iso.datetime({ offset: true }).optional(),
  endDateTime: z.iso.datetime({ offset: true }).optional(),
})
export type LineInput = z.output<typeof lineInput>

export const scoreInput = z.object({
  userId: z.string().max(300),
  timestamp: z.iso.datetime({ offset: true }),
  activityProgress: z.enum(['Initialized', 'Started', 'InProgress', 'Submitted', 'Completed']),
  gradingProgress: z.enum(['FullyGraded', 'Pending', 'PendingManual', 'Failed', 'NotReady']),
  scoreGiven: z.number().min(0).max(1_000_000).optional(),
  scoreMaximum: z.number().positive().max(1_000_000).optional(),
  comment: z.string().max(5000).optional(),
})
export type ScoreInput = z.output<typeof scoreInput>
export const resultsQuery = z.object({
  user_id: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(500),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
