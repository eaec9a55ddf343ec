import { useOfficeTexts } from '#i18n/office-texts.ts'
import { Alert } from '#ui/notice.tsx'

/** Why the last act was not taken; nothing where it was. */
export function ActProblem({ problem }: { problem: string | null }) {
  const office = useOfficeTexts()
  return problem && <Alert title={office.refusedTitle}>{problem}</Alert>
}
