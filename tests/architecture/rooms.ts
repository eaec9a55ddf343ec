import { posix } from 'node:path'
import { importsOf, type SourceFile } from './source-files.ts'

/**
 * Which rooms a room may look into besides itself; whatever is not listed may be looked into by nobody.
 * Imports point down; `ui` and `i18n` stand beside and know nothing of storage.
 */
const MAY_SEE = {
  domain: [],
  protocol: ['domain'],
  storage: ['domain', 'protocol'],
  sync: ['domain', 'protocol', 'storage'],
  i18n: ['domain', 'protocol'],
  ui: ['domain', 'i18n'],
  pwa: ['domain', 'protocol', 'storage', 'sync', 'i18n', 'ui'],
  features: ['domain', 'protocol', 'storage', 'sync', 'i18n', 'ui', 'pwa'],
  app: ['domain', 'protocol', 'storage', 'sync', 'i18n', 'ui', 'pwa', 'features'],
  server: ['domain', 'protocol'],
} as const satisfies Record<string, readonly string[]>
type Room = keyof typeof MAY_SEE

/** Packages that only some rooms may use, by the beginning of their name. */
const PACKAGES: Record<string, readonly Room[]> = {
  'node:': ['server'],
  fastify: ['server'],
  '@fastify/': ['server'],
  kysely: ['server'],
  'web-push': ['server'],
  pg: ['server'],
  '@node-rs/': ['server'],
  'react-hook-form': ['ui', 'features', 'app'],
  react: ['sync', 'ui', 'i18n', 'pwa', 'features', 'app'],
  wouter: ['ui', 'features', 'app'],
  'dexie-react-hooks': ['sync', 'features', 'app'],
  dexie: ['storage'],
  docx: ['features'],
  '@tanstack/': ['features', 'app'],
  workbox: ['pwa'],
  'virtual:': ['pwa', 'app'],
  '@noble/': ['domain', 'storage', 'sync', 'features', 'server'],
  'zod/mini': ['domain', 'protocol', 'storage', 'sync', 'features', 'server'],
}

/** The room of a file of the product, or null for those at the door (type declarations). */
function roomOf(path: string): Room | null {
  const [top, second] = path.split('/')
  if (top === 'sync-server') return 'server'
  if (top !== 'src' || !second || !(second in MAY_SEE)) return null
  return second as Room
}

const featureOf = (path: string): string | null => /^src\/features\/([^/]+)\//.exec(path)?.[1] ?? null

/** Every import that points up, sideways or into another feature. @returns sentences */
export function strayImports(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const room = roomOf(path)
    if (!room) return [`${path}: stands in no room`]
    return importsOf(text).flatMap((specifier) => {
      const why = strayness(room, path, specifier)
      return why ? [`${path}: ${specifier}: ${why}`] : []
    })
  })
}

function strayness(room: Room, path: string, specifier: string): string | null {
  if (/\.(css|svg|png)(\?.*)?$/.test(specifier) && room !== 'ui' && room !== 'app' && room !== 'features')
    return 'only what is drawn has styles'
  const target = targetOf(path, specifier)
  if (target === null) return packageStrayness(room, specifier)
  const other = roomOf(target)
  if (!other) return 'leads out of the product'
  if (other !== room && !(MAY_SEE[room] as readonly string[]).includes(other)) return `${room} may not see ${other}`
  const [from, to] = [featureOf(path), featureOf(target)]
  if (from && to && from !== to) return 'a feature never imports a feature'
  return null
}

/** The file that an import of ours names, or null for a package. */
function targetOf(path: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier)
  const [, alias, rest] = /^#(\w+)\/(.*)$/.exec(specifier) ?? []
  if (!alias || !rest) return null
  return alias === 'server' ? `sync-server/${rest}` : `src/${alias}/${rest}`
}

function packageStrayness(room: Room, specifier: string): string | null {
  const known = Object.keys(PACKAGES).find((name) => specifier.startsWith(name))
  if (!known) return 'a package that no room is known to need'
  return PACKAGES[known]?.includes(room) ? null : `${room} does without ${known}`
}
