const PUPIL_NAME = /(?:^|[^\p{L}])(?:[Ee]m|[Cc]háu|[Bb]é|[Hh]ọc sinh|HS)\s+\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}*){1,4}/u
const NUMBER_OF_A_PERSON = /(?<!\d)(?:\d{12}|\d{9}|(?:\+84|0)(?:[ .]?\d){9})(?!\d)/

/** Whether somebody may have written a pupil's name. [V15, PD1] */
export const looksLikePupil = (text: string): boolean => PUPIL_NAME.test(text.normalize('NFC'))

/** Whether somebody may have written the number of a person or of a telephone. [V16, PD1] */
export const looksLikeNumberOfPerson = (text: string): boolean => NUMBER_OF_A_PERSON.test(text.normalize('NFC'))
