/**
 * Who may import whom (docs/architecture.md): portal → domains → foundation, a tree without circles; a domain uses
 * another one only through its index.ts and only leftwards in this order; server and web never meet but in contracts.
 */
const order = [
  'people',
  'programmes',
  'courses',
  'timetable',
  'classroom',
  'learning',
  'assignments',
  'exams',
  'proctoring',
  'integrity',
  'grades',
  'attestation',
  'admissions',
  'library',
  'messaging',
  'support',
  'surveys',
  'quality',
  'documents',
  'licensing',
  'finance',
  'partners',
  'trace',
  'analytics',
  'compliance',
]

/** Files of a domain, or of a room in it (`courses/video`). */
const shared = (...ends) => ends.flatMap((end) => [`^domains/[^/]+/${end}`, `^domains/[^/]+/[^/]+/${end}`]).join('|')

/** Tests may reach across: they set up a whole portal. */
const notTests = '\\.(test|spec)\\.tsx?$|^(testing|e2e)/|/test-[^/]+\\.tsx?$'

const leftwards = order.flatMap((domain, at) => {
  const right = order.slice(at + 1)
  if (right.length === 0) return []
  return [
    {
      name: `order-of-domains-${domain}`,
      comment: `${domain} stands left of these domains and hears of them only through events.`,
      severity: 'error',
      from: { path: `^domains/${domain}/`, pathNot: notTests },
      to: { path: `^domains/(${right.join('|')})/` },
    },
  ]
})

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Modules that need each other cannot be understood or tested alone.',
      severity: 'error',
      from: {},
      // Types alone make no circle at run time, and lists of lazily loaded pages are one on purpose.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'foundation-knows-no-university',
      severity: 'error',
      from: { path: '^foundation/', pathNot: notTests },
      to: { path: '^(domains|portal)/' },
    },
    {
      name: 'domains-know-no-portal',
      severity: 'error',
      from: { path: '^domains/', pathNot: notTests },
      to: { path: '^portal/' },
    },
    {
      name: 'known-domains-only',
      comment: 'A new domain takes its place in the order first (.dependency-cruiser.cjs, docs/architecture.md).',
      severity: 'error',
      from: { path: '^domains/', pathNot: `^domains/(${order.join('|')})/` },
      to: {},
    },
    {
      name: 'domains-by-their-index',
      comment: 'A domain uses another one through its index.ts; web pages through web/index.ts, contracts directly.',
      severity: 'error',
      from: { path: '^domains/([^/]+)/', pathNot: notTests },
      to: {
        path: '^domains/[^/]+/',
        pathNot: '^domains/$1/|^domains/[^/]+/(index|contract|tables|web/index)\\.tsx?$|^domains/[^/]+/contracts?/|^domains/[^/]+/[^/]+/tables\\.ts$',
      },
    },
    ...leftwards,
    {
      name: 'server-reaches-no-web',
      severity: 'error',
      from: { path: '^(foundation/server|domains/|portal/(commands|demonstration)/)', pathNot: `${notTests}|contract|/web/` },
      to: { path: '^(foundation/web/|domains/[^/]+/web/|domains/[^/]+/[^/]+/web/|portal/web/)' },
    },
    {
      name: 'web-reaches-no-server',
      comment: 'Pages use contracts, plain values and rules of `shared/`, foundation/i18n and the HTTP API.',
      severity: 'error',
      from: { path: '^(foundation/web/|domains/[^/]+/web/|domains/[^/]+/[^/]+/web/|portal/web/)', pathNot: `${notTests}|vite` },
      to: { path: '^(foundation/server/|domains/|portal/[^/]+\\.ts$)', pathNot: shared('contract\\.ts$', 'shared/', 'web/') },
    },
    {
      name: 'web-takes-types-of-contracts',
      comment: 'A value of a contract brings Zod into the page; plain values lie in `shared/` of the domain.',
      severity: 'error',
      from: { path: '^(foundation/web/|domains/[^/]+/web/|domains/[^/]+/[^/]+/web/|portal/web)', pathNot: notTests },
      to: { path: shared('contract\\.ts$', 'contracts/'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'contracts-are-shared',
      comment: 'A contract, and what lies in `shared/`, is read by server and web: it may import neither.',
      severity: 'error',
      from: { path: shared('contract\\.ts$', 'shared/'), pathNot: notTests },
      to: { path: '^(foundation/(server|web)/|domains/)', pathNot: shared('contract\\.ts$', 'shared/') },
    },
    {
      name: 'no-tests-in-the-program',
      severity: 'error',
      from: { path: '^(foundation|domains|portal)/', pathNot: notTests },
      to: { path: '^(testing|e2e)/|\\.(test|spec)\\.tsx?$' },
    },
    {
      name: 'declared-packages-only',
      severity: 'error',
      from: { path: '^(foundation|domains|portal|scripts)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.data|test-results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
