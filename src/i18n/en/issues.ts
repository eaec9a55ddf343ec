import type { PageTexts } from '../page-texts.ts'

export const issues: PageTexts['issues'] = {
  V01: (label) => `Please fill in: ${label}.`,
  V02: (label, { n, m }) => `${label} should have at least ${n} characters (now ${m}).`,
  V03: (label, { n, m }) => `${label} has ${m} characters, at most ${n} fit. Please shorten it.`,
  V04: () => 'It cannot have happened in the future. Please check the day and the time.',
  V05: () => 'It cannot have been discovered before it happened.',
  V06: () => 'This happened more than 30 days ago. Is it really a quick report?',
  V07: (_label, { a, b }) => `The sum by condition (${a}) differs from all people (${b}).`,
  V08: (_label, { a, b }) => `The sum of pupils by level (${a}) differs from all pupils (${b}).`,
  V09: (label) => `${label} must be a whole number, zero or more.`,
  V10: () => 'More people are affected than were at risk.',
  V11: () => 'Somebody has died: choose “Extremely serious”.',
  V12: () => 'A serious incident: please call the Department Office and note the time, or say why you could not call.',
  V13: () => 'Choose at least one authority that was told, or say why none was.',
  V14: () => 'The next update must be after now.',
  V15: (label) => `${label}: there may be a pupil’s name. Please write “học sinh A”, “học sinh B” instead.`,
  V16: (label) => `${label}: there may be an identity or phone number. Please remove it before sending.`,
}
