import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { precompress } from '#tests/support/precompress.ts'
import { openServer, type Server } from './world.ts'

const PAGE = `<!doctype html><title>Đầu Mối</title>${'<p>dòng</p>'.repeat(100)}`
const CODE = `export const text = '${'x'.repeat(1000)}'`

describe('the built app', () => {
  let folder: string
  let server: Server
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dau-moi-dist-'))
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), PAGE)
    await writeFile(join(folder, 'sw.js'), CODE)
    await writeFile(join(folder, 'manifest.webmanifest'), '{}')
    await writeFile(join(folder, 'assets', 'main-abc.js'), CODE)
    await precompress(folder)
    server = await openServer({ dist: folder, publicOrigin: 'https://daumoi.example' })
  })
  afterAll(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })
  const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ url, headers })
  const navigation = { accept: 'text/html,*/*', 'sec-fetch-mode': 'navigate' }

  it.each(['/', '/su-co/moi', '/su-co/123?tab=anh'])(
    '[HT4] a person who opens %s gets the page, under a strict policy',
    async (url) => {
      const answer = await get(url, navigation)
      expect([answer.statusCode, answer.body]).toEqual([200, PAGE])
      const policy = String(answer.headers['content-security-policy'])
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.any(String),
      })
    },
  )

  it('[HT3] text goes out as it was packed at build time', async () => {
    const answer = await get('/assets/main-abc.js', { 'accept-encoding': 'gzip, br' })
    expect(answer.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': expect.stringContaining('javascript'),
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(CODE)
    expect((await get('/assets/main-abc.js')).body).toBe(CODE)
  })

  it.each(['/sw.js', '/manifest.webmanifest'])('[HT4] %s is asked for again each time', async (url) => {
    expect((await get(url)).headers['cache-control']).toBe('no-cache')
  })

  it.each(['/assets/gone-def.js', '/api/nothing', '/../package.json', '/%2e%2e/package.json', '/.env'])(
    '[HT4] %s is not the page',
    async (url) => {
      const answer = await get(url, { accept: '*/*' })
      expect([answer.statusCode >= 400, answer.body.includes('<!doctype')]).toEqual([true, false])
    },
  )
})
