import type { PageDefinition } from '../../../foundation/web/page-definition.ts'
import { currentAccount } from '../../../foundation/web/session/current-account.ts'
import { deviceStore } from '../../../foundation/web/api/device-store.ts'
import { onSignOut } from '../../../foundation/web/session/on-sign-out.ts'
import { dropAllKept } from '../video/web/kept-films.ts'
import { waitingReports } from '../packages/web/reports.ts'
import { registerItemView } from './item-views.ts'
import { registerBlockMaker, registerLessonBlock } from './lesson-blocks.ts'
import { loadPackageBlock, loadPackageItem, loadPackageMaker } from '../packages/web/load.ts'
import { loadLabBlock, loadLabMaker } from '../lab/web/load.ts'
import { loadPlotBlock, loadPlotMaker } from '../plots/web/load.ts'
import { loadSlidesBlock, loadSlidesMaker } from '../slides/web/load.ts'
import { slidesPlaces, startWaitingSeen } from '../slides/web/waiting.ts'
import { loadCheckBlock, loadCheckMaker } from '../checks/web/load.ts'
import { startWaitingAnswers } from '../checks/web/waiting.ts'
import { startWaitingUses } from '../block-use/web/use-block-use.ts'
import { loadCodingBlock, loadCodingItem, loadCodingMaker } from '../coding/web/load.ts'
import { startWaitingAttempts } from '../coding/web/waiting.ts'
import { loadVideoMaker } from '../authoring/web/load.ts'
import { keptOnDevice } from '../studio/web/kept-recordings.ts'
import { loadToolItem } from '../tools/web/load.ts'
import { startWaitingProgress } from './waiting-progress.ts'

startWaitingProgress()
startWaitingAttempts()
startWaitingAnswers()
startWaitingSeen()
startWaitingUses()

onSignOut({ unsent: async () => 0, wipe: () => dropAllKept(currentAccount() ?? '') })

onSignOut(waitingReports)
onSignOut(deviceStore('portal-syllabus-drafts'))
onSignOut(deviceStore('portal-text-drafts'))
onSignOut(deviceStore('portal-coding-task-drafts'))
onSignOut({ unsent: async () => 0, wipe: () => slidesPlaces.wipe() })
for (const one of keptOnDevice) onSignOut(one)
registerItemView('package', loadPackageItem)
registerItemView('tool', loadToolItem)
registerLessonBlock('package', loadPackageBlock)
registerBlockMaker('video', loadVideoMaker)
registerBlockMaker('package', loadPackageMaker)
registerLessonBlock('lab', loadLabBlock)
registerBlockMaker('lab', loadLabMaker, { changes: true })
registerLessonBlock('plot', loadPlotBlock)
registerBlockMaker('plot', loadPlotMaker, { changes: true })
registerLessonBlock('slides', loadSlidesBlock)
registerBlockMaker('slides', loadSlidesMaker, { changes: true })
registerLessonBlock('self-check', loadCheckBlock)
registerBlockMaker('self-check', loadCheckMaker, { changes: true })
registerItemView('coding', loadCodingItem)
registerLessonBlock('coding', loadCodingBlock)
registerBlockMaker('coding', loadCodingMaker, { changes: true })

export const pages: PageDefinition[] = [
  {
    path: '/courses/$offeringId',
    load: () => import('./CoursePage.tsx'),
    namespaces: ['courses'],
    may: 'course.read',
    titleKey: 'course',
    data: ['/api/offerings/$offeringId/course', '/api/offerings/$offeringId/progress'],
  },
  {
    path: '/courses/$offeringId/items/$itemId',
    load: () => import('./ItemPage.tsx'),
    namespaces: ['courses'],
    may: 'course.read',
    titleKey: 'course',
    data: ['/api/items/$itemId'],
  },
  {
    path: '/courses/$offeringId/edit',
    load: () => import('./EditCoursePage.tsx'),
    namespaces: ['courses', 'courses-structure', 'courses-complex'],
    may: 'course.edit',
    titleKey: 'edit.title',
    data: ['/api/offerings/$offeringId/structure'],
  },
  {
    path: '/courses/$offeringId/items/$itemId/edit',
    load: () => import('./EditItemPage.tsx'),
    namespaces: ['courses', 'courses-authoring'],
    may: 'course.edit',
    titleKey: 'edit-item.title',
    data: ['/api/items/$itemId', '/api/items/$itemId/texts'],
  },
  {
    path: '/courses/$offeringId/import',
    load: () => import('./ImportPage.tsx'),
    namespaces: ['courses'],
    may: 'course.import',
    titleKey: 'import.title',
    data: ['/api/offerings/$offeringId/imports'],
  },
  {
    path: '/courses/$offeringId/export',
    load: () => import('../export-course/web/ExportPage.tsx'),
    namespaces: ['courses', 'courses-export-course'],
    may: 'course.export',
    titleKey: 'export.title',
    data: ['/api/offerings/$offeringId/exports'],
  },
  {
    path: '/courses/$offeringId/syllabus',
    load: () => import('../syllabus/web/SyllabusPage.tsx'),
    namespaces: ['courses', 'courses-syllabus'],
    may: 'course.read',
    titleKey: 'syllabus',
    data: ['/api/offerings/$offeringId/syllabus'],
  },
  {
    path: '/courses/$offeringId/syllabus/edit',
    load: () => import('../syllabus/web/EditSyllabusPage.tsx'),
    namespaces: ['courses', 'courses-syllabus'],
    may: 'course.edit',
    titleKey: 'syllabus',
    data: ['/api/offerings/$offeringId/syllabus'],
  },
  {
    path: '/courses/$offeringId/complex',
    load: () => import('../complex/web/ComplexPage.tsx'),
    namespaces: ['courses', 'courses-complex'],
    may: 'complex.read',
    titleKey: 'complex',
    data: ['/api/offerings/$offeringId/complex'],
  },
  {
    path: '/courses/$offeringId/complex/review',
    load: () => import('../complex/web/ReviewPage.tsx'),
    namespaces: ['courses', 'courses-complex'],
    may: 'complex.read',
    titleKey: 'complex-review',
    data: ['/api/offerings/$offeringId/complex', '/api/offerings/$offeringId/complex/content/draft'],
  },
  {
    path: '/courses/$offeringId/complex/compare',
    load: () => import('../complex/web/ComparePage.tsx'),
    namespaces: ['courses', 'courses-complex', 'courses-authoring'],
    may: 'complex.read',
    titleKey: 'complex-compare',
    data: ['/api/offerings/$offeringId/complex'],
  },
  {
    path: '/courses/$offeringId/changes',
    load: () => import('../complex/web/ChangesPage.tsx'),
    namespaces: ['courses', 'courses-complex', 'courses-authoring'],
    may: 'course.read',
    titleKey: 'changes',
    data: ['/api/offerings/$offeringId/course', '/api/offerings/$offeringId/changes'],
  },
  {
    path: '/complex-overview',
    load: () => import('../complex/web/OverviewPage.tsx'),
    namespaces: ['courses', 'courses-complex'],
    may: 'complex.read',
    titleKey: 'complexes-overview',
    data: ['/api/complexes/overview'],
    nav: { task: 'quality', labelKey: 'nav.complexes-overview', icon: 'report', order: 40 },
  },
  {
    path: '/complexes',
    load: () => import('../complex/web/ComplexQueuePage.tsx'),
    namespaces: ['courses', 'courses-complex'],
    may: 'complex.assign',
    titleKey: 'complexes',
    data: ['/api/complexes'],
    nav: { task: 'office', labelKey: 'nav.complexes', icon: 'check', order: 55 },
  },
  {
    path: '/courses/$offeringId/videos/$videoId/texts',
    load: () => import('../video/web/VideoTextsPage.tsx'),
    namespaces: ['courses', 'courses-video'],
    may: 'course.edit',
    titleKey: 'video-texts',
    data: ['/api/videos/$videoId'],
  },
  {
    path: '/offline',
    load: () => import('../video/web/OfflinePage.tsx'),
    namespaces: ['courses', 'courses-video'],
    titleKey: 'nav.offline',
    nav: { task: 'study', labelKey: 'nav.offline', icon: 'download', order: 60 },
  },
  {
    path: '/courses/$offeringId/items/$itemId/package-results',
    load: () => import('../packages/web/PackageResultsPage.tsx'),
    namespaces: ['courses', 'courses-packages'],
    may: 'package.results',
    titleKey: 'package-results',
    data: ['/api/items/$itemId/package-attempts'],
  },
  {
    path: '/courses/$offeringId/coding/$taskId/results',
    load: () => import('../coding/web/CodingResultsPage.tsx'),
    namespaces: ['courses', 'courses-coding'],
    may: 'coding.results',
    titleKey: 'coding-results',
    data: ['/api/coding-tasks/$taskId/attempts'],
  },
  {
    path: '/courses/$offeringId/items/$itemId/tool-results',
    load: () => import('../tools/web/ToolResultsPage.tsx'),
    namespaces: ['courses', 'courses-tools'],
    may: 'tool.results',
    titleKey: 'tool-results',
    data: ['/api/items/$itemId/tool-scores'],
  },
  {
    path: '/tools',
    load: () => import('../tools/web/ToolsPage.tsx'),
    namespaces: ['courses', 'courses-tools'],
    may: 'tool.manage',
    titleKey: 'nav.tools',
    nav: { task: 'settings', labelKey: 'nav.tools', icon: 'structure', order: 70 },
  },
]
