import * as z from 'zod/mini'
import { fail, ok, type Result } from '#domain/result.ts'
import { KNOWN_HOSTS } from './notify/endpoint.ts'
import { isPostgresUrl } from './store/open.ts'

const wholeNumber = (min: number, max: number) => z.coerce.number().check(z.int(), z.gte(min), z.lte(max))
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** What each setting must be, in words for whoever starts the server. */
const settings = {
  PORT: { schema: z._default(wholeNumber(0, 65535), 8787), must: 'a port from 1 to 65535, or 0 for any that is free' },
  HOST: { schema: z._default(z.string().check(z.minLength(1)), '127.0.0.1'), must: 'an address to listen on' },
  DATA_DIR: { schema: z._default(z.string().check(z.minLength(1)), './data'), must: 'a folder' },
  DATABASE_URL: {
    schema: z.optional(z.string().check(z.refine(isPostgresUrl))),
    must: 'postgres://USER:PASSWORD@HOST:PORT/DATABASE, or nothing for SQLite in DATA_DIR',
    secret: true,
  },
  PUBLIC_ORIGIN: {
    schema: z.optional(z.string().check(z.refine(isOrigin))),
    must: 'where people reach the server, such as https://daumoi.example, without a path',
  },
  LOG_LEVEL: { schema: z._default(z.enum(LOG_LEVELS), 'info'), must: `one of ${LOG_LEVELS.join(', ')}` },
  TRUST_PROXY: {
    schema: z._default(wholeNumber(0, 10), 0),
    must: 'the number of reverse proxies in front that add to X-Forwarded-For: 0 for none, 1 for one',
  },
  MIN_FREE_MB: { schema: z._default(wholeNumber(0, 1_000_000), 200), must: 'a number of megabytes' },
  BACKUP_DIR: { schema: z.optional(z.string()), must: 'a folder, or nothing for no backups' },
  BACKUP_AT: {
    schema: z._default(z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/)), '02:15'),
    must: 'a time of day in Hanoi such as 02:15',
  },
  PUSH_CONTACT: {
    schema: z.optional(z.string().check(z.refine(isContact))),
    must: 'mailto: or https: of whoever runs this server, for push services',
  },
  PUSH_HOSTS: {
    schema: z._default(
      z.string().check(z.regex(/^(?:\*\.)?[a-z\d-]+(?:\.[a-z\d-]+)+(?:,(?:\*\.)?[a-z\d-]+(?:\.[a-z\d-]+)+)*$/)),
      KNOWN_HOSTS.join(','),
    ),
    must: 'names of push services with commas between them, such as fcm.googleapis.com,*.push.apple.com',
  },
  PUSH_TEST_LOOPBACK: {
    schema: z._default(z.enum(['0', '1']), '0'),
    must: '0, or 1 in tests that have a push service of their own on this machine',
  },
} as const

export interface Env {
  port: number
  host: string
  dataDir: string
  /** `postgres://…`; null: SQLite in `dataDir` */
  databaseUrl: string | null
  publicOrigin: string | null
  logLevel: (typeof LOG_LEVELS)[number]
  /** proxies in front; what X-Forwarded-For says before them is whatever the caller likes */
  trustProxy: number
  minFreeBytes: number
  /** where backups go; null: none are made by the server */
  backupDir: string | null
  /** minutes after midnight in Hanoi */
  backupAt: number
  /** `mailto:` or `https:` for push services; null: the public origin, or nobody */
  pushContact: string | null
  /** names of push services, `*.` for any under it */
  pushHosts: readonly string[]
  /** messages may go to this machine: never where people reach the server by https */
  pushLoopback: boolean
}

/** Reads the settings. @returns every problem at once, a readable line each */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Result<Env, string[]> {
  const problems: string[] = []
  const read = <Name extends keyof typeof settings>(name: Name): z.infer<(typeof settings)[Name]['schema']> => {
    const given = source[name] === '' ? undefined : source[name]
    const parsed = settings[name].schema.safeParse(given)
    const shown = 'secret' in settings[name] ? 'something else' : `"${given}"`
    if (!parsed.success) problems.push(`${name} must be ${settings[name].must}; it is ${shown}`)
    return parsed.data as z.infer<(typeof settings)[Name]['schema']>
  }
  const env: Env = {
    port: read('PORT'),
    host: read('HOST'),
    dataDir: read('DATA_DIR'),
    databaseUrl: read('DATABASE_URL') ?? null,
    publicOrigin: read('PUBLIC_ORIGIN') ?? null,
    logLevel: read('LOG_LEVEL'),
    trustProxy: read('TRUST_PROXY'),
    minFreeBytes: read('MIN_FREE_MB') * 1024 * 1024,
    backupDir: read('BACKUP_DIR') ?? null,
    backupAt: minutesOf(read('BACKUP_AT')),
    pushContact: read('PUSH_CONTACT') ?? null,
    pushHosts: read('PUSH_HOSTS')?.split(',') ?? [],
    pushLoopback: read('PUSH_TEST_LOOPBACK') === '1',
  }
  if (env.pushLoopback && (env.publicOrigin?.startsWith('https:') || source.NODE_ENV === 'production'))
    problems.push('PUSH_TEST_LOOPBACK is for tests: it must not be 1 where people reach the server by https')
  return problems.length > 0 ? fail(problems) : ok(env)
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text
}

function isContact(text: string): boolean {
  return /^mailto:[^@\s]+@[^@\s]+$/.test(text) || (URL.canParse(text) && new URL(text).protocol === 'https:')
}

function minutesOf(time: string | undefined): number {
  const [hours = 0, minutes = 0] = (time ?? '').split(':').map(Number)
  return hours * 60 + minutes
}
