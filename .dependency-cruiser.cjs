/** The house's doors: who may import whom (docs/architecture.md). */
const room = (name) => `^backend/${name}/`;
const stations = ['receive', 'decide', 'convert', 'deliver', 'follow'];
const outside = ['stripe', 'chorus-pro', 'store'];
const typesOnly = { dependencyTypesNot: ['type-only'] };

/** Everything in backend/ but the named places (folders, or files with their ending). */
const elsewhere = (...allowed) => ({
  path: '^backend/',
  pathNot: allowed.map((place) => (place.endsWith('.ts') ? `^backend/${place}` : room(place))),
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'invoice-imports-nothing',
      severity: 'error',
      from: { path: room('invoice') },
      to: { pathNot: room('invoice') },
    },
    ...stations.map((station) => ({
      name: `${station}-knows-only-the-language`,
      comment:
        'A station imports invoice/ and its own folder; anything else only as a type (crash-point excepted).',
      severity: 'error',
      from: { path: room(station) },
      to: {
        path: '^(backend|src|tests)/',
        pathNot: [room('invoice'), room(station), '^backend/crash-point\\.ts$'],
        ...typesOnly,
      },
    })),
    ...outside.map((place) => ({
      name: `${place}-never-meets-another-outside`,
      severity: 'error',
      from: { path: room(place) },
      to: {
        path: outside
          .filter((other) => other !== place)
          .map(room)
          .concat(room('jobs'), room('api'), room('cli')),
      },
    })),
    {
      name: 'main-is-imported-by-nobody',
      severity: 'error',
      from: {},
      to: { path: '^backend/main\\.ts$' },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { path: '^(backend|src)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'ui-takes-only-types-of-the-backend',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^backend/', ...typesOnly },
    },
    {
      name: 'sentences-are-for-rooms-that-speak-to-people',
      severity: 'error',
      from: elsewhere('cli', 'api', 'notify'),
      to: { path: '^src/' },
    },
    {
      name: 'stripe-sdk-only-in-stripe',
      severity: 'error',
      from: elsewhere('stripe', 'api'),
      to: { path: 'node_modules/stripe/' },
    },
    {
      name: 'driver-only-in-store-and-jobs',
      severity: 'error',
      from: elsewhere('store', 'jobs'),
      to: { path: 'node_modules/(pg|pg-boss)/' },
    },
    {
      name: 'express-only-in-api-and-main',
      severity: 'error',
      from: elsewhere('api', 'main.ts'),
      to: { path: 'node_modules/express/' },
    },
    {
      name: 'zod-only-at-the-rim',
      severity: 'error',
      from: {
        path: [room('invoice'), room('decide'), room('convert'), room('deliver'), room('follow')],
      },
      to: { path: 'node_modules/zod/' },
    },
    {
      name: 'not-to-dev-dependency',
      severity: 'error',
      comment: 'The font subsetter runs by hand when the typeface changes, never in the product.',
      from: { path: '^(backend|src)/', pathNot: '/fonts/subset\\.ts$' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/target/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
