/** Seeds that once failed, with what they found. They stay, and run with every `npm test`. */
export const FOUND: readonly { seed: number; found: string }[] = []
