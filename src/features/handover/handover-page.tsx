import { useSearchParams } from 'wouter'
import { useHandoverTexts } from '#i18n/handover-texts.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Screen } from '#ui/screen.tsx'
import { SavePart } from './save-part.tsx'
import { TakePart } from './take-part.tsx'

/** `/doi-may`: out of this device, into this device, and what to know when one is lost. */
export function HandoverPage() {
  const t = useHandoverTexts()
  const [params] = useSearchParams()
  const leaving = params.get('roi') === 'dang-xuat'
  return (
    <Screen title={t.title} back={leaving ? '/dang-xuat' : '/them'}>
      <p className="small">{t.intro}</p>
      <SavePart leaving={leaving} />
      {!leaving && <TakePart />}
      {!leaving && <LostPart />}
    </Screen>
  )
}

function LostPart() {
  const { lost: t } = useHandoverTexts()
  return (
    <section className="stack-small" aria-labelledby="handover-lost">
      <h2 id="handover-lost">{t.title}</h2>
      <Card>
        <p className="strong">{t.safeTitle}</p>
        <p>{t.safe}</p>
      </Card>
      <Card>
        <p className="strong">{t.goneTitle}</p>
        <p>{t.gone}</p>
      </Card>
      <Card>
        <p className="strong">{t.doTitle}</p>
        <ol className="points">
          {t.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Card>
      <ButtonLink kind="ghost" icon="phone" wide href="/may-da-dang-nhap">
        {t.devices}
      </ButtonLink>
    </section>
  )
}
