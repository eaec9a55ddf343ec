import { usePageTexts } from '#i18n/page-texts.ts'
import { Alert } from '#ui/notice.tsx'

/** Why the last act was not taken; nothing where it was. */
export function ActProblem({ problem }: { problem: string | null }) {
  const { office } = usePageTexts()
  return problem && <Alert title={office.refusedTitle}>{problem}</Alert>
}
