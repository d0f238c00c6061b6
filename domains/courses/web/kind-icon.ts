const icons: Record<string, string> = {
  page: 'file-text',
  file: 'download',
  link: 'route',
  test: 'checklist',
  assignment: 'clipboard',
  discussion: 'message',
  video: 'video',
  package: 'structure',
  coding: 'device',
  heading: 'list',
  tool: 'structure',
  lti: 'structure',
  quiz: 'checklist',
}

/** The icon of a kind of item. */
export function kindIcon(kind: string): string {
  return icons[kind] ?? 'file'
}
