/** Words around moments and numbers; the moments themselves are Hanoi's in every language. */
export const dates = {
  /** how numbers are written: "1,2 MB" */
  locale: 'vi-VN',
  yesterday: (time: string) => `${time} hôm qua`,
  justNow: 'vừa xong',
  rightNow: 'ngay bây giờ',
  minutes: (n: number) => `${n} phút`,
  hours: (n: number) => `${n} giờ`,
  days: (n: number) => `${n} ngày`,
  ago: (amount: string) => `${amount} trước`,
  ahead: (amount: string) => `sau ${amount}`,
}
