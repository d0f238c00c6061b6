import {
  IconAlertTriangle, IconArrowLeft, IconBell, IconBook, IconBook2, IconBooks, IconBriefcase, IconBuilding, IconCalendar,
  IconCalendarTime, IconCertificate, IconChartBar, IconCheck, IconChecklist, IconChevronDown, IconChevronRight,
  IconChevronUp, IconCircleCheck, IconClipboardCheck, IconClipboardList, IconCloudOff, IconDeviceDesktop, IconDots,
  IconDownload, IconFile, IconFileImport, IconFileText, IconGavel, IconHistory, IconHome, IconId, IconInbox,
  IconInfoCircle, IconKey, IconLanguage, IconList, IconListDetails, IconLock, IconLogout, IconMail, IconMenu2,
  IconMessage, IconMoon, IconNotebook, IconPencil, IconPlus, IconPrinter, IconReportAnalytics, IconRoute, IconSchool,
  IconSearch, IconSettings, IconShieldLock, IconSitemap, IconSun, IconTable, IconTrash, IconUpload, IconUser,
  IconUserPlus, IconUsers, IconUsersGroup, IconX, IconZoomExclamation, type IconProps,
} from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'

/** Icons by plain names; those that only one page uses may be imported there straight from the set. */
const icons: Record<string, ComponentType<IconProps>> = {
  alert: IconAlertTriangle, back: IconArrowLeft, bell: IconBell, book: IconBook, 'book-open': IconBook2, books: IconBooks,
  briefcase: IconBriefcase, building: IconBuilding, calendar: IconCalendar, deadline: IconCalendarTime,
  certificate: IconCertificate, chart: IconChartBar, check: IconCheck, checklist: IconChecklist, down: IconChevronDown,
  right: IconChevronRight, up: IconChevronUp, done: IconCircleCheck, grade: IconClipboardCheck, clipboard: IconClipboardList,
  offline: IconCloudOff, device: IconDeviceDesktop, more: IconDots, download: IconDownload, file: IconFile,
  import: IconFileImport, 'file-text': IconFileText, regulation: IconGavel, history: IconHistory, home: IconHome,
  id: IconId, inbox: IconInbox, info: IconInfoCircle, key: IconKey, language: IconLanguage, list: IconList,
  details: IconListDetails, lock: IconLock, 'sign-out': IconLogout, mail: IconMail, menu: IconMenu2, message: IconMessage,
  moon: IconMoon, notebook: IconNotebook, edit: IconPencil, plus: IconPlus, print: IconPrinter,
  report: IconReportAnalytics, route: IconRoute, school: IconSchool, search: IconSearch, settings: IconSettings,
  shield: IconShieldLock, structure: IconSitemap, sun: IconSun, table: IconTable, trash: IconTrash, upload: IconUpload,
  user: IconUser, 'user-plus': IconUserPlus, users: IconUsers, group: IconUsersGroup, close: IconX,
  'not-found': IconZoomExclamation,
}

/** An icon beside words; alone it needs a `label`. */
export function Icon({ name, size = 20, label, className }: { name: string; size?: number; label?: string; className?: string | undefined }): ReactNode {
  const Shape = icons[name] ?? IconFile
  return <Shape size={size} stroke={1.6} {...(className ? { className } : {})} {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })} />
}
