import * as z from 'zod/mini'

/** The nineteen kinds of unusual incident, most used first. [IN2] */
export const CATEGORIES = [
  'food_poisoning',
  'injury',
  'school_violence',
  'fire_explosion',
  'disaster',
  'drowning',
  'traffic',
  'disease',
  'child_abuse',
  'self_harm',
  'facility',
  'drug_crime',
  'order_security',
  'exam',
  'staff_conduct',
  'finance_fee',
  'false_info',
  'data_security',
  'other',
] as const
export const categorySchema = z.enum(CATEGORIES)
export type Category = z.infer<typeof categorySchema>

/** How many tiles the first question shows before "Loại khác". [UX: six most used] */
export const FIRST_TILES = CATEGORIES.slice(0, 6)

const RESTRICTED: ReadonlySet<Category> = new Set(['child_abuse', 'self_harm'])

/** Incidents that only their author, the unit's head and named people of the office may read. [AC4] */
export const isRestricted = (category: Category): boolean => RESTRICTED.has(category)
