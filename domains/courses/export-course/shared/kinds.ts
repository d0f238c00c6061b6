/** What a course can be written into: a Common Cartridge, or plain pages. */
export const exportKinds = ['cartridge', 'html'] as const
export type ExportKind = (typeof exportKinds)[number]
