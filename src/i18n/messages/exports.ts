/** What can be taken away: key → [vi, en]. */
export const EXPORTS = {
  'export.open': ['Xuất', 'Export'],
  'export.title': ['Xuất kết quả và số liệu', 'Export results and data'],
  'export.of': ['Kịch bản: {name}', 'Scenario: {name}'],
  'export.preview': [
    'Đang là kết quả xem nhanh trên lưới thô; chờ lưới mịn chạy xong để có số liệu cuối.',
    'This is a preview on a coarse grid; wait for the fine run for final figures.',
  ],
  'export.save': ['Tải về', 'Save'],
  'export.making': ['Đang tạo…', 'Making…'],
  'export.noRun': ['Có khi chạy xong mô phỏng.', 'Once a run is done.'],
  'export.noDrains': ['Thành phố này không có tệp thoát nước.', 'This city has no drainage file.'],
  'export.report': ['Báo cáo để in', 'Report for printing'],
  'export.reportWhat': ['HTML một tệp, mở và in không cần mạng', 'One HTML file, opens and prints offline'],
  'export.impact': ['Bảng và bản đồ', 'Tables and maps'],
  'export.impactWhat': [
    'CSV theo phường, nhà, đường; GeoJSON; GeoTIFF của cả trận, đúng hệ tọa độ',
    'CSV by ward, building, road; GeoJSON; GeoTIFFs of the storm in the right CRS',
  ],
  'export.series': ['Độ sâu theo thời gian', 'Depth over time'],
  'export.seriesWhat': ['GeoTIFF cho từng thời điểm, mở bằng QGIS', 'A GeoTIFF for each time, opens in QGIS'],
  'export.czml': ['Nước cho quả địa cầu khác', 'Water for other globes'],
  'export.czmlWhat': [
    'CZML có thời gian, mở bằng CesiumJS, Cesium ion',
    'CZML with time, opens in CesiumJS, Cesium ion',
  ],
  'export.czmlAbout': [
    'Nước mô phỏng (sàng lọc, không dùng thiết kế), độ sâu theo thang 0,05–2 m.',
    'Simulated water (screening, not design), depths in classes of 0.05–2 m.',
  ],
  'export.drains': ['Mạng thoát nước đã sửa', 'Edited drainage network'],
  'export.drainsWhat': [
    'Tệp SWMM (.inp): giữ nguyên tệp gốc, chỉ đổi chỗ giải pháp sửa',
    'SWMM file (.inp): the original with only what measures change',
  ],
  'export.drainsLeft': [
    'Tệp SWMM không ghi được: {count} thay đổi về miệng thu nước; ghi chú ở đầu tệp.',
    'Not in the SWMM file: {count} changes of street inlets; noted at its head.',
  ],
  'export.scenario': ['Kịch bản', 'Scenario'],
  'export.scenarioWhat': [
    'JSON: mưa, triều, giải pháp; mở lại được ở đây',
    'JSON: rain, tide, measures; opens here again',
  ],
  'export.city': ['Gói thành phố', 'City package'],
  'export.cityWhat': ['.twin.zip: mọi lớp dữ liệu và kịch bản', '.twin.zip: all layers and scenarios'],
  'export.failed': ['Không xuất được', 'It could not be exported'],
} as const;
