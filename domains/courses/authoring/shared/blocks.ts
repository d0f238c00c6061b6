/**
 * The blocks of a lesson that are more than HTML: `<figure data-block="KIND" data-id="…">`. The sanitizer keeps these
 * kinds and no others; each room registers what shows its kind (`web/lesson-blocks.ts`).
 */
export const blockKinds = ['video', 'self-check', 'coding', 'plot', 'formula', 'package', 'slides', 'lab', 'tool'] as const
export type BlockKind = (typeof blockKinds)[number]

/** Signs of a formula. */
export const maxTex = 5_000
/** Signs of a block's own description in JSON. */
export const maxSpec = 20_480
