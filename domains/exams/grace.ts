/** Answers that were on their way when the time ended are taken for so long. */
export const graceMs = 10_000
