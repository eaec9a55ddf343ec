/** Names that carry a spaced hyphen before a capital: no bullet begins inside them. */
const DASHED_NAMES = ['Bà Rịa - Vũng Tàu', 'Thừa Thiên - Huế', 'Độc lập - Tự do - Hạnh phúc', 'Phan Rang - Tháp Chàm']

/** A dash with a space around it and a capital behind it, or several such dashes on end. [PL13, PL14] */
const BULLET = /(?<=^|\s)(?<!(?:^|\s)[-–—•]\s{0,3})[-–—•](?:\s*[-–—•])*\s+(?=[“"‘'(]?\p{Lu})/gu

export interface Bullets {
  /** the pieces without their dashes; none only for an empty text */
  pieces: string[]
  /** where several dashes stood for one: their place in the text */
  doubled: { at: number; raw: string; proposed: string }[]
}

/** A product cell in its pieces. What stands before the first dash is a piece of its own. [PL14] */
export function bulletsIn(text: string): Bullets {
  const starts = [...text.matchAll(BULLET)].filter(({ index }) => !insideName(text, index))
  const ends = [...starts.map(({ index }) => index), text.length]
  const bodies = [0, ...starts.map((match) => match.index + match[0].length)]
  const pieces = bodies
    .map((from, i) =>
      text
        .slice(from, ends[i])
        .replace(/^[-–—•]\s*/, '')
        .trim(),
    )
    .filter((piece) => piece !== '')
  const doubled = starts.flatMap((match) => {
    if ([...match[0].matchAll(/[-–—•]/g)].length < 2) return []
    const after = text
      .slice(match.index + match[0].length)
      .split(' ')
      .slice(0, 3)
      .join(' ')
    return [{ at: match.index, raw: `${match[0]}${after}`, proposed: `- ${after}` }]
  })
  return { pieces, doubled }
}

const insideName = (text: string, at: number): boolean =>
  DASHED_NAMES.some((name) => {
    const near = text.lastIndexOf(name, at)
    return near >= 0 && near < at && at < near + name.length
  })
