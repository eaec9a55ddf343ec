import { afterEach, describe, expect, vi as stand, test } from 'vitest'
import { formatWhen, relative } from '#i18n/dates.ts'
import { english } from '#i18n/en/dictionary.ts'
import { derivedTitle } from '#i18n/incident-words.ts'
import {
  createLanguageStore,
  type Dictionary,
  LANGUAGE_KEY,
  LANGUAGES,
  languageStore,
  readLanguage,
} from '#i18n/language.ts'
import { formatBytes } from '#i18n/numbers.ts'
import { allVi, pageTextsNow } from '#i18n/page-texts.ts'
import { peopleText } from '#i18n/report-rows.ts'
import { aBody, at } from '#tests/support/builders.ts'
import { aStorage } from '#tests/support/kept.ts'

afterEach(() => languageStore.speak('vi'))

describe('[TX5] the language of the page', () => {
  test('Vietnamese is there from the first moment, and is what an unreadable choice means', () => {
    expect(createLanguageStore().language()).toBe('vi')
    expect(pageTextsNow()).toBe(allVi)
    const storage = aStorage()
    for (const [kept, language] of [
      [null, 'vi'],
      ['en', 'en'],
      ['fr', 'vi'],
      ['', 'vi'],
    ] as const) {
      if (kept === null) storage.removeItem(LANGUAGE_KEY)
      else storage.setItem(LANGUAGE_KEY, kept)
      expect(readLanguage(storage)).toBe(language)
    }
    expect(LANGUAGES[0]).toBe('vi')
  })

  test('another one is spoken when its words have come, and not a moment before', async () => {
    let come: (words: Dictionary) => void = () => expect.unreachable()
    const store = createLanguageStore({ en: () => new Promise((done) => (come = done)) })
    let told = 0
    store.subscribe(() => told++)
    const spoken = store.speak('en')
    expect([store.language(), store.dictionary(), told]).toEqual(['vi', null, 0])
    come(english)
    expect(await spoken).toBe(true)
    expect([store.language(), store.dictionary(), told]).toEqual(['en', english, 1])
    await store.speak('vi')
    expect([store.language(), store.dictionary(), told]).toEqual(['vi', null, 2])
  })

  test('a wish taken back while the words are on their way stays taken back', async () => {
    let come: (words: Dictionary) => void = () => expect.unreachable()
    const store = createLanguageStore({ en: () => new Promise((done) => (come = done)) })
    const spoken = store.speak('en')
    await store.speak('vi')
    come(english)
    await spoken
    expect(store.language()).toBe('vi')
  })

  test('words that cannot be fetched change nothing, and a later try may succeed', async () => {
    const warn = stand.spyOn(console, 'warn').mockImplementation(() => undefined)
    let online = false
    const store = createLanguageStore({
      en: async () => {
        if (!online) throw new TypeError('Failed to fetch dynamically imported module')
        return english
      },
    })
    expect(await store.speak('en')).toBe(false)
    expect(store.language()).toBe('vi')
    expect(warn).toHaveBeenCalledOnce()
    warn.mockRestore()
    online = true
    expect(await store.speak('en')).toBe(true)
    expect(store.language()).toBe('en')
  })

  test('what is no component speaks it, too: moments, numbers, rows', async () => {
    const now = Date.parse('2026-11-19T08:00:00Z')
    await languageStore.speak('en')
    expect(formatWhen(at('2026-11-18T07:32:00Z'), now)).toBe('14:32 yesterday')
    expect(formatWhen(at('2026-11-18T07:32:00Z'), now, allVi.dates)).toBe('14:32 hôm qua')
    expect(formatWhen(at('2026-11-10T07:32:00Z'), now)).toBe('14:32, 10/11/2026')
    expect(relative(at('2026-11-19T07:59:00Z'), now)).toBe('1 minute ago')
    expect(relative(at('2026-11-19T10:00:00Z'), now)).toBe('in 2 hours')
    expect(formatBytes(1_200_000)).toBe('1.2 MB')
    expect(peopleText(pageTextsNow(), { ...aBody().people, total: 28 })).toBe('28 people')
    await languageStore.speak('vi')
    expect(formatBytes(1_200_000)).toBe('1,2 MB')
  })
})

describe('[TX6] what goes to others is Vietnamese', () => {
  test('the words of the short text, also where the page speaks English', () => {
    expect(english.page.incident.short).toBe(allVi.incident.short)
    expect(derivedTitle(aBody(), allVi.labels)).toBe('Ngộ độc thực phẩm, trong trường')
    expect(english.page.incident.call.reasons).toHaveLength(allVi.incident.call.reasons.length)
  })
})
