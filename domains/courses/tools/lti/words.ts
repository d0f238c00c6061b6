/** Names of LTI 1.3 Advantage, as its documents write them. */
const claim = 'https://purl.imsglobal.org/spec/lti/claim/'
const choice = 'https://purl.imsglobal.org/spec/lti-dl/claim/'

export const claims = {
  message: `${claim}message_type`,
  version: `${claim}version`,
  deployment: `${claim}deployment_id`,
  target: `${claim}target_link_uri`,
  resource: `${claim}resource_link`,
  roles: `${claim}roles`,
  context: `${claim}context`,
  platform: `${claim}tool_platform`,
  presentation: `${claim}launch_presentation`,
  custom: `${claim}custom`,
  endpoint: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  roster: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  choiceSettings: `${choice}deep_linking_settings`,
  choiceData: `${choice}data`,
  choiceItems: `${choice}content_items`,
}

export const scopes = {
  lines: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  linesRead: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly',
  results: 'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
  score: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  roster: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const

export const mediaTypes = {
  line: 'application/vnd.ims.lis.v2.lineitem+json',
  lines: 'application/vnd.ims.lis.v2.lineitemcontainer+json',
  results: 'application/vnd.ims.lis.v2.resultcontainer+json',
  roster: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
}

const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership#'
const roleNames: Record<string, string> = { learner: 'Learner', instructor: 'Instructor', member: 'Member' }

/** A role of a course by its LIS name. */
export function lisRole(role: string): string {
  return `${membership}${roleNames[role] ?? 'Member'}`
}

/** What a tool may ask a token for, by its settings. */
export function scopesOf(settings: { mayGrade: boolean; mayRoster: boolean }): string[] {
  return [
    ...(settings.mayGrade ? [scopes.lines, scopes.linesRead, scopes.results, scopes.score] : []),
    ...(settings.mayRoster ? [scopes.roster] : []),
  ]
}
