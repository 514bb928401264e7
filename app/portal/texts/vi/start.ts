/** 入口の文言 in Vietnamese. */
export const start = {
  'start.pageTitle': 'Chuyển nhà một cửa (mô phỏng)',
  'start.description':
    'Mô phỏng thủ tục chuyển nhà trực tuyến: nộp cùng lúc giấy báo chuyển đi (転出届) và đặt hẹn chuyển đến (転入予約) với những cư dân giả định.',
  'start.title': 'Trải nghiệm toàn bộ thủ tục chuyển nhà, từ khai báo đến khi chuyển đến',
  'start.lead':
    'Bạn gửi cùng lúc hai việc: **giấy báo chuyển đi (転出届)** cho nơi bạn đang sống, và **lịch hẹn đến quầy (転入予約, đặt hẹn chuyển đến)** cho nơi bạn sẽ chuyển tới. Bạn dùng thẻ My Number.',
  'start.simulation':
    'Đây là mô phỏng. Mọi cư dân đều là giả định; thẻ, cơ quan hành chính và hệ thống quốc gia cũng chạy ngay tại đây. Không có gì được nộp thật.',
  'start.resident': 'Làm thủ tục với vai cư dân',
  'start.residentText':
    'Đăng nhập bằng thẻ mô phỏng, nộp giấy báo chuyển đi (転出届) và đặt hẹn chuyển đến (転入予約). Sau đó bạn có thể theo dõi tiến độ.',
  'start.office': 'Tiếp nhận với vai nhân viên',
  'start.officeText':
    'Làm nhân viên của thành phố Chofu 調布市 (chuyển đi) hoặc Fujisawa 藤沢市 (chuyển đến): xét hồ sơ, xử lý chuyển đi, làm thủ tục chuyển đến tại quầy. Các trang này bằng tiếng Nhật.',
  'start.demo': 'Điều khiển bản trình diễn',
  'start.demoText':
    'Đưa ngày đến ngày chuyển nhà hoặc ngày đến quầy, gây sự cố, xem các thông điệp giữa các cơ quan. Các trang này bằng tiếng Nhật.',
  'start.check': 'Kiểm tra trước xem bạn có nộp trực tuyến được không (7 câu hỏi, 2 phút)',
  'start.flow': 'Các bước của thủ tục',
  'start.flow1': 'Cư dân nộp giấy báo chuyển đi (転出届) trực tuyến, từ 30 ngày trước đến 10 ngày sau khi chuyển nhà.',
  'start.flow2': 'Nơi ở cũ (thành phố Chofu 調布市) xét hồ sơ và gửi thông tin chuyển đi cho nơi ở mới.',
  'start.flow3':
    'Trong vòng 14 ngày sau khi chuyển nhà, bạn mang thẻ đến quầy của nơi ở mới (thành phố Fujisawa 藤沢市).',
  'start.flow4': 'Khi bạn khai báo chuyển đến ở nơi mới, nơi ở cũ được thông báo và thủ tục kết thúc.',
} as const;
