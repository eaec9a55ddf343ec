import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

/** A built app in a folder, answered by the proxy itself: another version than the server's, or one with a bug. */
export interface Site {
  status: number
  headers: Record<string, string>
  body: Buffer
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}

/** @returns null for what belongs to the server */
export function fileOfSite(folder: string, path: string): Site | null {
  const [name = '/'] = path.split('?')
  if (/^\/(api|healthz|readyz|metrics)\b/.test(name)) return null
  const wanted = join(folder, name === '/' ? 'index.html' : decodeURIComponent(name))
  const file = existsSync(wanted) ? wanted : join(folder, 'index.html')
  if (file !== wanted && extname(name) !== '') return { status: 404, headers: {}, body: Buffer.alloc(0) }
  const headers = { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-cache' }
  return { status: 200, headers, body: readFileSync(file) }
}
