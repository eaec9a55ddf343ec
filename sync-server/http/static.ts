import { existsSync } from 'node:fs'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuseRequest } from './answers.ts'

/** What a page may do: its own code, its own photos, its own server. [HT4] */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const PAGE_HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
}

/** Whether the folder holds a built app. */
export const isBuilt = (dist: string): boolean => existsSync(join(dist, 'index.html'))

/** Serves the built app, precompressed; a navigation to any of its addresses gets the page. */
export function serveApp(app: FastifyInstance, { dist, https }: { dist: string | null; https: boolean }): void {
  const pageHeaders = https ? { ...PAGE_HEADERS, 'strict-transport-security': 'max-age=31536000' } : PAGE_HEADERS
  const built = dist !== null && isBuilt(dist)
  if (built)
    app.register(staticFiles, {
      root: dist,
      preCompressed: true,
      cacheControl: false,
      index: ['index.html'],
      setHeaders(reply, path) {
        const plain = path.replace(/\.(?:br|gz)$/, '')
        for (const [name, value] of Object.entries(plain.endsWith('.html') ? pageHeaders : ASSET_HEADERS))
          reply.header(name, value)
        // what is named by its content never changes; everything else is asked for again
        const isNamedByContent = /[\\/]assets[\\/]/.test(plain)
        reply.header('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })

  app.setNotFoundHandler((request, reply) => {
    if (!isNavigation(request)) return refuseRequest(reply, 'not-found', null)
    if (built) return reply.sendFile('index.html')
    return reply.code(503).type('text/plain; charset=utf-8').send('The app is not built: run `npm run build`.\n')
  })
}

const ASSET_HEADERS = { 'x-content-type-options': 'nosniff' }

/** A person who opens an address, not a script that asks for a file that is gone. */
function isNavigation({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?')[0] ?? ''
  const wantsPage = headers['sec-fetch-mode'] === 'navigate' || String(headers.accept ?? '').includes('text/html')
  return method === 'GET' && wantsPage && !path.startsWith('/api/') && !/\.\w+$/.test(path)
}
