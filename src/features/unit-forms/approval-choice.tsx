import { useUnitFormWords } from '#i18n/form-texts.ts'
import { Choices } from '#ui/choices.tsx'

export const WAYS = ['phone', 'in_person', 'message'] as const
export type Choice = { kind: 'verbal'; way: (typeof WAYS)[number] } | { kind: 'in_app' }

/** How the head agrees: by voice, which is recorded, or in the app. [MR5] */
export function ApprovalChoice({ choice, onChange }: { choice: Choice; onChange(choice: Choice): void }) {
  const t = useUnitFormWords()
  return (
    <>
      <Choices
        id="field-approval"
        legend={t.approval.legend}
        options={[
          { value: 'verbal', label: t.approval.verbal, hint: t.approval.verbalHint },
          { value: 'in_app', label: t.approval.inApp, hint: t.approval.inAppHint },
        ]}
        value={choice.kind}
        onChange={(kind) => onChange(kind === 'verbal' ? { kind, way: 'phone' } : { kind: 'in_app' })}
      />
      {choice.kind === 'verbal' && (
        <Choices
          legend={t.approval.way}
          dense
          options={WAYS.map((way) => ({ value: way, label: t.approval.ways[way] }))}
          value={choice.way}
          onChange={(way) => onChange({ kind: 'verbal', way })}
        />
      )}
    </>
  )
}
