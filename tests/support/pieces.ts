import type { Day } from '#domain/deadlines/days.ts'
import type { PieceId, UnitId } from '#domain/ids.ts'
import type { Context, Decision, Mutation } from '#domain/mutation.ts'
import type { Article, Consent, Example } from '#domain/pieces/body.ts'
import type { Piece } from '#domain/pieces/piece.ts'
import { PIECE_RULES, type PieceRules } from '#domain/pieces/recipients.ts'
import type { RecordBodies, RecordType, View } from '#domain/records.ts'
import type { Refusal } from '#domain/refusals.ts'
import type { Result } from '#domain/result.ts'
import { aContext, uuid } from '#tests/support/builders.ts'

export const PIECE = uuid(0xb5) as PieceId
export const PORTAL = uuid(0xa5) as UnitId

export const anArticle = (change: Partial<Article> = {}): Article => ({
  form: 'article',
  kind: 'news',
  title: 'Ngày hội đọc sách (minh họa)',
  author: 'Nhân viên thư viện',
  text: 'Sáng thứ Bảy, nhà trường mở ngày hội đọc sách cho học sinh toàn trường (minh họa).',
  link: '',
  channel: null,
  ...change,
})

export const aConsent = (change: Partial<Consent> = {}): Consent => ({
  recordedBy: 'Giáo viên chủ nhiệm',
  person: { on: '2026-11-10' as Day, how: 'written' },
  parents: null,
  ...change,
})

export const anExample = (change: Partial<Example> = {}): Example => ({
  form: 'example',
  kind: 'good_deed',
  title: 'Trả lại của rơi (minh họa)',
  author: '',
  text: 'Em nhặt được ví tiền và đem nộp lại cho nhà trường để trả người mất (minh họa).',
  link: '',
  channel: null,
  about: 'person',
  label: 'Học sinh A, lớp 7',
  under16: true,
  consent: aConsent({ parents: { on: '2026-11-11' as Day, how: 'verbal' } }),
  ...change,
})

/** The office and the division of the portal, as the plan names them. */
export const rulesFor = (...units: readonly UnitId[]): PieceRules => ({
  recipients: units.map((unitId, n) => ({
    unitId,
    name: `Nơi nhận ${n + 1} (minh họa)`,
    from: '2020-01-01' as Day,
    to: null,
  })),
})

export const pieceView = (piece: Piece | undefined, rules: PieceRules | undefined): View => ({
  get: <T extends RecordType>(type: T, id: string) =>
    (type === 'piece' && piece?.id === id ? piece : type === 'piece_rules' && id === PIECE_RULES ? rules : undefined) as
      | RecordBodies[T]
      | undefined,
})

export const decidePiece = <Args>(
  mutation: Mutation<string, Args>,
  piece: Piece | undefined,
  args: Args,
  context: Context = aContext(),
  rules: PieceRules | undefined = rulesFor(uuid(0xa3) as UnitId, PORTAL),
): Result<Decision, Refusal> => mutation.decide(pieceView(piece, rules), args, context)

/** The piece after an act. @throws when it was refused */
export function pieceAfter<Args>(...given: Parameters<typeof decidePiece<Args>>): Piece {
  const result = decidePiece(...given)
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  const [change] = result.value.changes
  if (change && 'put' in change && change.put === 'piece') return change.body
  const [, there] = given
  if (!there) throw new Error('nothing was put')
  return there
}
