import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readEnv } from '#server/env.ts'
import { KNOWN_HOSTS } from '#server/notify/endpoint.ts'

it('[EN1] an empty environment has defaults', () => {
  expect(readEnv({})).toEqual({
    ok: true,
    value: {
      port: 8787,
      host: '127.0.0.1',
      dataDir: './data',
      databaseUrl: null,
      publicOrigin: null,
      logLevel: 'info',
      trustProxy: 0,
      minFreeBytes: 200 * 1024 * 1024,
      backupDir: null,
      backupAt: 2 * 60 + 15,
      pushContact: null,
      pushHosts: [...KNOWN_HOSTS],
      pushLoopback: false,
    },
  })
})

it('[EN1] every problem is told at once, in a sentence with its name', () => {
  const read = readEnv({
    PORT: '99999',
    LOG_LEVEL: 'loud',
    PUBLIC_ORIGIN: 'https://daumoi.example/app',
    TRUST_PROXY: 'yes',
  })
  const problems = read.ok ? [] : read.error
  expect(problems.map((line) => line.split(' ')[0])).toEqual(['PORT', 'PUBLIC_ORIGIN', 'LOG_LEVEL', 'TRUST_PROXY'])
  expect(problems[1]).toContain('https://daumoi.example/app')
})

it('[EN1, RM13] messages to this machine are for tests: refused where people reach the server, and in production', () => {
  const flag = { PUSH_TEST_LOOPBACK: '1' }
  expect(readEnv(flag)).toMatchObject({ ok: true, value: { pushLoopback: true } })
  for (const where of [{ PUBLIC_ORIGIN: 'https://daumoi.example' }, { NODE_ENV: 'production' }])
    expect(readEnv({ ...flag, ...where })).toMatchObject({ ok: false })
  const wrong = readEnv({ PUSH_CONTACT: 'ai đó', PUSH_HOSTS: 'https://fcm.googleapis.com/' })
  expect(wrong.ok ? [] : wrong.error.map((line) => line.split(' ')[0])).toEqual(['PUSH_CONTACT', 'PUSH_HOSTS'])
})

it.each([
  ['0', 0],
  ['1', 1],
  ['2', 2],
  ['1.5', null],
  ['-1', null],
  ['true', null],
])('[EN1] TRUST_PROXY=%s is %s proxies', (given, hops) => {
  const read = readEnv({ TRUST_PROXY: given })
  expect(read.ok ? read.value.trustProxy : null).toBe(hops)
})

/** The real process on a folder of its own. */
function start(folder: string) {
  const main = join(import.meta.dirname, '..', '..', 'sync-server', 'main.ts')
  const env = { ...process.env, PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' }
  const child = spawn('node', [main], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return { child, said: () => said, ready: once(child.stdout, 'data'), ended: once(child, 'exit') }
}

it('[ST7] a folder has one server at a time; it stops when told to, and the folder is free again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dau-moi-main-'))
  const first = start(folder)
  await first.ready
  expect(first.said()).toMatch(/Đầu Mối: http:\/\/127\.0\.0\.1:\d+\n/)

  const second = start(folder)
  expect((await second.ended)[0]).toBe(1)
  expect(second.said()).toContain('another one is running')

  first.child.kill('SIGKILL')
  await first.ended
  const third = start(folder)
  await third.ready
  third.child.kill('SIGTERM')
  expect((await third.ended)[0]).toBe(0)
  await rm(folder, { recursive: true })
})
