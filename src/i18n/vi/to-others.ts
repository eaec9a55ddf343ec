/** What goes to other people stays Vietnamese, whatever language the page speaks: both languages take it from here. [TX6] */
export const short = {
  head: (no: number) => `[BÁO CÁO NHANH - lần ${no}]`,
  at: (time: string) => `lúc ${time}`,
  level: (severity: string) => `Mức độ: ${severity.toLowerCase()}.`,
  told: (agencies: string) => `Đã báo: ${agencies}.`,
  next: (at: string) => `Cập nhật tiếp ${at}.`,
  code: (code: string) => `Mã ${code}.`,
  end: 'Chi tiết trên ứng dụng.',
}

export const unsentMessage = (unit: string, lines: string) =>
  `${unit} báo: kết quả dưới đây đã làm xong nhưng chưa gửi được vì mất mạng.\n${lines}`

export const dutyMessage = (unit: string, name: string, both: string) =>
  `Kính gửi Văn phòng Sở, ${unit} xin gửi ${name}. Hạn: ${both}.`

/** What the office writes to a unit that has not sent yet. */
export const chaseMessage = (unit: string, name: string, both: string, time: string) =>
  `Văn phòng Sở đề nghị ${unit} gửi ${name}, hạn ${both}. Đến ${time} hôm nay chưa nhận được.`
export const chaseNil = 'Nếu không phát sinh, vui lòng chọn “Không phát sinh”.'

export const reminderMessage = (unit: string, lines: string) => `Nhắc việc ${unit}:\n${lines}`
