import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/** What `npm run build` left, read as a browser and a server would. */
export const DIST = join(import.meta.dirname, '../../dist')

/** Bytes of a built file as they travel: the brotli beside it, or what brotli at its best would make of it. */
export function brotliSize(file: string): number {
  const made = join(DIST, `${file}.br`)
  if (existsSync(made)) return readFileSync(made).length
  const raw = readFileSync(join(DIST, file))
  const packed = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
  // pictures do not shrink, and are sent as they are
  return Math.min(raw.length, packed)
}
export const rawSize = (file: string): number => readFileSync(join(DIST, file)).length

interface Chunk {
  file: string
  name?: string
  src?: string
  isEntry?: boolean
  imports?: string[]
  dynamicImports?: string[]
  css?: string[]
}

export interface LazyPart {
  name: string
  /** what is fetched for it beyond the first route */
  files: string[]
}

/** Every part that is loaded on demand, by the build's own manifest: what any file asks for while the app runs. */
export function lazyParts(): LazyPart[] {
  const manifest = JSON.parse(readFileSync(join(DIST, 'build-manifest.json'), 'utf8')) as Record<string, Chunk>
  const chunks = Object.entries(manifest)
  const first = new Set(chunks.filter(([, { isEntry }]) => isEntry).flatMap(([key]) => filesOf(manifest, key)))
  const asked = new Set(chunks.flatMap(([, { dynamicImports }]) => dynamicImports ?? []))
  return chunks
    .filter(([key]) => asked.has(key))
    .map(([key, { src, name }]) => ({
      name: src ?? name ?? key,
      files: filesOf(manifest, key).filter((file) => !first.has(file)),
    }))
}

function filesOf(manifest: Record<string, Chunk>, key: string, seen = new Set<string>()): string[] {
  const chunk = manifest[key]
  if (!chunk || seen.has(key)) return []
  seen.add(key)
  const below = (chunk.imports ?? []).flatMap((one) => filesOf(manifest, one, seen))
  return [...new Set([chunk.file, ...(chunk.css ?? []), ...below])]
}

/** What the service worker fetches when it is installed. @throws when its list cannot be found */
export function precached(): string[] {
  const worker = readFileSync(join(DIST, 'sw.js'), 'utf8')
  const entries = [...worker.matchAll(/\{(?=[^{}]*"?revision"?:)[^{}]*?"?url"?:\s*["'`]([^"'`]+)["'`][^{}]*\}/g)]
  const urls = entries.map(([, url]) => url ?? '')
  if (urls.length === 0) throw new Error('dist/sw.js names nothing to keep')
  return [...new Set(urls)].map((url) => (url === '/' ? 'index.html' : url.replace(/^\//, '')))
}

export const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`
