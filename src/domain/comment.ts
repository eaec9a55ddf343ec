import { refuse } from './mutation.ts'
import { textSchema } from './text.ts'

/** What unit and office say to each other about a record: added, never changed, never taken out. [CM1] */
export const COMMENT_MAX = 1000
export const commentTextSchema = textSchema(COMMENT_MAX)

/** Says something. [V01] */
export const isComment = (text: string): boolean => text.trim() !== ''

/** An empty comment comes back whole, like a form with an open field. [V01] */
export const emptyComment = () => refuse('incomplete', { issues: [{ code: 'V01', path: 'text' }] })
