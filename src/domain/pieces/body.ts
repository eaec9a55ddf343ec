import * as z from 'zod/mini'
import { daySchema } from '../deadlines/days.ts'
import { PRODUCT_CHANNELS } from '../tasks/product.ts'
import { textSchema } from '../text.ts'

/** What a unit writes, and what it holds up as an example. */
export const ARTICLE_KINDS = ['news', 'article'] as const
export const EXAMPLE_KINDS = ['good_deed', 'exemplar', 'model'] as const
/** A model or a practice tells of no one, and needs nobody's word. [V41] */
export const EXAMPLE_ABOUT = ['person', 'group', 'practice'] as const
/** How somebody agreed to be told of. */
export const CONSENT_WAYS = ['written', 'verbal', 'message'] as const

export const PIECE_LIMITS = { title: 300, author: 200, text: 20_000, link: 500, label: 200, recordedBy: 200 } as const

const givenSchema = z.object({ on: daySchema, how: z.enum(CONSENT_WAYS) })

/** Who wrote down that people agreed, and of whom; never the name of a child. [V41] */
export const consentSchema = z.looseObject({
  recordedBy: textSchema(PIECE_LIMITS.recordedBy),
  person: givenSchema,
  /** of a child under 16 */
  parents: z.nullable(givenSchema),
})
export type Consent = z.infer<typeof consentSchema>

const told = {
  title: textSchema(PIECE_LIMITS.title),
  /** of the staff: a name or a role */
  author: textSchema(PIECE_LIMITS.author),
  text: textSchema(PIECE_LIMITS.text),
  /** empty where there is none */
  link: textSchema(PIECE_LIMITS.link),
  /** where it came out already; null where it did not */
  channel: z.nullable(z.enum(PRODUCT_CHANNELS)),
}

/** "Tin, bài" [D20] */
const articleSchema = z.looseObject({ ...told, form: z.literal('article'), kind: z.enum(ARTICLE_KINDS) })

/** "Gương điển hình", `text` being what was achieved. [D25] */
const exampleSchema = z.looseObject({
  ...told,
  form: z.literal('example'),
  kind: z.enum(EXAMPLE_KINDS),
  about: z.enum(EXAMPLE_ABOUT),
  /** whom it is about, in words that name no child: "học sinh A, lớp 7" */
  label: textSchema(PIECE_LIMITS.label),
  /** a child under 16 is among them; null where it is about nobody */
  under16: z.nullable(z.boolean()),
  consent: z.nullable(consentSchema),
})

/** What one version of a piece says; what may not stand in it is said by `validatePiece`. */
export const pieceBodySchema = z.discriminatedUnion('form', [articleSchema, exampleSchema])
export type PieceBody = z.infer<typeof pieceBodySchema>
export type Article = z.infer<typeof articleSchema>
export type Example = z.infer<typeof exampleSchema>

export type PieceForm = PieceBody['form']

/** Whether somebody is told of, so that somebody has to have agreed. [V41] */
export const isAboutPeople = (body: PieceBody): body is Example => body.form === 'example' && body.about !== 'practice'
