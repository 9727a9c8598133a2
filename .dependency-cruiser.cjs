/**
 * Who may import whom: the table of docs/architecture.md, as rules. A room not named here may import nothing of ours.
 * Tests stand outside the table: a test may compare two rooms that must not know each other.
 */
const rooms = [
  'flows',
  'drivers',
  'kiosk-config',
  'wire',
  'host',
  'renderer',
  'electron',
  'hall',
  'sandbox',
  'rehearsal',
  'cli',
];

const mayImport = {
  flows: [],
  drivers: [],
  'kiosk-config': [],
  wire: [],
  host: ['flows', 'drivers', 'kiosk-config', 'wire'],
  hall: ['flows', 'kiosk-config', 'wire'],
  electron: ['kiosk-config'],
  sandbox: [],
  rehearsal: ['flows', 'drivers', 'kiosk-config', 'host', 'sandbox'],
};

const inRoom = (names) => `^(${names.join('|')})/`;
const testFile = '\\.test\\.tsx?$';

const tableRules = Object.entries(mayImport).map(([room, allowed]) => ({
  name: `${room}-imports`,
  comment: `${room}/ may import ${allowed.length === 0 ? 'nothing of ours' : `only ${allowed.join(', ')}`}.`,
  severity: 'error',
  from: { path: inRoom([room]), pathNot: testFile },
  to: { path: `${inRoom([...rooms, 'tests'])}`, pathNot: inRoom([room, ...allowed]) },
}));

module.exports = {
  forbidden: [
    ...tableRules,
    {
      name: 'renderer-imports',
      comment: 'renderer/ may import only contracts (host, hall, sandbox) and flows.',
      severity: 'error',
      from: { path: inRoom(['renderer']), pathNot: testFile },
      to: {
        path: inRoom([...rooms, 'tests']),
        pathNot: [
          '^renderer/',
          '^flows/',
          '^(host|hall|sandbox)/contract/',
          '^(host|hall|sandbox)/[^/]+/contract[.]ts$',
          '^sandbox/devices/[^/]+/contract[.]ts$',
          '^sandbox/population/citizen[.]ts$',
        ],
      },
    },
    {
      name: 'renderer-imports-types-only',
      comment: 'What renderer/ takes from other rooms is types: no code of theirs reaches the screen.',
      severity: 'error',
      from: { path: inRoom(['renderer']), pathNot: testFile },
      to: { path: inRoom(rooms.filter((room) => room !== 'renderer')), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'cli-imports',
      comment:
        "cli/ starts rooms as processes; it may import only their mains: ROOM/main.ts, and host's for technicians.",
      severity: 'error',
      from: { path: inRoom(['cli']), pathNot: testFile },
      to: {
        path: inRoom([...rooms, 'tests']),
        pathNot: ['^cli/', '^[^/]+/main\\.ts$', '^host/technician/main\\.ts$'],
      },
    },
    {
      name: 'electron-stays-in-electron',
      comment: 'Nothing outside electron/ knows which shell it is in.',
      severity: 'error',
      from: { pathNot: '^electron/' },
      to: { path: '(^|/)node_modules/electron/' },
    },
    {
      name: 'no-circular',
      comment: 'Values must not import each other in a circle; types may.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import leads to a file or an installed package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-package-in-product',
      comment: 'What runs on a kiosk may not need a development package.',
      severity: 'error',
      from: {
        path: inRoom(['flows', 'drivers', 'kiosk-config', 'wire', 'host', 'hall']),
        // Tests and what only tests use: `test-journal.ts`, `machine/testing/…`.
        pathNot: [testFile, '/test-[^/]+[.]ts$', '/testing/'],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
