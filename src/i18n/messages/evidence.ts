/** How far results can be trusted: key → [vi, en]. */
export const EVIDENCE = {
  'evidence.title': ['Tin được đến đâu?', 'How far can I trust this?'],
  'evidence.intro': [
    'Bộ tính ngập đã giải những bài có lời giải đúng hoặc đã được công bố. Dưới đây là kết quả đo được, kể cả những bài không đạt.',
    'The flood engine was given problems whose right answer is known or published. Here is what it measured, failures included.',
  ],
  'evidence.about': [
    'Kiểm chứng bộ tính bản {version}, ngày {date}, mã nguồn {commit}, máy {machine}.',
    'Checked: engine version {version}, on {date}, commit {commit}, machine {machine}.',
  ],
  'evidence.older': [
    'Đã kiểm chứng với bản {checked}, trang này chạy bản {running}: các số dưới đây có thể không còn đúng với kết quả của bạn.',
    'Checked with version {checked}, you run {running}: the figures below may not hold for your results.',
  ],
  'evidence.loading': ['Đang mở kết quả kiểm chứng', 'Opening the evidence'],
  'evidence.missing': [
    'Bản này không kèm kết quả kiểm chứng. Hãy coi mọi kết quả là chưa kiểm chứng.',
    'This copy came without evidence. Take every result as unverified.',
  ],
  'evidence.pass': ['đạt', 'pass'],
  'evidence.fail': ['không đạt', 'fail'],
  'evidence.notRun': ['chưa chạy', 'not run'],
  'evidence.table': ['Từng bài, từng bộ tính', 'Every case, every engine'],
  'evidence.case': ['Bài kiểm chứng', 'Case'],
  'evidence.cases': ['Từng bài nói lên điều gì', 'What each case shows'],
  'evidence.figures': ['Các số đo được', 'The figures'],
  'evidence.what': ['Đại lượng', 'Quantity'],
  'evidence.measured': ['Đo được', 'Measured'],
  'evidence.accepted': ['Chấp nhận', 'Accepted'],
  'evidence.verdict': ['Kết luận', 'Verdict'],
  'evidence.source': ['Nguồn', 'Source'],
  'evidence.limits': ['Giới hạn khi sử dụng', 'Limits of use'],
  'evidence.limitScreening': [
    'Dùng để sàng lọc và so sánh phương án, không dùng để thiết kế, cấp phép hay thay cảnh báo chính thức.',
    'For screening and for comparing options. Not for design or permits, and no substitute for official warnings.',
  ],
  'evidence.limitInertial': [
    'Bộ tính quán tính cục bộ bỏ qua gia tốc đối lưu: không dùng cho vỡ đập, dòng xiết trên dốc và qua công trình. Trường hợp đó cần bộ tính nước nông đầy đủ.',
    'The local-inertial engine leaves out convective acceleration: not for dam breaks, fast flow on slopes or through structures. Those need the full shallow-water engine.',
  ],
  'evidence.limitPipes': [
    'Cống ngầm là một lượng tiêu thoát giả định, trừ khi lần chạy ghi rằng mạng cống đã được tính.',
    'Pipes are an assumed loss, unless the run says that the network was computed.',
  ],
  'evidence.limitCell': [
    'Những gì nhỏ hơn một ô lưới, như bó vỉa, tường rào, rãnh, chỉ có mặt khi được vẽ thành biện pháp hoặc khi lưới đủ mịn.',
    'What is smaller than a cell (kerbs, garden walls, gutters) is there only when drawn as a measure or when the grid is fine enough.',
  ],
  'evidence.limitOutside': [
    'Không tính sóng, gió, bùn cát, rác làm tắc, sạt lở và sập công trình.',
    'No waves, wind, sediment, blocking debris, erosion or collapse of structures.',
  ],
  'evidence.limitData': [
    'Kết quả không chính xác hơn số liệu: cao độ, nhà và cống tổng hợp chỉ cho bức tranh tổng hợp.',
    'A result is no better than its data: synthetic ground, buildings and pipes give a synthetic picture.',
  ],
} as const satisfies Record<string, readonly [string, string]>;
