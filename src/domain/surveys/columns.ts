import type { SheetKind } from './survey.ts'

type Reads = 'text' | 'number' | 'count' | 'building' | 'entrance' | 'room' | 'floor' | 'boundary'

/** A column of the hand-in: its heading, other headings it goes by, and its field in the national standard. */
export type SurveyColumn = {
  field: string
  title: string
  also?: readonly string[]
  national?: readonly string[]
  reads: Reads
  isRequired?: true
}

type SheetDefinition = { title: string; national: string | null; columns: readonly SurveyColumn[] }

const building: SurveyColumn = {
  field: 'building',
  title: '幢号',
  also: ['自然幢号', '楼号'],
  national: ['ZRZH'],
  reads: 'building',
  isRequired: true,
}
const parcel: SurveyColumn = { field: 'parcel', title: '宗地代码', national: ['ZDDM'], reads: 'text' }
const area = (
  field: string,
  title: string,
  national: readonly string[],
  also: readonly string[] = [],
): SurveyColumn => ({
  field,
  title,
  also,
  national,
  reads: 'number',
})
const words = (
  field: string,
  title: string,
  national: readonly string[],
  also: readonly string[] = [],
): SurveyColumn => ({
  ...area(field, title, national, also),
  reads: 'text',
})

/**
 * The tables of a survey, under our headings and under the table and field names of the national database standard
 * (TD/T 1066 family; the names to be verified against the text).
 */
export const surveySheets: Readonly<Record<SheetKind, SheetDefinition>> = {
  parcels: {
    title: '宗地',
    national: 'ZDJBXX',
    columns: [
      { ...parcel, field: 'code', isRequired: true },
      words('location', '坐落', ['ZL']),
      words('use', '用途', ['YT']),
      area('areaM2', '宗地面积', ['ZDMJ'], ['实测面积', '用地面积']),
      area('approvedM2', '批准面积', ['PZMJ'], ['批准用地面积']),
      words('approvalNo', '批准文号', ['PZWH']),
      words('geometry', '界线GeoJSON', ['GEOJSON'], ['GeoJSON']),
    ],
  },
  boundaries: {
    title: '界址点',
    national: 'JZD',
    columns: [
      parcel,
      { field: 'building', title: '幢号', national: ['ZRZH'], reads: 'building' },
      { field: 'kind', title: '界线类型', national: ['JXLX'], reads: 'boundary' },
      { field: 'ring', title: '圈号', national: ['QH'], reads: 'count' },
      words('no', '点号', ['JZDH'], ['界址点号']),
      area('metresNorth', 'X', ['XZBZ'], ['X坐标', 'X（北）', 'X(北)', '纵坐标']),
      area('metresEast', 'Y', ['YZBZ'], ['Y坐标', 'Y（东）', 'Y(东)', '横坐标']),
      area('longitude', '经度', ['JD']),
      area('latitude', '纬度', ['WD']),
    ],
  },
  buildings: {
    title: '自然幢',
    national: 'ZRZ',
    columns: [
      building,
      words('name', '楼名', ['JZWMC'], ['建筑物名称']),
      parcel,
      { field: 'floors', title: '总层数', national: ['ZCS'], reads: 'count' },
      { field: 'floorsAbove', title: '地上层数', national: ['DSCS'], reads: 'count' },
      { field: 'floorsBelow', title: '地下层数', national: ['DXCS'], reads: 'count' },
      words('use', '规划用途', ['GHYT']),
      words('structure', '结构', ['FWJG'], ['房屋结构']),
      { field: 'units', title: '总套数', national: ['ZTS'], reads: 'count' },
      area('areaM2', '实测建筑面积', ['SCJZMJ'], ['建筑面积']),
      area('predictedM2', '预测建筑面积', ['YCJZMJ']),
    ],
  },
  parts: {
    title: '逻辑幢',
    national: 'LJZ',
    columns: [
      building,
      { field: 'part', title: '逻辑幢号', national: ['LJZH'], reads: 'text', isRequired: true },
      words('door', '门牌号', ['MPH']),
      area('areaM2', '实测建筑面积', ['SCJZMJ'], ['建筑面积']),
      area('predictedM2', '预测建筑面积', ['YCJZMJ']),
    ],
  },
  entrances: {
    title: '单元',
    national: 'DY',
    columns: [
      building,
      { field: 'entrance', title: '单元', also: ['单元号'], national: ['DYH'], reads: 'entrance', isRequired: true },
      { field: 'units', title: '户数', national: ['HS'], reads: 'count' },
    ],
  },
  floors: {
    title: '层',
    national: 'C',
    columns: [
      building,
      { field: 'floor', title: '实际层', national: ['SJC'], reads: 'floor', isRequired: true },
      words('nominal', '名义层', ['MYC']),
      area('areaM2', '层建筑面积', ['CJZMJ']),
      area('innerM2', '层套内面积', ['CTNJZMJ']),
      area('sharedM2', '层分摊面积', ['CFTJZMJ']),
    ],
  },
  units: {
    title: '户',
    national: 'H',
    columns: [
      building,
      words('part', '逻辑幢号', ['LJZH']),
      { field: 'entrance', title: '单元', also: ['单元号'], national: ['DYH'], reads: 'entrance' },
      { field: 'room', title: '房号', also: ['室号'], national: ['FJH', 'SHBW'], reads: 'room', isRequired: true },
      { field: 'floor', title: '实际层', also: ['所在层'], national: ['SJCS', 'SJC'], reads: 'floor' },
      words('nominal', '名义层', ['MYC', 'MYCH']),
      words('code', '不动产单元号', ['BDCDYH'], ['不动产单元代码']),
      words('use', '用途', ['FWYT1', 'FWLX'], ['房屋用途', '规划用途']),
      words('structure', '结构', ['FWJG'], ['房屋结构']),
      area('areaM2', '实测建筑面积', ['SCJZMJ'], ['建筑面积']),
      area('innerM2', '实测套内面积', ['SCTNJZMJ'], ['套内面积']),
      area('sharedM2', '实测分摊面积', ['SCFTJZMJ'], ['分摊面积']),
      area('coefficient', '分摊系数', ['SCFTXS']),
      area('predictedM2', '预测建筑面积', ['YCJZMJ']),
      area('predictedInnerM2', '预测套内面积', ['YCTNJZMJ']),
      area('predictedSharedM2', '预测分摊面积', ['YCFTJZMJ']),
      area('landM2', '分摊土地面积', ['FTTDMJ']),
    ],
  },
}

/** 房屋结构 of the national code list, to be verified. */
export const structureCodes: Readonly<Record<string, string>> = {
  '1': '钢',
  '2': '钢、钢混',
  '3': '钢混',
  '4': '混合',
  '5': '砖木',
  '6': '其他',
}

/** 房屋类型 of the national code list, to be verified. */
export const useCodes: Readonly<Record<string, string>> = {
  '1': '住宅',
  '2': '商业',
  '3': '办公',
  '4': '工业',
  '5': '仓储',
  '6': '车库',
  '99': '其他',
}
