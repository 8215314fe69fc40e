import type { Bilingual } from '../types.ts';

/** A kind of fault: its name, what is right, and what usually mends it. */
export interface FindingKind {
  readonly title: Bilingual;
  readonly expected: Bilingual;
  readonly mend: Bilingual;
}

const kind = (
  [viTitle, enTitle]: readonly [string, string],
  [viExpected, enExpected]: readonly [string, string],
  [viMend, enMend]: readonly [string, string],
): FindingKind => ({
  title: { vi: viTitle, en: enTitle },
  expected: { vi: viExpected, en: enExpected },
  mend: { vi: viMend, en: enMend },
});

/** Every kind of fault in the order in which lists show them: what stops a computation first. */
export const FINDING_KINDS: Readonly<Record<string, FindingKind>> = {
  'unit-level': kind(
    ['Đơn vị hoặc hệ cao độ bị lẫn', 'Levels in another unit or datum'],
    ['miệng hố gần mặt đất của mô hình cao độ', 'rims near the ground of the elevation model'],
    [
      'Kiểm tra FLOW_UNITS (hệ Mỹ đọc cao độ bằng foot) và hệ cao độ của tệp; đổi cả tệp một lần.',
      'Check FLOW_UNITS (American units read levels in feet) and the datum of the file; convert the whole file at once.',
    ],
  ),
  'unit-size': kind(
    ['Đơn vị khẩu độ bị lẫn', 'Sizes in another unit'],
    ['khẩu độ bằng đơn vị dài của tệp, thường 0,3 đến 4 m', "sizes in the file's unit of length, mostly 0.3 to 4 m"],
    ['Đổi khẩu độ trong [XSECTIONS] sang mét.', 'Convert the sizes in [XSECTIONS] to metres.'],
  ),
  'missing-attribute': kind(
    ['Thiếu thuộc tính', 'Missing attribute'],
    ['thuộc tính bắt buộc có giá trị', 'a value for what is required'],
    ['Bổ sung giá trị trong tệp INP.', 'Add the value to the INP file.'],
  ),
  'duplicate-id': kind(
    ['Mã trùng', 'Id used twice'],
    ['mỗi nút, mỗi tuyến một mã riêng', 'an id of its own for each node and link'],
    ['Đổi mã của một trong hai đối tượng.', 'Rename one of the two.'],
  ),
  'unknown-node': kind(
    ['Tuyến nối tới nút không có', 'Link to a node that does not exist'],
    ['cả hai đầu là nút có trong tệp', 'both ends among the nodes of the file'],
    ['Thêm nút còn thiếu, hoặc sửa mã nút ở đầu tuyến.', 'Add the missing node, or correct its name in the link.'],
  ),
  'loop-link': kind(
    ['Hai đầu là một nút', 'Both ends at one node'],
    ['hai nút khác nhau', 'two different nodes'],
    ['Sửa mã nút ở một đầu, hoặc xóa tuyến.', 'Correct the node at one end, or remove the link.'],
  ),
  'no-outfall': kind(
    ['Phần mạng không có cửa xả', 'Part without an outfall'],
    ['mỗi phần mạng có ít nhất một cửa xả', 'at least one outfall in each connected part'],
    [
      'Nối phần này với mạng chính hoặc thêm cửa xả ở chỗ thấp nhất.',
      'Connect this part to the network, or add an outfall at its lowest point.',
    ],
  ),
  'no-section': kind(
    ['Cống không có mặt cắt', 'Conduit without a cross-section'],
    ['một dòng trong [XSECTIONS]', 'a row in [XSECTIONS]'],
    ['Thêm hình dạng và khẩu độ vào [XSECTIONS].', 'Add its shape and size to [XSECTIONS].'],
  ),
  'no-length': kind(
    ['Cống không có chiều dài', 'Conduit without a length'],
    ['chiều dài lớn hơn 0', 'a length above 0'],
    ['Nhập chiều dài, thường bằng chiều dài vẽ.', 'Enter the length, usually the drawn one.'],
  ),
  'rim-below-invert': kind(
    ['Miệng hố thấp hơn đáy', 'Rim below the invert'],
    ['miệng cao hơn đáy', 'the rim above the invert'],
    ['Kiểm tra cao độ đáy và độ sâu hố ga.', 'Check the invert level and the depth of the manhole.'],
  ),
  'invert-above-ground': kind(
    ['Đáy cao hơn mặt đất', 'Invert above the ground'],
    ['đáy thấp hơn mặt đất', 'the invert below the ground'],
    ['Đo lại cao độ đáy; kiểm tra dấu và hệ cao độ của nút.', 'Survey the invert again; check its sign and its datum.'],
  ),
  loop: kind(
    ['Vòng kín không có điều tiết', 'Loop without control'],
    [
      'dòng chảy không quay lại chỗ cũ, hoặc có van, đập, bơm trong vòng',
      'flow that does not return, or a gate, weir or pump in the circle',
    ],
    [
      'Đổi chiều một đoạn cho đúng hướng dốc, hoặc khai báo van hay đập trong vòng.',
      'Turn one conduit to lead downhill, or state the gate or weir that controls it.',
    ],
  ),
  'no-path': kind(
    ['Tuyến không vẽ được', 'Link without a place'],
    ['tọa độ ở cả hai đầu', 'coordinates at both ends'],
    ['Bổ sung tọa độ của nút trong [COORDINATES].', "Add the node's coordinates to [COORDINATES]."],
  ),
  'no-place': kind(
    ['Nút không có tọa độ', 'Node without coordinates'],
    ['tọa độ trong [COORDINATES]', 'a row in [COORDINATES]'],
    ['Bổ sung tọa độ của nút trong [COORDINATES].', "Add the node's coordinates to [COORDINATES]."],
  ),
  'same-place': kind(
    ['Nút trùng tọa độ', 'Nodes at one place'],
    ['mỗi nút một chỗ', 'a place of its own for each node'],
    ['Gộp các nút thành một, hoặc sửa tọa độ.', 'Make one node of them, or correct the coordinates.'],
  ),
  'orphan-node': kind(
    ['Nút không nối với tuyến nào', 'Node without a link'],
    ['ít nhất một tuyến nối tới nút', 'at least one link at the node'],
    ['Nối nút vào mạng, hoặc xóa nút.', 'Connect the node, or remove it.'],
  ),
  'adverse-slope': kind(
    ['Cống dốc ngược', 'Adverse slope'],
    ['đáy cuối không cao hơn đáy đầu', 'the end no higher than the start'],
    [
      'Kiểm tra hai cao độ đáy; nếu nhập ngược thì đổi chiều cống.',
      'Check both inverts; turn the conduit round if its ends were swapped.',
    ],
  ),
  'diameter-drop': kind(
    ['Cống thu nhỏ về hạ lưu', 'Narrower downstream'],
    ['tiết diện không nhỏ hơn cống phía trên', 'an area no smaller than that of the pipe above'],
    [
      'Nâng khẩu độ đoạn dưới, hoặc kiểm tra lại khẩu độ đoạn trên.',
      'Enlarge the lower pipe, or check the size of the upper one.',
    ],
  ),
  'crown-above-rim': kind(
    ['Đỉnh cống cao hơn miệng hố', 'Crown above the rim'],
    ['đỉnh cống thấp hơn miệng hố ga', 'the crown below the rim'],
    ['Kiểm tra độ sâu hố ga, cao độ đáy và khẩu độ.', "Check the manhole's depth, the invert and the size."],
  ),
  'no-cover': kind(
    ['Cống lộ khỏi mặt đất', 'No cover'],
    ['đỉnh cống dưới mặt đất', 'the crown below the ground'],
    ['Kiểm tra cao độ đáy và khẩu độ, hoặc khai báo mương hở.', 'Check invert and size, or make it an open channel.'],
  ),
  'flat-slope': kind(
    ['Cống không có độ dốc', 'No slope'],
    ['độ dốc từ 0,01 % trở lên', 'a slope of 0.01 % or more'],
    ['Kiểm tra cao độ đáy hai đầu.', 'Check the inverts of both ends.'],
  ),
  'steep-slope': kind(
    ['Độ dốc quá lớn', 'Slope too steep'],
    ['độ dốc dưới 20 %', 'a slope below 20 %'],
    [
      'Kiểm tra cao độ đáy và chiều dài; nếu có thật thì thêm giếng chuyển bậc.',
      'Check inverts and length; if it is real, state a drop manhole.',
    ],
  ),
  'odd-length': kind(
    ['Chiều dài khác chiều dài vẽ', 'Length unlike the drawing'],
    ['gần bằng chiều dài vẽ', 'about the drawn length'],
    [
      'Lấy chiều dài theo tuyến vẽ, hoặc bổ sung đỉnh gãy của tuyến.',
      'Take the drawn length, or add the bends of the line.',
    ],
  ),
  'odd-roughness': kind(
    ['Hệ số nhám bất thường', 'Unlikely roughness'],
    [
      'Manning 0,008 đến 0,035 với cống kín, đến 0,15 với mương',
      'Manning n of 0.008 to 0.035 in pipes, to 0.15 in channels',
    ],
    [
      'Bê tông thường 0,013 đến 0,017; nhựa 0,009 đến 0,011.',
      'Concrete is mostly 0.013 to 0.017, plastic 0.009 to 0.011.',
    ],
  ),
  'rim-off-ground': kind(
    ['Miệng hố lệch mặt đất', 'Rim off the ground'],
    ['lệch không quá 1 m so với mặt đất', 'within 1 m of the ground'],
    ['Kiểm tra độ sâu hố ga và nguồn cao độ.', "Check the manhole's depth and the source of its levels."],
  ),
  'wrong-value': kind(
    ['Giá trị bất thường', 'Unlikely value'],
    ['giá trị trong khoảng của lớp dữ liệu', "a value in the layer's range"],
    ['Kiểm tra giá trị và đơn vị.', 'Check the value and its unit.'],
  ),
};
