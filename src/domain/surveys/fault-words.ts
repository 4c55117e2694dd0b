import type { SurveyFault, SurveyRule } from './faults.ts'

type Said = (facts: SurveyFault['facts']) => string
type Sentence = { zh: Said; en: Said }

const fields: Readonly<Record<string, [zh: string, en: string]>> = {
  areaM2: ['实测建筑面积', 'built area'],
  innerM2: ['套内面积', 'inner area'],
  sharedM2: ['分摊面积', 'shared area'],
  code: ['不动产单元号', 'unit code'],
  floor: ['所在层', 'floor'],
  use: ['用途', 'use'],
  structure: ['结构', 'structure'],
}

const named = (field: string | number | undefined, language: 0 | 1): string => fields[String(field)]?.[language] ?? ''

const why: Readonly<Record<string, [zh: string, en: string]>> = {
  no_features: ['没有要素（Feature）', 'it has no features'],
  no_polygon: ['不是面（Polygon）', 'it is no polygon'],
  several_pieces: ['一条界线分成几块，请分成几宗', 'one boundary in several pieces; give each piece as a parcel'],
  no_positions: ['坐标不是成对的数', 'positions are not pairs of numbers'],
}

/** One sentence for each rule, with what was found and what was expected. */
const sentences: Readonly<Record<SurveyRule, Sentence>> = {
  no_homes: {
    zh: () => '没有找到“户”表，或表中没有数据',
    en: () => 'There is no table of homes, or it is empty',
  },
  sheet_unknown: {
    zh: () => '看不出这张表是什么，已跳过；表名或表头请用模板的写法',
    en: () => 'This sheet was skipped: neither its name nor its headings are those of the template',
  },
  column_missing: {
    zh: ({ column }) => `缺少“${column}”列`,
    en: ({ column }) => `Column “${column}” is missing`,
  },
  value_missing: { zh: ({ column }) => `“${column}”没有填`, en: ({ column }) => `“${column}” is empty` },
  value_unreadable: {
    zh: ({ column, value }) => `“${column}”读不懂：${value}`,
    en: ({ column, value }) => `“${column}” cannot be read: ${value}`,
  },
  geometry_unreadable: {
    zh: (f) => `GeoJSON 无法读取：${why[String(f.why)]?.[0] ?? ''}`,
    en: (f) => `The GeoJSON cannot be read: ${why[String(f.why)]?.[1] ?? ''}`,
  },
  parcel_code_form: {
    zh: ({ code, length }) => `宗地代码应为 19 位（GB/T 37346），现为 ${length} 位：${code}`,
    en: ({ code, length }) => `A parcel code has 19 characters (GB/T 37346), this one ${length}: ${code}`,
  },
  parcel_code_county: {
    zh: ({ code, county }) => `宗地代码前六位应为本县 ${county}：${code}`,
    en: ({ code, county }) => `A parcel code begins with the county ${county}: ${code}`,
  },
  parcel_twice: {
    zh: ({ code, other }) => `宗地 ${code} 在 ${other} 已经填过`,
    en: ({ code, other }) => `Parcel ${code} stands at ${other} already`,
  },
  parcel_unknown: {
    zh: ({ code }) => `界址属于宗地 ${code}，宗地表没有列出它`,
    en: ({ code }) => `This boundary is of parcel ${code}, which is not listed`,
  },
  unit_code_form: {
    zh: ({ code, length }) => `不动产单元号应为 28 位（GB/T 37346），现为 ${length} 位：${code}`,
    en: ({ code, length }) => `A unit code has 28 characters (GB/T 37346), this one ${length}: ${code}`,
  },
  unit_code_parcel: {
    zh: ({ code, parcel }) => `单元号 ${code} 的前 19 位不是本宗地 ${parcel}`,
    en: ({ code, parcel }) => `The first 19 characters of ${code} are not the parcel ${parcel}`,
  },
  unit_code_building: {
    zh: ({ building, digits, known, other }) => `${building}幢的单元号幢号为 ${digits}，${other} 为 ${known}`,
    en: ({ building, digits, known, other }) =>
      `Building ${building} has number ${digits} here and ${known} at ${other}`,
  },
  unit_code_twice: {
    zh: ({ code, other }) => `单元号 ${code} 与 ${other} 重复`,
    en: ({ code, other }) => `Unit code ${code} stands at ${other} already`,
  },
  unit_code_missing: {
    zh: ({ homes, known, proposed }) => `${homes} 户没有填不动产单元号：${known} 户台账已有，已预编 ${proposed} 户`,
    en: ({ homes, known, proposed }) =>
      `${homes} homes have no unit code: ${known} have one on record, one is proposed for ${proposed}`,
  },
  building_twice: {
    zh: ({ building, other }) => `${building}幢在 ${other} 已经填过`,
    en: ({ building, other }) => `Building ${building} stands at ${other} already`,
  },
  building_unknown: {
    zh: ({ building }) => `自然幢表没有 ${building}幢`,
    en: ({ building }) => `Building ${building} is not listed`,
  },
  room_twice: {
    zh: ({ room, other }) => `同幢同单元的 ${room} 室在 ${other} 已经填过`,
    en: ({ room, other }) => `Room ${room} of this building and entrance stands at ${other} already`,
  },
  part_unknown: {
    zh: ({ building, name }) => `逻辑幢表没有 ${building}幢的逻辑幢 ${name}`,
    en: ({ building, name }) => `Logical building ${name} of building ${building} is not listed`,
  },
  entrance_unknown: {
    zh: ({ building, name }) => `单元表没有 ${building}幢的单元 ${name}`,
    en: ({ building, name }) => `Entrance ${name} of building ${building} is not listed`,
  },
  floor_unknown: {
    zh: ({ building, name }) => `层表没有 ${building}幢的第 ${name} 层`,
    en: ({ building, name }) => `Floor ${name} of building ${building} is not listed`,
  },
  floor_twice: {
    zh: ({ floor, other }) => `第 ${floor} 层在 ${other} 已经填过`,
    en: ({ floor, other }) => `Floor ${floor} stands at ${other} already`,
  },
  floor_outside: {
    zh: ({ floor, building, above, below }) =>
      `第 ${floor} 层不在 ${building}幢的地上 ${above} 层、地下 ${below} 层之内`,
    en: ({ floor, building, above, below }) =>
      `Floor ${floor} is not among the ${above} above and ${below} below ground of building ${building}`,
  },
  floor_count: {
    zh: ({ floors, above, below }) => `总层数 ${floors} 不等于地上 ${above} 加地下 ${below}`,
    en: ({ floors, above, below }) => `${floors} floors are not ${above} above and ${below} below ground`,
  },
  home_count: {
    zh: ({ building, stated, homes }) => `${building}幢填 ${stated} 套，户表有 ${homes} 户`,
    en: ({ building, stated, homes }) => `Building ${building} states ${stated} homes, the table has ${homes}`,
  },
  area_missing: {
    zh: ({ room }) => `${room} 室实测、预测建筑面积都没有填`,
    en: ({ room }) => `Room ${room} has neither an as-built nor a predicted area`,
  },
  area_negative: {
    zh: ({ room, area }) => `${room} 室的面积应为正数，现为 ${area}`,
    en: ({ room, area }) => `An area of room ${room} must be positive, it is ${area}`,
  },
  unit_sum: {
    zh: ({ area, inner, shared, sum }) => `建筑面积 ${area} ≠ 套内 ${inner} + 分摊 ${shared} = ${sum}`,
    en: ({ area, inner, shared, sum }) => `Area ${area} ≠ inner ${inner} + shared ${shared} = ${sum}`,
  },
  coefficient: {
    zh: ({ coefficient, shared, counted }) => `套内 × 系数 ${coefficient} = ${counted}，分摊面积填 ${shared}`,
    en: ({ coefficient, shared, counted }) =>
      `Inner × coefficient ${coefficient} = ${counted}; the shared area is ${shared}`,
  },
  building_sum: {
    zh: ({ building, area, sum, rest }) => `${building}幢建筑面积 ${area}，各户之和 ${sum}，少 ${rest} ㎡`,
    en: ({ building, area, sum, rest }) => `Building ${building} has ${area}, its homes ${sum}: ${rest} ㎡ short`,
  },
  building_rest: {
    zh: ({ building, area, sum, rest }) =>
      `${building}幢建筑面积 ${area}，各户之和 ${sum}，多出 ${rest} ㎡应为未分摊的共有部分`,
    en: ({ building, area, sum, rest }) =>
      `Building ${building} has ${area}, its homes ${sum}: ${rest} ㎡ must be common parts not shared out`,
  },
  part_sum: {
    zh: ({ part, area, sum }) => `逻辑幢 ${part} 面积 ${area}，各户之和 ${sum}`,
    en: ({ part, area, sum }) => `Logical building ${part} has ${area}, its homes ${sum}`,
  },
  floor_sum: {
    zh: ({ building, floor, area, sum }) => `${building}幢第 ${floor} 层面积 ${area}，各户之和 ${sum}`,
    en: ({ building, floor, area, sum }) => `Floor ${floor} of building ${building} has ${area}, its homes ${sum}`,
  },
  deviation: {
    zh: ({ area, predicted, percent, limit }) => `实测 ${area}，预测 ${predicted}，相差 ${percent} %，超过 ${limit} %`,
    en: ({ area, predicted, percent, limit }) =>
      `As built ${area}, predicted ${predicted}: ${percent} %, beyond ${limit} %`,
  },
  boundary_missing: {
    zh: ({ code }) => `宗地 ${code} 没有实测界址点`,
    en: ({ code }) => `Parcel ${code} has no measured boundary`,
  },
  boundary_open: {
    zh: ({ of, first, last, gap }) => `${of} 的界址线最后一点 ${last} 应回到第一点 ${first}，相差 ${gap} 米`,
    en: ({ of, first, last, gap }) => `The line of ${of} ends at ${last}, ${gap} m from its first point ${first}`,
  },
  boundary_short: {
    zh: ({ of, points }) => `${of} 的界址线只有 ${points} 个点，至少要 3 个`,
    en: ({ of, points }) => `The line of ${of} has ${points} points; it needs 3`,
  },
  boundary_crosses: {
    zh: ({ of, one, other }) => `${of} 的界址线 ${one} 与 ${other} 相交`,
    en: ({ of, one, other }) => `The line of ${of} crosses itself: ${one} and ${other}`,
  },
  axes_swapped: {
    zh: ({ no, north, east }) => `${no} 点（${north}，${east}）两个坐标填反了：X 为北、Y 为东，纬度在前为北`,
    en: ({ no, north, east }) => `The coordinates of ${no} (${north}, ${east}) are swapped: X is north, Y is east`,
  },
  outside_county: {
    zh: ({ no, north, east }) => `${no} 点（${north}，${east}）不在本县范围内，请核对坐标系和中央子午线`,
    en: ({ no, north, east }) => `${no} (${north}, ${east}) lies outside the county; check system and central meridian`,
  },
  parcel_area: {
    zh: ({ area, counted }) => `宗地面积填 ${area}，按坐标为 ${counted} ㎡`,
    en: ({ area, counted }) => `Stated ${area}; by its coordinates the parcel has ${counted} ㎡`,
  },
  parcels_overlap: {
    zh: ({ code, other, area }) => `宗地 ${code} 与 ${other} 重叠 ${area} ㎡`,
    en: ({ code, other, area }) => `Parcels ${code} and ${other} overlap by ${area} ㎡`,
  },
  overlaps_accepted: {
    zh: ({ code, other, estate, area }) => `宗地 ${code} 与“${estate}”已入库的宗地 ${other} 重叠 ${area} ㎡`,
    en: ({ code, other, estate, area }) => `Parcel ${code} overlaps the accepted ${other} of ${estate} by ${area} ㎡`,
  },
  excess: {
    zh: ({ measuredM2, approvedM2, excessM2, percent, limits }) =>
      `实测 ${measuredM2}，批准 ${approvedM2}，超出 ${excessM2} ㎡（${percent} %）${limits ? `；政策上限：${limits}` : ''}`,
    en: ({ measuredM2, approvedM2, excessM2, percent, limits }) =>
      `Measured ${measuredM2}, approved ${approvedM2}: ${excessM2} ㎡ beyond (${percent} %)${limits ? `; limits of rules: ${limits}` : ''}`,
  },
  outline_outside: {
    zh: ({ building, area }) => `${building}幢的轮廓超出宗地 ${area} ㎡`,
    en: ({ building, area }) => `The outline of building ${building} reaches ${area} ㎡ beyond the parcel`,
  },
  parcel_differs: {
    zh: ({ code, known }) => `成果的宗地 ${code} 与小区档案的 ${known} 不同`,
    en: ({ code, known }) => `The survey has parcel ${code}, the record ${known}`,
  },
  parcel_shared: {
    zh: ({ code, estate }) => `宗地 ${code} 已随“${estate}”入库，界址以先入库的为准`,
    en: ({ code, estate }) => `Parcel ${code} was accepted with ${estate}; its boundary stays as accepted there`,
  },
  unit_code_held: {
    zh: ({ code, home }) => `单元号 ${code} 已属于${home}`,
    en: ({ code, home }) => `Unit code ${code} belongs to ${home}`,
  },
  registered_differs: {
    zh: ({ room, field, was, says }) =>
      `${room} 室已首次登记，${named(field, 0)}登记为 ${was}，成果为 ${says}，按登记保留；确需更改应办理变更或更正登记`,
    en: ({ room, field, was, says }) =>
      `Room ${room} is registered with ${named(field, 1)} ${was}, the survey has ${says}: the register stays; a change needs its own registration`,
  },
  home_not_surveyed: {
    zh: ({ building, entrance, room }) => `台账有 ${building}幢${entrance ? `${entrance}单元` : ''}${room}，成果没有`,
    en: ({ building, entrance, room }) =>
      `Building ${building}${entrance ? `, entrance ${entrance}` : ''}, room ${room} is on record but not surveyed`,
  },
}

/** What is wrong, as a sentence for the surveyor. */
export const faultSentence = ({ rule, facts }: Pick<SurveyFault, 'rule' | 'facts'>, language: 'zh' | 'en'): string =>
  sentences[rule][language](facts)
