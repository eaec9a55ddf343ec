import { useState, useSyncExternalStore } from 'react'
import { LANGUAGE_KEY, LANGUAGES, type Language, languageStore } from '#i18n/language.ts'
import { useSettingsTexts } from '#i18n/settings-texts.ts'
import { Choices } from '#ui/choices.tsx'
import { lookStore, SIZES, THEMES } from '#ui/look.ts'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'

/** Text size, theme and language of this browser: each takes effect with the tap. */
export function DisplayPage() {
  const words = useSettingsTexts().display
  const look = useSyncExternalStore(lookStore.subscribe, lookStore.look)
  const language = useSyncExternalStore(languageStore.subscribe, languageStore.language)
  // its words may be on their way: the choice shows at once
  const [wanted, setWanted] = useState<Language | null>(null)
  const [missing, setMissing] = useState(false)

  const speak = async (next: Language) => {
    localStorage.setItem(LANGUAGE_KEY, next)
    setWanted(next)
    setMissing(!(await languageStore.speak(next)))
    setWanted(null)
  }
  return (
    <Screen title={words.title} back="/them">
      <Choices
        legend={words.size.legend}
        hint={words.size.hint}
        options={SIZES.map((value) => ({ value, label: words.size[value] }))}
        value={look.size}
        onChange={(size) => lookStore.choose({ size }, localStorage, document)}
      />
      <Choices
        legend={words.theme.legend}
        options={THEMES.map((value) => ({ value, label: words.theme[value] }))}
        value={look.theme}
        onChange={(theme) => lookStore.choose({ theme }, localStorage, document)}
      />
      <Choices
        legend={words.language.legend}
        hint={words.language.hint}
        options={LANGUAGES.map((value) => ({ value, label: <span lang={value}>{OWN_NAME[value]}</span> }))}
        value={wanted ?? language}
        onChange={speak}
      />
      {missing && (
        <div role="alert">
          <Notice tone="wait" title={words.language.missing} />
        </div>
      )}
    </Screen>
  )
}

/** Each language by its own name, so that whoever wants it can read it. */
const OWN_NAME: Readonly<Record<Language, string>> = { vi: 'Tiếng Việt', en: 'English' }
