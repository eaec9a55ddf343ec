import { looksLikeNumberOfPerson, looksLikePupil } from '../incidents/identities.ts'
import { type FieldKind, type Fields, type FieldTable, itemOf } from './fields.ts'
import { itemsOf, UNWRITTEN } from './items.ts'

/** One thing to say about a form. */
export interface FormIssue<Code extends string = string> {
  code: Code
  /** `block` holds the form, `warn` asks to look once more */
  level: 'block' | 'warn'
  /** the field that it is about; its label is in `i18n` */
  path: string
  params: Readonly<Record<string, string | number>>
}

export const issue = <Code extends string>(
  code: Code,
  path: string,
  params: FormIssue['params'] = {},
  level: FormIssue['level'] = 'block',
): FormIssue<Code> => ({ code, level, path, params })

export const blockingIn = <Issue extends FormIssue>(issues: readonly Issue[]): Issue[] =>
  issues.filter(({ level }) => level === 'block')

type KindOf = FieldTable['kindOf']

/** Texts beyond what their fields hold. [V03] */
export const tooLong = (fields: Fields, kindOf: KindOf): FormIssue<'V03'>[] =>
  Object.entries(fields).flatMap(([path, value]) => {
    const kind = kindOf(path)
    if (kind?.is !== 'text' || typeof value !== 'string' || value.length <= kind.max) return []
    return [issue('V03', path, { n: kind.max, m: value.length })]
  })

/** `12/BC-THPTHD` */
const DOCUMENT_NUMBER = /^\d{1,5}\/[\p{L}\d]+(?:-[\p{L}\d]+)+$/u
/** [V40] */
export const documentNumber = ({ docNumber }: Fields): FormIssue<'V40'>[] =>
  typeof docNumber !== 'string' || docNumber.trim() === '' || DOCUMENT_NUMBER.test(docNumber.trim())
    ? []
    : [issue('V40', 'docNumber')]

export const isCount = (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= 0

/** Names of pupils and numbers of persons, in whatever was written. [V15, V16, PD1] */
export function identities(fields: Fields, kindOf: KindOf): FormIssue<'V15' | 'V16'>[] {
  const lists = new Set(Object.keys(fields).flatMap((path) => itemOf(path)?.list ?? []))
  const gone = new Set(
    [...lists].flatMap((list) =>
      itemsOf(fields, list)
        .filter(({ removed }) => removed)
        .map(({ id }) => id),
    ),
  )
  const isText = (kind: FieldKind | undefined) => kind?.is === 'text'
  return Object.entries(fields).flatMap(([path, value]) => {
    const item = itemOf(path)
    const member = item?.member ?? path
    if (!isText(kindOf(path)) || typeof value !== 'string' || UNWRITTEN.has(member)) return []
    if (item && gone.has(item.id)) return []
    return [
      ...(looksLikePupil(value) ? [issue('V15', path, {}, 'warn')] : []),
      ...(!member.startsWith('link') && looksLikeNumberOfPerson(value) ? [issue('V16', path, {}, 'warn')] : []),
    ]
  })
}
