import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form'
import { blocking, type Issue } from '#domain/incidents/validation.ts'

/** The rules of the domain as react-hook-form wants them: there is no second validation. [IN6] */
export function resolverOf<T extends FieldValues>(
  issuesOf: (values: T) => Issue[],
  say: (issue: Issue) => string,
): Resolver<T> {
  return (values) => {
    const open = blocking(issuesOf(values))
    if (open.length === 0) return { values, errors: {} }
    return { values: {}, errors: nested(open, say) as FieldErrors<T> }
  }
}

type Nested = { [member: string]: Nested | { type: string; message: string } }

/** `people.total` becomes `{ people: { total: … } }`; the first issue of a member speaks for it. */
function nested(issues: readonly Issue[], say: (issue: Issue) => string): Nested {
  const errors: Nested = {}
  for (const issue of issues) {
    const path = issue.path.split('.')
    const last = path.pop() ?? issue.path
    let at = errors
    for (const member of path) {
      at[member] ??= {}
      at = at[member] as Nested
    }
    at[last] ??= { type: issue.code, message: say(issue) }
  }
  return errors
}
