/** 受け付けられないときの文言 in Vietnamese. */
export const refusals = {
  'refusal.title': 'Không thể tiếp nhận trực tuyến',
  'refusal.law': 'Căn cứ: {article}',
  'refusal.change': 'Thay đổi câu trả lời',
  'refusal.home': 'Về Trang của tôi',
  'refusal.outsideFilingWindow':
    'Có thể nộp trực tuyến từ 30 ngày trước đến 10 ngày sau khi chuyển nhà. Lần chuyển nhà này được tiếp nhận từ {first} đến {last}.',
  'way.outsideFilingWindow':
    'Nếu còn sớm, hãy quay lại vào ngày đó. Nếu đã quá hạn, hãy nộp tại quầy của thành phố hiện tại hoặc qua bưu điện.',
  'refusal.destinationAbroad': 'Chuyển ra nước ngoài thì không nộp trực tuyến được.',
  'way.destinationAbroad':
    'Hãy nộp giấy báo chuyển đi (転出届) tại quầy của thành phố hiện tại. Thủ tục dùng thẻ ở nước ngoài cũng làm được ở cùng quầy.',
  'refusal.destinationIsOwnTown': 'Nơi chuyển đến cũng thuộc {town}, nên không cần giấy báo chuyển đi (転出届).',
  'way.destinationIsOwnTown':
    'Trong vòng 14 ngày sau khi chuyển nhà, hãy nộp giấy báo đổi chỗ ở (転居届) tại quầy của cùng thành phố. Hãy mang thẻ của tất cả người chuyển nhà.',
  'refusal.destinationIsOtherWard':
    'Nơi chuyển đến {ward} là quận của cùng thành phố. Đây là chuyển giữa các quận (区間異動), nên không cần giấy báo chuyển đi (転出届).',
  'way.destinationIsOtherWard':
    'Trong vòng 14 ngày sau khi chuyển nhà, hãy khai báo tại quầy của quận mới. Hãy mang thẻ của tất cả người chuyển nhà.',
  'refusal.relocationTooEarly':
    'Có thể hẹn từ 30 ngày trước khi chuyển nhà. Hôm nay có thể hẹn cho việc chuyển nhà đến {date}.',
  'way.relocationTooEarly': 'Hãy quay lại khi chỉ còn 30 ngày nữa là đến ngày chuyển nhà.',
  'refusal.relocationTooLate': 'Không còn ngày nào hẹn được trước thời hạn của giấy báo đổi chỗ ở (転居届).',
  'way.relocationTooLate': 'Không cần hẹn. Hãy nộp giấy báo đổi chỗ ở (転居届) tại quầy càng sớm càng tốt.',
  'refusal.relocationVisitDay': 'Ngày đến quầy phải là ngày mở cửa từ {first} đến {last}.',
  'way.relocationVisitDay':
    'Hãy nộp giấy báo đổi chỗ ở (転居届) trong vòng 14 ngày sau khi chuyển nhà. Thứ Bảy, Chủ nhật và ngày lễ quầy đóng cửa.',
  'refusal.relocationOpen': 'Vẫn còn lịch hẹn đổi chỗ ở có số tiếp nhận {receipt}.',
  'way.relocationOpen': 'Muốn đổi ngày, hãy hủy lịch hẹn đó trước.',
  'refusal.cardHolderUnder15': 'Không thể nộp bằng thẻ của người dưới 15 tuổi.',
  'way.cardHolderUnder15':
    'Người từ 15 tuổi trở lên trong cùng hộ hãy nộp bằng thẻ của mình. Nếu không ai có thẻ, hãy nộp tại quầy.',
  'refusal.counterOnly': 'Khai báo này không thể tiếp nhận trực tuyến. Xin lỗi, mời bạn đến quầy.',
  'way.counterOnly': 'Hãy đến quầy của thành phố bạn đang sống, xuất trình giấy tờ tùy thân và khai báo.',
  'refusal.noCardAmongMovers': 'Trong những người chuyển nhà, cần ít nhất một thẻ My Number.',
  'way.noCardAmongMovers':
    'Nếu không ai có thẻ, hãy nộp giấy báo chuyển đi (転出届) tại quầy của thành phố hiện tại hoặc qua bưu điện.',
  'refusal.applicationOpen': 'Khai báo có số tiếp nhận {receipt} chưa xong, nên không thể khai báo mới.',
  'way.applicationOpen': 'Hãy xem trạng thái khai báo. Muốn thay đổi, hãy rút khai báo đó trước.',
  'refusal.visitBeforeMove': 'Giấy báo chuyển đến (転入届) chỉ nộp được sau khi chuyển nhà. Hãy chọn từ ngày {date}.',
  'way.visitBeforeMove': 'Muốn đổi ngày chuyển nhà, hãy thay đổi câu trả lời về ngày chuyển nhà trước.',
  'refusal.visitOnClosedDay': 'Ngày này quầy đóng cửa. Hãy chọn ngày mở cửa.',
  'way.visitOnClosedDay': 'Quầy đóng cửa vào thứ Bảy, Chủ nhật, ngày lễ, và từ ngày 29 tháng 12 đến ngày 3 tháng 1.',
  'refusal.visitTooEarly': 'Xử lý khai báo mất ít nhất một ngày làm việc. Hãy chọn từ ngày {date}.',
  'way.visitTooEarly': 'Nếu muốn làm sớm, hãy chọn ngày sớm nhất trong các ngày có thể chọn.',
  'refusal.visitAfterLimit':
    'Chỉ bằng thẻ thì nộp giấy báo chuyển đến (転入届) được đến {date}. Hãy chọn ngày sớm hơn.',
  'way.visitAfterLimit':
    'Nếu không đến được trước ngày đó, hãy xin giấy chứng nhận chuyển đi (転出証明書) ở thành phố hiện tại.',
  'refusal.noVisitDay': 'Không còn ngày nào đến quầy được trước thời hạn.',
  'way.noVisitDay':
    'Hãy xin giấy chứng nhận chuyển đi (転出証明書) ở quầy của thành phố hiện tại, rồi đến quầy của nơi ở mới.',
  'refusal.certificateExpired': 'Chứng thư điện tử để ký (署名用電子証明書) đã hết hạn, nên không nộp được.',
  'way.certificateExpired': 'Hãy gia hạn chứng thư điện tử (電子証明書) tại quầy của thành phố hiện tại, rồi nộp lại.',
  'refusal.certificateRevoked': 'Chứng thư điện tử để ký (署名用電子証明書) không còn hiệu lực, nên không nộp được.',
  'way.certificateRevoked': 'Hãy xin chứng thư điện tử (電子証明書) mới tại quầy của thành phố hiện tại.',
  'refusal.certificateUntrusted': 'Không kiểm tra được chứng thư điện tử (電子証明書) dùng để ký, nên không nộp được.',
  'way.certificateUntrusted': 'Hãy ký lại bằng thẻ My Number của chính bạn.',
  'refusal.signedByOther': 'Thẻ dùng để ký khác với thẻ đã đăng nhập.',
  'way.signedByOther': 'Hãy ký lại bằng thẻ đã đăng nhập.',
  'refusal.readFromOther': 'Thẻ được đọc khác với thẻ đã đăng nhập.',
  'way.readFromOther': 'Hãy đọc lại bằng thẻ đã đăng nhập.',
  'refusal.signatureBroken': 'Chữ ký không khớp với nội dung khai báo, nên không nộp được.',
  'way.signatureBroken': 'Hãy làm lại từ bước xem lại nội dung, rồi ký lại.',
  'refusal.dayChanged': 'Ngày đã thay đổi từ khi bạn xem lại. Hãy xem lại nội dung và ký lại.',
  'way.dayChanged': 'Những gì bạn nhập vẫn còn.',
  'refusal.moveLocked': 'Không thể nộp vì bạn đang khóa khai báo (届出ロック).',
  'way.moveLocked': 'Hãy mở khóa trước ở mục “Khóa khai báo” (届出ロック) trên Trang của tôi.',
  'refusal.notNow': 'Ở trạng thái hiện tại không làm được việc này.',
  'way.notNow': 'Hãy xem trạng thái khai báo.',
  'refusal.serviceForgotten': 'Đã quá thời gian, hoặc đã thao tác ở màn hình khác.',
  'way.serviceForgotten': 'Những gì bạn nhập vẫn còn. Hãy thử lại.',
} as const;
