import { describe, expect, test } from 'vitest'
import { documentsVi } from '#i18n/document-texts.ts'
import { english } from '#i18n/en/dictionary.ts'
import { helpVi } from '#i18n/help-texts.ts'
import { allVi } from '#i18n/page-texts.ts'
import { remindersVi } from '#i18n/reminder-texts.ts'
import { settingsVi } from '#i18n/settings-texts.ts'
import { taskVi } from '#i18n/task-texts.ts'
import { troubleVi } from '#i18n/trouble-texts.ts'
import { dutyDesk } from '#i18n/vi/duty-desk.ts'
import { handoverPage } from '#i18n/vi/handover-page.ts'

/** Every sentence with its key; functions are called with plain stand-ins. */
function* sentences(value: unknown, key = ''): Generator<[string, string]> {
  if (typeof value === 'string') yield [key, value]
  else if (typeof value === 'function') {
    const said = tryCall(value as (...args: unknown[]) => unknown)
    if (said !== null) yield* sentences(said, `${key}()`)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) yield* sentences(inner, key ? `${key}.${name}` : name)
  }
}

/** Stand-ins of each kind in turn: some sentences want numbers, others words or records. */
const NUMBERS = { n: 2, m: 3, a: 1, b: 2, max: 10 }
const STANDS = [[2, 2, 2, 2], ['2', '2', '2', '2'], ['2', NUMBERS], [NUMBERS]]

function tryCall(sentence: (...args: unknown[]) => unknown): unknown {
  let said: unknown = null
  for (const stand of STANDS) {
    try {
      said = sentence(...stand)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      continue
    }
    if (typeof said !== 'string' || !/undefined|\[object/.test(said)) return said
  }
  return said
}

const all = [
  ...sentences(dutyDesk),
  ...sentences(handoverPage),
  ...sentences(allVi),
  ...sentences(helpVi),
  ...sentences(taskVi),
  ...sentences(documentsVi),
  ...sentences(settingsVi),
  ...sentences(remindersVi),
  ...sentences(troubleVi),
]

describe('[TX4] the words on screen', () => {
  test('there are several hundred, none empty, each NFC', () => {
    expect(all.length).toBeGreaterThan(400)
    expect(all.filter(([, text]) => text.trim() === '' || text !== text.normalize('NFC'))).toEqual([])
  })

  test('none speaks of machinery', () => {
    const machinery =
      /\b(cache|indexeddb|service worker|sync|server|offline|online|token|session|cookie|database|api|(?<!\.)json|http|error|browser)\b|bộ nhớ đệm|cơ sở dữ liệu|đồng bộ hóa|undefined|\[object|NaN/i
    expect(all.filter(([, text]) => machinery.test(text))).toEqual([])
  })

  test('no placeholder was left behind, no real-looking number stands in them', () => {
    expect(all.filter(([, text]) => /TODO|xxx|lorem|\$\{/i.test(text))).toEqual([])
    expect(all.filter(([, text]) => /\d{7,}/.test(text))).toEqual([])
  })

  test('the names that outside checks rely on', () => {
    const t = allVi
    expect([
      t.session.signIn.username,
      t.session.signIn.password,
      t.session.signIn.submit,
      t.common.nav.report,
      t.sync.sendNow,
      t.sync.chip.queued,
      t.sync.chip.arrived,
      t.sync.chip.received,
    ]).toEqual([
      'Tên đăng nhập',
      'Mật khẩu',
      'Đăng nhập',
      'Báo sự cố',
      'Gửi ngay',
      'Chờ gửi',
      'Đã tới máy chủ',
      'Đã tiếp nhận',
    ])
    expect(t.sync.line.queued).toContain('Đã lưu trên máy này')
  })

  test('nothing beside the password is labelled with its word at the sign-in', () => {
    expect(allVi.session.signIn.sharedHint).not.toMatch(/mật khẩu/i)
  })
})

/** Every key by its path, whatever stands there; lists by their length. */
function keysOf(value: unknown, key = ''): string[] {
  if (Array.isArray(value)) return [`${key}[${value.length}]`]
  if (typeof value !== 'object' || value === null) return [key]
  return Object.entries(value).flatMap(([name, inner]) => keysOf(inner, key ? `${key}.${name}` : name))
}

describe('[TX5] the English words', () => {
  const words = { ...english.texts, ...english.page }
  const all = [
    ...sentences(words),
    ...sentences(english.plan),
    ...sentences(english.help),
    ...sentences(english.duties),
    ...sentences(english.handover),
    ...sentences(english.documents),
    ...sentences(english.settings),
    ...sentences(english.reminders),
  ]

  test('there is one for every Vietnamese one, also where the compiler cannot count', () => {
    expect(keysOf(words).toSorted()).toEqual(keysOf(allVi).toSorted())
    expect(keysOf(english.duties).toSorted()).toEqual(keysOf(dutyDesk).toSorted())
    expect(keysOf(english.handover).toSorted()).toEqual(keysOf(handoverPage).toSorted())
    expect(keysOf(english.help).toSorted()).toEqual(keysOf(helpVi).toSorted())
    expect(keysOf(english.reminders).toSorted()).toEqual(keysOf(remindersVi).toSorted())
    expect(keysOf(english.settings).toSorted()).toEqual(keysOf(settingsVi).toSorted())
    expect(keysOf(english.documents).toSorted()).toEqual(keysOf(documentsVi).toSorted())
    expect(keysOf(english.plan).toSorted()).toEqual(keysOf(taskVi).toSorted())
  })

  test('none is empty or was left in Vietnamese, but for names and what goes to others [TX6]', () => {
    const names = /Đầu Mối|Zalo|“Có việc cần xem”|“học sinh [AB]”|đồng/g
    const toOthers =
      /^incident\.short\.|^deadlines\.(unsent\.message|how\.text)\b|^chase\.(text|nil)\b|^text\.message\b/
    const left = all.filter(
      ([key, text]) =>
        !toOthers.test(key) && (text.trim() === '' || /[^\p{ASCII}’“”…–·]/u.test(text.replaceAll(names, ''))),
    )
    expect(left).toEqual([])
  })

  test('none speaks of machinery', () => {
    const machinery =
      /\b(cache|indexeddb|service worker|sync|offline|online mode|token|cookie|database|api|(?<!\.)json|http|undefined|NaN)\b|\[object/i
    expect(all.filter(([, text]) => machinery.test(text.replaceAll('https://', '')))).toEqual([])
  })

  test('one is one: no “1 reports”', () => {
    const t = words
    expect([t.sync.summary.waiting(1), t.sync.summary.waiting(2)]).toEqual([
      '1 report waiting to send',
      '2 reports waiting to send',
    ])
    expect(english.handover.counted(1, 0, 3)).toBe('1 item, 3 photos')
  })
})
