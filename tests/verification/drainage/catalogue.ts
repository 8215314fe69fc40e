import type { Entry } from '../catalogue.ts';

const EPA = 'EPA SWMM 5.2.4, github.com/USEPA/swmm-nrtestsuite';
const SLOT = 'EPA SWMM 5.2.4, slot, 0.5 s';

type Case = Omit<Entry, 'full' | 'leaveOut' | 'pending'>;

const entry = (id: string, vi: string, en: string, showsVi: string, showsEn: string, source = SLOT): Case => ({
  id,
  name: { vi, en },
  shows: { vi: showsVi, en: showsEn },
  source,
  data: 'inp',
  x: { label: { vi: 'thời gian', en: 'time' }, unit: 'h' },
  y: { label: { vi: 'lưu lượng', en: 'flow' }, unit: 'm³/s' },
});

const EXTRAN_VI = 'Mười nút cống chính chảy có áp và ngập: lưu lượng, mực nước và thể tích tràn như bản chuẩn.';
const EXTRAN_EN =
  'Ten nodes of a trunk sewer run full and flood: flows, depths and the spilled volume of the standard.';
const TEST_VI = 'Cống dài có dốc ngang, dốc ngược hoặc xi-phông: sóng lũ truyền qua và tới đúng lúc.';
const TEST_EN = 'Level, adverse and inverted-siphon sewers: a flood wave passes through at the right time.';
const TIDE_VI = 'Thủy triều dâng vào cống; cửa van một chiều giữ nước biển ở ngoài.';
const TIDE_EN = 'The tide rises into a sewer; a flap gate keeps the sea out.';

/** Cases of the drains, as people are told of them. */
export const DRAINAGE_CATALOGUE: readonly Case[] = [
  entry('drainage-extran1', 'Cống chính EXTRAN', 'EXTRAN trunk sewer', EXTRAN_VI, EXTRAN_EN),
  entry('drainage-extran4', 'EXTRAN có đập tràn', 'EXTRAN with a weir', EXTRAN_VI, EXTRAN_EN),
  entry('drainage-extran5', 'EXTRAN có bể chứa và lỗ thoát', 'EXTRAN with storage and orifice', EXTRAN_VI, EXTRAN_EN),
  entry('drainage-extran6', 'EXTRAN có trạm bơm ngoài tuyến', 'EXTRAN with an off-line pump', EXTRAN_VI, EXTRAN_EN),
  entry('drainage-extran7', 'EXTRAN có bơm trên tuyến', 'EXTRAN with an in-line pump', EXTRAN_VI, EXTRAN_EN),
  entry('drainage-test1', 'Cống ngang', 'A level sewer', TEST_VI, TEST_EN),
  entry('drainage-test3', 'Cống thu nhỏ đột ngột', 'A sewer that narrows', TEST_VI, TEST_EN),
  entry('drainage-test4', 'Xi-phông ngược', 'An inverted siphon', TEST_VI, TEST_EN),
  entry('drainage-test5', 'Cống treo trên đáy giếng', 'Pipes above the floors of manholes', TEST_VI, TEST_EN),
  entry('drainage-tide_noflap', 'Thủy triều vào cống', 'A tide in a sewer', TIDE_VI, TIDE_EN),
  entry('drainage-tide_flap', 'Van một chiều cản triều', 'A flap gate against the tide', TIDE_VI, TIDE_EN),
  entry(
    'drainage-storage_pump_weir',
    'Bể, bơm và đập tràn',
    'Storage, pump and weir',
    'Bể đầy dần, bơm làm việc theo mực nước, phần còn lại qua đập tràn.',
    'A tank fills, its pump follows the level, the rest goes over a weir.',
  ),
  entry(
    'drainage-surcharge_fixed',
    'Cống đầy chảy đều',
    'A full sewer in steady flow',
    'Đường năng lượng của cống đầy theo đúng công thức Manning.',
    'The energy line of a full sewer follows Manning exactly.',
    'Q²n²L/A²R^(4/3)',
  ),
  entry(
    'drainage-tree2k',
    'Mạng 2.000 ống',
    'A network of 2,000 pipes',
    'Một lưu vực đô thị hoàn chỉnh: độ sâu lớn nhất ở từng hố ga.',
    'A whole urban catchment: the greatest depth in every manhole.',
    'EPA SWMM 5.2.4, slot, 0.25 s',
  ),
  entry(
    'drainage-two-buckets',
    'Hố ga và mặt đường',
    'A manhole and its street',
    'Nước đường và nước cống tìm về một mực chung, không dao động, dù bước tính dài.',
    'Street and pipe water find one level without swinging, however long the step.',
    'V₁ + V₂ = const',
  ),
  entry(
    'drainage-storage-shapes',
    'Hình dạng bể chứa',
    'Shapes of storages',
    'Bể hình nón, hình chóp tháo qua lỗ: mực nước giảm đúng như bảng diện tích.',
    'Cones and pyramids drain through an orifice as their tables of area do.',
    EPA,
  ),
  entry(
    'drainage-pumps',
    'Bơm đổi tốc độ theo lệnh',
    'Pumps that rules speed up',
    'Bơm loại 3 và loại 5 khi lệnh điều khiển tăng tốc độ lên 1,2 lần.',
    'Pumps of types 3 and 5 when a rule drives them at 1.2 of their speed.',
    EPA,
  ),
  entry(
    'drainage-porous-pavement',
    'Mặt đường thấm nước',
    'Porous pavement',
    'Bốn inch mưa: phần nào thấm xuống, phần nào chảy đi.',
    'Four inches of rain: what soaks away and what runs off.',
    EPA,
  ),
  entry(
    'drainage-rain-garden',
    'Vườn mưa dưới mái nhà',
    'A rain garden under a roof',
    'Mái nhà chảy vào vườn: đất giữ lại, phần còn lại thấm xuống sâu.',
    'A roof drains into a garden: its soil keeps some, the rest seeps away.',
    EPA,
  ),
  entry(
    'drainage-street-inlets',
    'Hố thu nước trên đường dốc',
    'Street inlets on a slope',
    'Phần nước mà song chắn và miệng thu ở bó vỉa bắt được, theo HEC-22.',
    'The share of a gutter that grates and curb openings catch, by HEC-22.',
    'FHWA HEC-22, examples 4-7, 4-9; EPA SWMM 5.2.4',
  ),
  {
    id: 'drainage-storms',
    name: { vi: 'Mưa 2 năm và mưa 50 năm trên thành phố mẫu', en: 'A 2-year and a 50-year storm on the sample city' },
    shows: {
      vi: 'Mưa 2 năm phần lớn nằm trong cống, mưa 50 năm tràn ra đường; không có cống thì cả hai ngập nhiều hơn.',
      en: 'A 2-year storm stays mostly in the pipes, a 50-year storm does not; without pipes both flood more.',
    },
    source: 'TCVN 7957',
  },
];
