/** Where a tool is shown. */
export const openings = ['frame', 'window'] as const
export type Opening = (typeof openings)[number]

/** What a tool may be told of its reader. The pseudonym always goes. */
export const sentData = ['pseudonym', 'role', 'name', 'email'] as const
export type SentData = (typeof sentData)[number]

/** What goes to a tool by its settings. */
export function sentBy(settings: { sendName: boolean; sendEmail: boolean }): SentData[] {
  return ['pseudonym', 'role', ...(settings.sendName ? (['name'] as const) : []), ...(settings.sendEmail ? (['email'] as const) : [])]
}

export const activityStates = ['Initialized', 'Started', 'InProgress', 'Submitted', 'Completed'] as const
export type ActivityState = (typeof activityStates)[number]
export const gradingStates = ['FullyGraded', 'Pending', 'PendingManual', 'Failed', 'NotReady'] as const
export type GradingState = (typeof gradingStates)[number]

/** The channel by which a page of a tool's answer tells the course's page (same origin only) that something was chosen. */
export const toolChannel = 'portal-tools'

/** Whether an item is done by what its tool reports: finished, or handed in and marked for good. */
export function isDone(activity: string, grading: string): boolean {
  return activity === 'Completed' || (activity === 'Submitted' && grading === 'FullyGraded')
}

/** Share of the points for progress, at most 1 (tools may give more than the greatest). Null without a final mark. */
export function shareOf(given: number | null, maximum: number | null): number | null {
  return given === null || maximum === null || maximum <= 0 ? null : Math.min(1, Math.max(0, given / maximum))
}
