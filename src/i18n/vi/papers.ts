/**
 * The standing words of official papers. They are Vietnamese in every language of the app, since they go to others.
 * Decree 30/2020/NĐ-CP, appendix I. [TX6]
 */
export const papers = {
  nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  /** the officer writes the place of issue by hand or in the file: the app does not know it */
  placeAndDate: (day: string, month: string, year: string) => `……………, ngày ${day} tháng ${month} năm ${year}`,
  /** nor when it will be issued */
  placeAndDateOpen: '……………, ngày …… tháng …… năm ………',
  numberOfReport: 'Số:         /BC-………',
  to: 'Kính gửi:',
  toOffice: (department: string) => `${department} (qua Văn phòng Sở)`,
  recipients: 'Nơi nhận:',
  asAbove: '- Như trên;',
  archive: '- Lưu: VT.',
  head: 'THỦ TRƯỞNG ĐƠN VỊ',
  nothingYet: 'Chưa có thông tin.',
  yearBook: {
    kind: 'SỔ THEO DÕI',
    subject: (year: number) => `Việc phải gửi, phải làm và biên nhận năm ${year}`,
    duties: 'I. Báo cáo, kế hoạch phải gửi',
    tasks: 'II. Nhiệm vụ theo kế hoạch của Sở',
    incidents: 'III. Sự cố đã báo',
    pieces: 'IV. Tin bài, gương điển hình đã gửi',
    no: 'TT',
    what: 'Nội dung',
    deadline: 'Hạn',
    received: 'Máy chủ nhận',
    receipt: 'Mã',
    state: 'Tình trạng',
    before: (day: string) => `trước ${day}`,
    none: '–',
    empty: 'Không có.',
    incident: (category: string, reports: number) => `${category} (${reports} lần báo)`,
    restricted: (reports: number) => `Sự việc chỉ người được phép xem (${reports} lần báo)`,
    piece: (kind: string, title: string | null, versions: number) =>
      `${kind}${title === null ? '' : `: ${title}`}${versions > 1 ? ` (${versions} bản)` : ''}`,
    asOf: (at: string) => `Theo dữ liệu trên máy này, cập nhật từ máy chủ lúc ${at}.`,
    never: 'Máy này chưa từng liên lạc được với máy chủ: sổ có thể thiếu.',
    end: (unit: string) =>
      `Mỗi mã ở trên có biên nhận điện tử do máy chủ ký; ai cũng kiểm tra được trên trang Kiểm tra biên nhận. Sổ của ${unit}./.`,
  },
  incident: {
    kind: 'BÁO CÁO NHANH',
    subject: (category: string, no: number) => `Về việc ${category.toLowerCase()} (lần ${no})`,
    placeTime: '1. Thời gian, địa điểm',
    course: '2. Diễn biến',
    harm: '3. Hậu quả',
    cause: '4. Nguyên nhân ban đầu',
    work: '5. Công tác xử lý',
    media: '6. Tình hình báo chí, dư luận',
    view: '7. Nhận định, đề xuất, kiến nghị',
    code: (code: string, at: string) => `Báo cáo đã gửi trên ứng dụng Đầu Mối, mã ${code}, máy chủ nhận lúc ${at}.`,
    end: (unit: string) => `Trên đây là báo cáo nhanh của ${unit}; đơn vị sẽ tiếp tục báo cáo bổ sung./.`,
    endFinal: (unit: string) => `Trên đây là báo cáo kết thúc sự việc của ${unit}./.`,
    exposed: (n: number) => `Số người có nguy cơ: ${n}.`,
    told: (agencies: string) => `Đã báo: ${agencies}.`,
    notTold: (reason: string) => `Chưa báo cơ quan nào: ${reason}.`,
    parents: (answer: string) => `Gia đình: ${answer.toLowerCase()}.`,
    next: (at: string) => `Giờ cập nhật kế tiếp: ${at}.`,
  },
}
