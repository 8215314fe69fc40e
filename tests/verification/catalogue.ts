import type { Both } from '../../src/panels/evidence/file.ts';

interface Axis {
  readonly label: Both;
  readonly unit: string;
}

/** A case as people are told of it; its figures come from the tests. */
export interface Entry {
  readonly id: string;
  readonly name: Both;
  readonly shows: Both;
  readonly source: string;
  /** Only engines that solve the full equations are asked. */
  readonly full?: true;
  /** Engines that are not asked, and why. */
  readonly leaveOut?: { readonly engines: ReadonlySet<string>; readonly why: Both };
  /** Folder of published data without which it cannot run. */
  readonly data?: string;
  /** Of the engine for graphics cards alone. */
  readonly card?: true;
  readonly x?: Axis;
  readonly y?: Axis;
}

/** Engines that would take EA Test 4 beyond an evening. */
export const SLOW_ON_EA_4: ReadonlySet<string> = new Set(['full-ts']);

const axis = (vi: string, en: string, unit: string): Axis => ({ label: { vi, en }, unit });
const ALONG = axis('dọc theo kênh', 'along the channel', 'm');
const ACROSS = axis('ngang qua giữa', 'across the middle', 'm');
const FROM_DAM = axis('cách đập', 'from the dam', 'm');
const LEVEL = axis('mực nước', 'level', 'm');
const DEPTH = axis('độ sâu', 'depth', 'm');
const minutes = axis('thời gian', 'time', 'min');
const hours = axis('thời gian', 'time', 'h');

const EA = 'UK Environment Agency, SC080035 (2010), SC120002 (2013)';
const SWASHES = 'Delestre et al. 2013 (SWASHES)';

export const CATALOGUE: readonly Entry[] = [
  {
    id: 'lake-at-rest',
    name: { vi: 'Hồ nước lặng giữa các đảo', en: 'A lake at rest among islands' },
    shows: {
      vi: 'Mặt nước đã phẳng thì nằm yên: bộ tính không tự sinh dòng chảy trên nền đất gồ ghề.',
      en: 'Level water stays level: the engine makes up no current over rough ground.',
    },
    source: 'Bermúdez, Vázquez 1994',
    x: ACROSS,
    y: LEVEL,
  },
  {
    id: 'rain-on-still-water',
    name: { vi: 'Mưa phùn một ngày trên nước sâu', en: 'A day of drizzle on deep water' },
    shows: {
      vi: 'Sau 100.000 bước tính, từng giọt mưa 1 mm/h rơi xuống 4,5 m nước vẫn được tính đủ.',
      en: 'After 100,000 steps every drop of 1 mm/h that fell on 4.5 m of water is still accounted for.',
    },
    source: '∫ i dt',
    x: hours,
    y: axis('mực nước dâng', 'rise of the level', 'mm'),
  },
  {
    id: 'tilted-v-catchment',
    name: { vi: 'Lưu vực chữ V dưới mưa đều', en: 'A V-shaped valley under steady rain' },
    shows: {
      vi: 'Mưa trên sườn dốc dồn xuống suối: lưu lượng ra dần bằng đúng lượng mưa.',
      en: 'Rain on slopes gathers in a stream: what leaves the valley becomes what rains on it.',
    },
    source: 'Overton, Brakensiek 1970; Di Giammarco et al. 1996',
    x: minutes,
    y: axis('lưu lượng ra', 'outflow', 'm³/s'),
  },
  {
    id: 'plane',
    name: { vi: 'Nước mưa chảy trên một mái dốc', en: 'Rain running off one slope' },
    shows: {
      vi: 'Lớp nước mỏng vài milimét trên dốc 5 % sâu đúng mức và đến chân dốc đúng lúc.',
      en: 'A sheet of a few millimetres on a 5 % slope is as deep as it should be and arrives on time.',
    },
    source: 'Henderson, Wooding 1964',
    x: minutes,
    y: axis('độ sâu ở chân dốc', 'depth at the toe', 'mm'),
  },
  {
    id: 'macdonald-mcdo_norain',
    name: { vi: 'Kênh dài 1 km, lưu lượng không đổi', en: 'A 1 km channel with steady flow' },
    shows: {
      vi: 'Độ sâu trong kênh có độ dốc thay đổi khớp với lời giải đúng: ma sát đáy được tính đúng.',
      en: 'Depth in a channel of changing slope agrees with the exact answer: friction is right.',
    },
    source: `MacDonald et al. 1997; ${SWASHES}`,
    data: 'analytic',
    x: ALONG,
    y: DEPTH,
  },
  {
    id: 'macdonald-mcdo_rain',
    name: { vi: 'Kênh dài 1 km, mưa dọc đường', en: 'A 1 km channel that rain feeds' },
    shows: {
      vi: 'Mưa làm lưu lượng tăng gấp đôi dọc kênh. Dòng nước tăng tốc, điều mà bộ tính quán tính cục bộ bỏ qua.',
      en: 'Rain doubles the flow along the way. The water speeds up, which the local-inertial engine leaves out.',
    },
    source: `MacDonald et al. 1997; ${SWASHES}`,
    data: 'analytic',
    x: ALONG,
    y: DEPTH,
  },
  {
    id: 'ea-1',
    name: { vi: 'Triều tràn qua bờ vào vùng trũng', en: 'A tide over a bank into a hollow' },
    shows: {
      vi: 'Nước dâng tràn qua bờ vào vùng trũng phía sau; khi nước rút, vùng trũng vẫn còn đọng đúng mức.',
      en: 'High water spills over a bank into a hollow; when it falls, the hollow keeps the right level.',
    },
    source: `${EA}: Test 1`,
    data: 'ea1',
    x: hours,
    y: axis('mực nước trong vùng trũng', 'level in the hollow', 'm'),
  },
  {
    id: 'ea-3',
    name: { vi: 'Nước theo đà vượt qua gờ đất', en: 'Water carried over a bump by its momentum' },
    shows: {
      vi: 'Dòng nước nhanh leo qua gờ cao hơn mực nước tĩnh và đọng lại phía sau.',
      en: 'Fast water climbs a bump that still water would not pass, and settles behind it.',
    },
    source: `${EA}: Test 3`,
    data: 'ea3',
    x: axis('thời gian', 'time', 's'),
    y: axis('độ sâu sau gờ', 'depth behind the bump', 'm'),
  },
  {
    id: 'ea-4',
    name: { vi: 'Vỡ đê: sóng lũ lan trên đồng bằng', en: 'A breach: flood wave over a plain' },
    shows: {
      vi: 'Nước từ chỗ vỡ lan ra 1 × 2 km: đến sáu điểm đúng lúc và sâu đúng mức.',
      en: 'Water from a breach spreads over 1 × 2 km and reaches six points at the right time and depth.',
    },
    source: `${EA}: Test 4`,
    data: 'ea4',
    leaveOut: {
      engines: SLOW_ON_EA_4,
      why: {
        vi: 'quá chậm khi chưa biên dịch; bản biên dịch chạy thay',
        en: 'too slow uncompiled; the compiled build runs instead',
      },
    },
    x: minutes,
    y: axis('độ sâu tại P4', 'depth at P4', 'm'),
  },
  {
    id: 'ritter',
    name: { vi: 'Vỡ đập trên nền khô', en: 'A dam breaks onto dry ground' },
    shows: {
      vi: 'Sóng vỡ đập chạy trên đất khô nhanh và sâu như lời giải đúng.',
      en: 'The wave of a broken dam runs over dry land as fast and as deep as the exact answer.',
    },
    source: 'Ritter 1892',
    full: true,
    x: FROM_DAM,
    y: DEPTH,
  },
  {
    id: 'stoker',
    name: { vi: 'Vỡ đập trên nền có nước', en: 'A dam breaks onto water' },
    shows: {
      vi: 'Đầu sóng dựng đứng chạy đúng vận tốc và giữ đúng chiều cao.',
      en: 'The steep front of the wave runs at the right speed and keeps the right height.',
    },
    source: 'Stoker 1957',
    full: true,
    x: FROM_DAM,
    y: DEPTH,
  },
  {
    id: 'thacker-planar',
    name: { vi: 'Nước xoay trong lòng chảo', en: 'Water circling in a bowl' },
    shows: {
      vi: 'Mép nước lên xuống rồi về đúng chỗ cũ: khô và ướt xen nhau không làm nước chậm đi hay nhanh lên.',
      en: 'The shore moves up and down and comes back: wetting and drying neither brake nor drive the water.',
    },
    source: `Thacker 1981; ${SWASHES}`,
    full: true,
    x: ACROSS,
    y: LEVEL,
  },
  {
    id: 'thacker-radial',
    name: { vi: 'Vòm nước tỏa ra rồi tụ lại', en: 'A dome of water spreads and gathers' },
    shows: {
      vi: 'Vòm nước tỏa ra mọi phía như nhau rồi tụ lại đúng hình cũ.',
      en: 'A dome spreads alike to all sides and gathers in its old shape.',
    },
    source: `Thacker 1981; ${SWASHES}`,
    full: true,
    x: ACROSS,
    y: LEVEL,
  },
  ...(
    [
      ['subcritical', 'Dòng chảy êm qua gờ đáy', 'Slow flow over a bump'],
      ['transcritical', 'Dòng chảy xiết sau gờ đáy', 'Flow that turns fast over a bump'],
      ['with-a-jump', 'Nước nhảy sau gờ đáy', 'A hydraulic jump behind a bump'],
    ] as const
  ).map(
    ([id, vi, en]): Entry => ({
      id: `bump-${id}`,
      name: { vi, en },
      shows: {
        vi: 'Mặt nước hạ xuống và dâng lên quanh gờ đáy như định luật năng lượng và động lượng đòi hỏi.',
        en: 'The surface falls and rises around the bump as the laws of energy and momentum demand.',
      },
      source: `Goutal, Maurel 1997; ${SWASHES}`,
      full: true,
      x: ALONG,
      y: LEVEL,
    }),
  ),
  {
    id: 'builds-agree',
    name: { vi: 'Các bản của cùng một bộ tính', en: 'Builds of one engine' },
    shows: {
      vi: 'Mỗi máy dùng bản nhanh nhất mà nó chạy được; sau một giờ mưa các bản cho cùng một độ sâu.',
      en: 'Each machine uses the fastest build that it can; after an hour of storm all give the same depth.',
    },
    source: 'workers/flood/reference, workers/flood/full',
    leaveOut: {
      engines: new Set(['inertial-ts', 'full-ts']),
      why: { vi: 'là bản mà các bản khác được so với', en: 'what the others are compared with' },
    },
    x: ACROSS,
    y: DEPTH,
  },
  {
    id: 'webgpu-vs-cpu',
    name: { vi: 'Card đồ họa và bộ xử lý', en: 'Graphics card and processor' },
    shows: {
      vi: 'Bộ tính chạy trên card đồ họa cho cùng kết quả như trên bộ xử lý, sai khác không quá 1 mm.',
      en: 'The engine gives the same water on a graphics card as on the processor, to a millimetre.',
    },
    source: 'workers/flood/reference',
    card: true,
  },
];

/** Vietnamese of what the tests measure; {} stands for a number. */
const MEASURES: Readonly<Record<string, string>> = {
  'water balance': 'cân bằng nước',
  'least volume of a node': 'thể tích nhỏ nhất của một nút',
  'efficiency of flows, worst link': 'hệ số hiệu quả của lưu lượng, đoạn kém nhất',
  'peak flow, worst link': 'lưu lượng đỉnh, đoạn kém nhất',
  'peak depth, worst node': 'độ sâu đỉnh, nút kém nhất',
  'flood volume': 'thể tích tràn',
  'flood volume, steps of {} s': 'thể tích tràn, bước {} s',
  'J{} depth': 'độ sâu J{}',
  'peak depth, median': 'độ sâu đỉnh, trung vị',
  'peak depth, {} of {}': 'độ sâu đỉnh, {} trên {}',
  'peak flow at the outfall': 'lưu lượng đỉnh ở cửa xả',
  'last flow at the outfall': 'lưu lượng cuối ở cửa xả',
  'depth over time, worst storage': 'độ sâu theo thời gian, bể kém nhất',
  rain: 'mưa',
  infiltration: 'thấm',
  runoff: 'dòng chảy mặt',
  'water in the soil at the end': 'nước trong đất lúc cuối',
  'capture of a grate': 'phần thu của song chắn',
  'capture of a curb, conduit {}': 'phần thu của miệng bó vỉa, đoạn {}',
  'level of the street, steps of {} s': 'mực nước đường, bước {} s',
  'street above pipe at the end, steps of {} s': 'đường cao hơn cống lúc cuối, bước {} s',
  'changes of direction, steps of {} s': 'số lần đổi chiều, bước {} s',
  'level, cells of {} m': 'mực nước, lưới {} m',
  'speed, cells of {} m': 'vận tốc, lưới {} m',
  'largest difference of depth, an hour of storm on rough ground with buildings':
    'độ sâu khác nhau nhiều nhất, một giờ mưa trên đất gồ ghề có nhà',
  'largest difference of depth, the storm on soils of every kind':
    'độ sâu khác nhau nhiều nhất, cơn mưa ấy trên mọi loại đất',
  'largest difference of depth, a tide over a beach': 'độ sâu khác nhau nhiều nhất, triều tràn bãi',
  'largest difference of depth, a river, a pump, a barrier for a while and an open edge':
    'độ sâu khác nhau nhiều nhất, sông, bơm, đập tạm và biên hở',
  'rain lost or invented': 'mưa mất đi hoặc thừa ra',
  'rain booked': 'mưa ghi trong sổ',
  'outflow at {} min': 'lưu lượng ra sau {} phút',
  'depth at the toe': 'độ sâu ở chân dốc',
  'flow at {} % of the time of equilibrium': 'lưu lượng tại {} % thời gian cân bằng',
  'flow at the time of equilibrium ({} s)': 'lưu lượng lúc cân bằng ({} s)',
  'outflow against rain': 'nước ra so với mưa',
  'mean error of the level': 'sai số trung bình của mực nước',
  'largest error, first and last {} cells apart': 'sai số lớn nhất, trừ {} ô ở mỗi đầu',
  'P{} at {} h (plateau)': 'P{} lúc {} h (nước cao)',
  'P{} at {} h': 'P{} lúc {} h',
  'fall of the pond from {} h to {} h': 'vùng trũng hạ từ {} h đến {} h',
  'depth at point {} at {} s': 'độ sâu tại điểm {} lúc {} s',
  'water that entered': 'nước đã vào',
  'P{} peak depth': 'P{} sâu nhất',
  'P{} arrival': 'P{} nước tới',
  'relative L{} of depth': 'sai số L{} tương đối của độ sâu',
  'relative L{} of depth at {} s': 'sai số L{} tương đối của độ sâu lúc {} s',
  'relative L{} of depth after one period': 'sai số L{} tương đối của độ sâu sau một chu kỳ',
  'depth of the plateau': 'độ sâu sau đầu sóng',
  'speed of the plateau': 'vận tốc sau đầu sóng',
  'speed of the shock': 'vận tốc đầu sóng',
  'largest difference of depth after {} h, edges closed': 'độ sâu khác nhau nhiều nhất sau {} h, biên kín',
  'largest difference of depth after {} h, edges open': 'độ sâu khác nhau nhiều nhất sau {} h, biên hở',
  '{}-year storm: newly flooded with drains': 'mưa {} năm, có cống: diện tích ngập thêm',
  '{}-year storm: newly flooded without': 'mưa {} năm, không có cống: diện tích ngập thêm',
};

/** What was measured in both languages. @throws Error where the Vietnamese is missing */
export function measureNamed(en: string): Both {
  const numbers: string[] = [];
  const key = en.replace(/\d+(\.\d+)?/g, (number) => {
    numbers.push(number);
    return '{}';
  });
  const vi = MEASURES[key];
  if (vi === undefined) throw new Error(`No Vietnamese for "${key}" in tests/verification/catalogue.ts.`);
  return { vi: vi.replace(/\{\}/g, () => (numbers.shift() ?? '').replace('.', ',')), en };
}
