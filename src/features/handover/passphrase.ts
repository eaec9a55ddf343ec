/** 128 short words that are typed the same with any keyboard. */
const WORDS = (
  'ban bao ben bia bien bo bong bua buoi buom ca cam can cao cau cay cha chai chan chao chay che chi chim cho chu ' +
  'chuong co coi con cong cua cui da dan dao dau day den deo di dia do doi dong du dua duong em ga gac gao gia gio ' +
  'giay go goi gon gom hai ham han hang hat heo hoa hoc hom hong hop huong in kem ken keo khach khe kho khoai kim la ' +
  'lac lam lan lau len lo loa lua luoi mai may me men mia mo moc mua muoi nam nap nem nen ngay ngo ngoi nha nho noi ' +
  'non nuoc ong phao phim pho qua quat que rau ro rua sach sao sen soi song sua suoi'
).split(' ')

/**
 * Six words and a number, about 48 bits: slow to guess behind the file's key derivation, quick to copy on paper.
 * @param random as many unpredictable bytes as asked for
 */
export function suggestedPassphrase(random: (bytes: number) => Uint8Array): string {
  const bytes = [...random(8)]
  const words = bytes.slice(0, 6).map((byte) => WORDS[byte % WORDS.length])
  const number = 10 + ((((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0)) % 90)
  return [...words, number].join(' ')
}

export const browserRandom = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes))
