/** Largest single file of a submission, in bytes. */
export const maxFileBytes = 52_428_800
/** Longest text of a submission, in characters. */
export const maxTextLength = 100_000
