import { useHelpTexts } from '#i18n/help-texts.ts'
import { Card } from '#ui/card.tsx'
import { Screen } from '#ui/screen.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import { OnDevice } from './on-device.tsx'

/** What to do when something happens, what works without a network, and the promise with its limits beside it. */
export function HelpPage() {
  const words = useHelpTexts()
  return (
    <Screen title={words.title} back="/them">
      <Points id="help-how" title={words.howTitle} items={words.how} />
      <Points id="help-promise" title={words.promiseTitle} items={words.promise} />
      <Points id="help-limits" title={words.limitsTitle} items={words.limits} />
      <Points id="help-offline" title={words.offlineTitle} items={words.offline} />
      <OnDevice />
      <section className="stack-small" aria-labelledby="help-install">
        <h2 id="help-install">{words.installTitle}</h2>
        <Card>
          <p>{words.installWhy}</p>
          <DefinitionList rows={words.install} />
        </Card>
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

function Points({ id, title, items }: { id: string; title: string; items: readonly string[] }) {
  return (
    <section className="stack-small" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Card>
        <ol className="points">
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ol>
      </Card>
    </section>
  )
}
