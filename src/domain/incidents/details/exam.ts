import * as z from 'zod/mini'
import { textSchema } from '../../text.ts'
import { count, oneOf, yesNo } from './members.ts'

/** Which exam and which room. The code of a room only: a paper, an answer or a candidate has no field here. [IN8] */
export const examSchema = z.looseObject({
  kind: z.literal('exam'),
  exam: oneOf(['graduation', 'grade_10', 'best_pupils', 'term', 'other']),
  roomCode: textSchema(20),
  candidates: count,
  goesOn: yesNo,
})
export type Exam = z.infer<typeof examSchema>

export const noExam: Exam = { kind: 'exam', exam: null, roomCode: '', candidates: null, goesOn: null }
