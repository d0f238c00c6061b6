import { loadTexts } from '../../../../foundation/web/i18n/texts.ts'

/** What shows an item's package, with its words; fetched when one is opened. */
export const loadPackageItem = async () => (await Promise.all([import('./PackageItem.tsx'), loadTexts(['courses-packages'])]))[0]

/** What shows a package inside a lesson, with its words. */
export const loadPackageBlock = async () => (await Promise.all([import('./PackageBlock.tsx'), loadTexts(['courses-packages'])]))[0]

/** What puts a package into a lesson, with its words. */
export const loadPackageMaker = async () => (await Promise.all([import('./PackageMaker.tsx'), loadTexts(['courses-packages'])]))[0]
