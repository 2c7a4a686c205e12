import manifest from './package.json' with { type: 'json' }

/** @typedef {import('typedoc').Application} Application */

/** The root comes last: what it hands on is described where it belongs. */
const entryPoints = Object.values(manifest.exports)
  .flatMap((entry) => (typeof entry === 'string' ? [] : [entry.default.replace(/^\.\/dist(.*)\.js$/, 'src$1.ts')]))
  .sort(
    (a, b) => b.split('/').length - a.split('/').length || Number(a === 'src/index.ts') - Number(b === 'src/index.ts'),
  )

/**
 * What `npm run docs` makes: a reference of every export, as Markdown for the site. A warning is an error.
 * @type {import('typedoc').TypeDocOptions}
 */
export default {
  name: 'bootpay-fp',
  entryPoints,
  outputs: [{ name: 'markdown', path: 'site/reference' }],
  excludeReferences: true,
  outputFileStrategy: 'modules',
  entryFileName: 'index',
  hidePageHeader: true,
  hideBreadcrumbs: true,
  groupOrder: ['Functions', 'Variables', 'Type Aliases'],
  parametersFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  propertyMembersFormat: 'table',
  typeDeclarationFormat: 'table',
  useCodeBlocks: true,
  // All are `readonly`.
  tableColumnSettings: { hideModifiers: true },
  readme: 'none',
  disableSources: true,
  // `npm run types` has the compiler's say.
  skipErrorChecking: true,
  validation: { notExported: true, invalidLink: true, notDocumented: true },
  requiredToBeDocumented: ['Variable', 'Function', 'TypeAlias'],
  treatWarningsAsErrors: true,
  logLevel: 'Warn',
  // Types, not exported, that others are made of.
  intentionallyNotExported: [
    'ChangesOf',
    'JsonObject',
    'OfRequest',
    'Others',
    'ShownCollection',
    'PgOperation',
    'CommerceOperation',
    'Standing',
    'StateOf',
    'version',
    'Where',
  ],
  intentionallyNotDocumented: [
    'bootpay-fp/unstorage.TokenStorage.getItem',
    'bootpay-fp/unstorage.TokenStorage.setItem',
  ],
  plugin: ['typedoc-plugin-markdown', nameModules, findByName],
}

/**
 * Names each module as it is imported.
 * @param {Application} app
 */
function nameModules({ converter }) {
  converter.on('resolveBegin', ({ project }) => {
    for (const module of project.children ?? [])
      module.name = ['bootpay-fp', module.name].filter((name) => name !== 'index').join('/')
  })
}

/**
 * Lets a comment link to any export by its name, also to one that its file does not import.
 * @param {Application} app
 */
function findByName({ converter }) {
  converter.addUnknownSymbolResolver(({ symbolReference }, from) => {
    const [{ path = '' } = {}, ...rest] = symbolReference?.path ?? []
    const modules = rest.length === 0 ? (from.project.children ?? []) : []
    const target = modules.map((module) => module.getChildByName([path])).find((found) => found && !found.isReference())
    return target && { target }
  })
}
