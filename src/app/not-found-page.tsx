import { useTexts } from '#i18n/texts.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Screen } from '#ui/screen.tsx'

/** An address that leads nowhere, or to a place that is not this person's. */
export function NotFoundPage() {
  const t = useTexts()
  return (
    <Screen title={t.common.notFound.title}>
      <p>{t.common.notFound.text}</p>
      <ButtonLink kind="primary" href="/" icon="home">
        {t.common.notFound.home}
      </ButtonLink>
    </Screen>
  )
}
