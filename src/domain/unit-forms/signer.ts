import type { SignedBy } from '../organisation/roles.ts'
import type { FormRecord, FormVersion } from './record.ts'
import { answerOfHead } from './state.ts'

/** Who approved a sent version, as far as the app knows: a word by voice counts once the head has confirmed it. [MR5, DC4] */
export function signerOf(form: FormRecord, { approval, by, no }: FormVersion): SignedBy | null {
  switch (approval.kind) {
    case 'own':
      return by
    case 'in_app':
      return form.timeline.findLast((entry) => entry.kind === 'approved' && entry.askId === approval.askId)?.by ?? null
    case 'verbal': {
      const answer = answerOfHead(form, no)
      return answer?.kind === 'confirmed' ? answer.by : null
    }
  }
}
