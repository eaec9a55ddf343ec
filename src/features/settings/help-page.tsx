import { useTexts } from '#i18n/texts.ts'
import { Card } from '#ui/card.tsx'
import { Screen } from '#ui/screen.tsx'
import { DefinitionList } from '#ui/summary.tsx'

/** The promise, with its limits beside it, and what to do when something happens. */
export function HelpPage() {
  const t = useTexts()
  const words = t.settings.help
  return (
    <Screen title={words.title} back="/them">
      <section className="stack-small" aria-labelledby="help-how">
        <h2 id="help-how">{words.howTitle}</h2>
        <Points items={words.how} />
      </section>
      <section className="stack-small" aria-labelledby="help-promise">
        <h2 id="help-promise">{words.promiseTitle}</h2>
        <Points items={words.promise} />
      </section>
      <section className="stack-small" aria-labelledby="help-limits">
        <h2 id="help-limits">{words.limitsTitle}</h2>
        <Points items={words.limits} />
      </section>
      <section className="stack-small" aria-labelledby="help-words">
        <h2 id="help-words">{words.words}</h2>
        <Card>
          <DefinitionList rows={words.wordRows} />
        </Card>
      </section>
    </Screen>
  )
}

function Points({ items }: { items: readonly string[] }) {
  return (
    <Card>
      <ol className="points">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ol>
    </Card>
  )
}
