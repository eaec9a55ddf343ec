import type { UnsentRefusal } from '#domain/unsent/header.ts'

/** "2 mục chờ gửi, 1 bản nháp, 3 ảnh"; what there is none of is not mentioned. */
const counted = (changes: number, drafts: number, photos: number): string =>
  [
    changes > 0 ? `${changes} mục chờ gửi` : '',
    drafts > 0 ? `${drafts} bản nháp` : '',
    photos > 0 ? `${photos} ảnh` : '',
  ]
    .filter((part) => part !== '')
    .join(', ')

/** The page on which unsent work goes to another device. */
export const handoverPage = {
  title: 'Đổi máy, mất máy',
  intro: 'Báo cáo chưa tới máy chủ chỉ có trên máy đã viết. Ở đây bạn mang chúng sang máy khác của mình.',
  loading: 'Đang xem trên máy còn gì chưa gửi…',
  counted,
  password: 'Mật khẩu của tệp',
  save: {
    title: 'Lưu việc chưa gửi ra tệp',
    text: 'Không cần mạng. Tệp được khóa bằng mật khẩu bạn chọn và chỉ mở được khi đăng nhập đúng tài khoản này.',
    has: (what: string) => `Chưa tới máy chủ: ${what}.`,
    nothing: 'Trên máy này không còn gì chưa gửi.',
    passwordHint: (min: number) => `Ít nhất ${min} ký tự. Chép ra giấy: quên mật khẩu thì không ai mở được tệp.`,
    suggest: 'Gợi ý mật khẩu',
    button: 'Lưu ra tệp',
    busy: 'Đang khóa tệp…',
    done: 'Đã làm xong tệp',
    doneText: (name: string, size: string) =>
      `${name} (${size}). Xem tệp đã nằm trong mục Tải về chưa, rồi chép sang máy kia. Những mục này vẫn còn trên máy này.`,
    again: 'Tải lại tệp này',
    signOut: 'Tới trang Đăng xuất',
    signOutText: 'Khi chắc chắn tệp đã nằm ở nơi an toàn, bạn có thể đăng xuất.',
  },
  take: {
    title: 'Nhận việc chưa gửi từ tệp',
    text: 'Không cần mạng. Nhận nhiều lần hay gửi từ cả hai máy thì mỗi báo cáo vẫn chỉ là một.',
    choose: 'Chọn tệp đã lưu',
    another: 'Chọn tệp khác',
    reading: 'Đang xem tệp…',
    facts: (when: string, count: number) => `Tệp lưu lúc ${when}, có ${count} mục.`,
    passwordHint: 'Mật khẩu đã đặt khi lưu tệp.',
    button: 'Nhận vào máy này',
    busy: 'Đang mở tệp…',
    done: (what: string) => `Đã nhận ${what}`,
    doneText: 'Đã lưu trên máy này. Có mạng là tự gửi; bản nháp thì chờ bạn viết tiếp.',
    copies: (n: number) => `${n} bản nháp khác với bản đang có trên máy này: cả hai đều được giữ.`,
    known: (n: number) => `${n} mục đã có sẵn nên không nhận lại.`,
    nothingNew: 'Không có gì mới',
    nothingNewText: 'Mọi thứ trong tệp đã có trên máy này hoặc đã tới máy chủ.',
    open: 'Xem báo cáo',
  },
  problem: {
    short: (min: number) => `Mật khẩu của tệp cần ít nhất ${min} ký tự.`,
    empty: 'Hãy nhập mật khẩu của tệp.',
    save: 'Máy này chưa làm được tệp. Những mục chưa gửi vẫn còn nguyên trên máy.',
    take: 'Máy này chưa lưu được nội dung của tệp, có thể vì hết chỗ. Chưa có gì thay đổi; tệp vẫn dùng được.',
  },
  refusals: {
    'unsent-wrong-account': 'Tệp này của tài khoản khác. Hãy đăng nhập đúng tài khoản đã lưu tệp.',
    'unsent-wrong-key': 'Mật khẩu chưa đúng, hoặc tệp đã bị sửa. Hãy nhập lại; nếu vẫn vậy, lưu lại tệp từ máy cũ.',
    'unsent-cut': 'Tệp bị cụt hoặc chép chưa hết. Hãy chép lại từ máy cũ.',
    'unsent-not-such': 'Đây không phải tệp việc chưa gửi của Đầu Mối. Tên tệp thường kết thúc bằng .dmu.',
    'unsent-newer': 'Tệp do bản ứng dụng mới hơn lưu ra. Hãy cập nhật ứng dụng trên máy này rồi nhận lại.',
    'unsent-too-large': 'Tệp lớn quá 200 MB. Trên máy cũ, hãy gửi bớt khi có mạng rồi lưu lại.',
    'unsent-photo': 'Có ảnh trong tệp không còn nguyên vẹn nên chưa nhận gì cả. Hãy lưu lại tệp từ máy cũ.',
  } as const satisfies Record<UnsentRefusal, string>,
  lost: {
    title: 'Khi mất máy hoặc hỏng máy',
    safeTitle: 'Còn nguyên',
    safe: 'Mọi thứ đã ghi “Đã tới máy chủ”: báo cáo, ảnh đã gửi xong và biên nhận. Đăng nhập trên máy mới là thấy lại. Bản nháp bạn đã đưa sang máy khác, khi đã tới máy chủ, cũng còn.',
    goneTitle: 'Mất theo máy',
    gone: 'Bản nháp, báo cáo còn “Chờ gửi” và ảnh chưa gửi xong, trừ khi đã lưu ra tệp. Không ai lấy lại được, kể cả Văn phòng Sở.',
    doTitle: 'Việc nên làm ngay',
    steps: [
      'Đăng xuất máy đã mất ở mục Máy đã đăng nhập (cần có mạng).',
      'Xin người quản trị của Sở mã kích hoạt mới nếu sợ lộ mật khẩu.',
      'Việc gấp còn “Chờ gửi” trên máy mất: gọi Văn phòng Sở và báo lại từ máy này.',
      'Có tệp đã lưu thì nhận ở mục phía trên.',
    ],
    devices: 'Máy đã đăng nhập',
  },
}
