import type { UiTexts } from '../texts.tsx';

/** 部品の文言 in Vietnamese. */
export const vi: UiTexts = {
  simulation: 'Đây là mô phỏng với những cư dân giả định',
  skipToContent: 'Đến nội dung chính',
  required: '(bắt buộc)',
  optional: '(không bắt buộc)',
  readOnly: '(không thể sửa)',
  choose: 'Hãy chọn',
  errorMark: '*',
  errorTitlePrefix: 'Lỗi: ',
  errorSummaryTitle: 'Hãy kiểm tra nội dung đã nhập',
  change: 'Thay đổi',
  notGiven: '(chưa nhập)',
  back: 'Quay lại',
  signOut: 'Đăng xuất',
  siteName: 'Chuyển nhà một cửa',
  service: 'Chuyển nhà một cửa 転入転出ワンストップ (mô phỏng mã nguồn mở)',
  pageTitle: (title, owner) => `${title} | ${owner}`,
  person: (name) => name,
  inBrackets: (words) => ` (${words})`,
  words: {
    title: 'Từ ngữ trên trang này',
    back: '↑ Trở lại bài',
    backTo: (word) => `Trở lại chỗ có ${word} trong bài`,
  },
  languages: 'Ngôn ngữ 言語',
  errors: {
    signIn: {
      title: 'Bạn cần đăng nhập',
      sentences: ['Để xem trang này, hãy đăng nhập lại. Những gì bạn đã lưu vẫn còn.'],
    },
    forbidden: {
      title: 'Không thể hiển thị trang này',
      sentences: ['Bạn không có quyền xem trang này. Nếu đang đăng nhập với vai khác, hãy đăng nhập lại.'],
    },
    notFound: {
      title: 'Không tìm thấy trang',
      sentences: ['Địa chỉ có thể đã thay đổi hoặc bị nhập sai.', 'Hãy kiểm tra địa chỉ, hoặc bắt đầu từ trang đầu.'],
    },
    method: {
      title: 'Không làm được thao tác này',
      sentences: ['Trang được mở không đúng cách. Hãy bắt đầu từ trang đầu.'],
    },
    outage: {
      title: 'Hiện không sử dụng được',
      sentences: ['Hệ thống cần kết nối không trả lời. Những gì bạn đã lưu vẫn còn.', 'Hãy chờ một lúc rồi thử lại.'],
    },
    unexpected: {
      title: 'Không xử lý được',
      sentences: ['Có sự cố bên trong hệ thống. Những gì bạn đã nộp vẫn được lưu.', 'Hãy chờ một lúc rồi thử lại.'],
    },
    tooMany: {
      title: 'Xin chờ một chút',
      sentences: ['Có quá nhiều thao tác trong thời gian ngắn. Hãy chờ khoảng 1 phút rồi thử lại. Không có gì bị mất.'],
    },
  },
  toStart: 'Về trang đầu',
  foreignForm: 'Biểu mẫu này được gửi từ trang khác nên không được tiếp nhận.',
  banner: { success: 'Hoàn tất', warning: 'Chú ý', error: 'Lỗi', info: 'Thông báo' },
  step: {
    now: (total, position, label) => `Bước ${position} / ${total}: ${label}`,
    of: (total, position) => `Bước ${position} trong ${total} bước`,
    done: 'đã xong',
    current: 'bước hiện tại',
    error: 'có lỗi',
    skipped: 'bỏ qua',
    waiting: 'chưa bắt đầu',
  },
  date: { era: 'Niên hiệu', year: 'Năm', month: 'Tháng', day: 'Ngày' },
  timeline: { done: 'Đã xong', current: 'Đang tiến hành', upcoming: 'Sắp tới', failed: 'Đã dừng' },
  eras: [
    { value: 'western', label: 'Dương lịch' },
    { value: 'reiwa', label: 'Reiwa 令和' },
    { value: 'heisei', label: 'Heisei 平成' },
    { value: 'showa', label: 'Showa 昭和' },
    { value: 'taisho', label: 'Taisho 大正' },
    { value: 'meiji', label: 'Meiji 明治' },
  ],
};
