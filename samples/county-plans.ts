import type { Category } from '#domain/estates/categories.ts'
import type { IsoDate } from '#domain/shared/quantities.ts'

type CategoryPlan = { category: Category; estates: number; units: number }

/** What the sample campaign fixes for a county before anything is drawn. */
export type CountyPlan = {
  /** Place in this list; keeps the people and companies of counties apart. */
  order: number
  /** GB/T 2260. */
  code: string
  name: string
  townships: readonly string[]
  /** Nouns of the county's theme: with an adjective they name its estates and companies, none of which exists. */
  nouns: readonly string[]
  categories: readonly CategoryPlan[]
  /** Day of the last first registration. */
  firstRegisteredBy: IsoDate
  /** Units transferred in October and November 2022, after the city's reporting day. */
  lateUnits: number
  /** Units not transferred on 2022-11-30. */
  openUnits: number
  worksWeekends: boolean
  /** Share of certificates sent by post. */
  mailedShare: number
  /** Price of a square metre of a new home, yuan. */
  priceYuan: number
}

const usual = { lateUnits: 0, worksWeekends: false, mailedShare: 0.04 }

const plansByCode: readonly Omit<CountyPlan, 'order'>[] = [
  {
    ...usual,
    code: '141102',
    name: '离石区',
    townships: ['云鹤街道', '青雀街道', '丹鹭街道', '长鸿街道', '鸢坪镇', '鹊沟镇'],
    nouns: [...'鹤鹭鸥雁鹊莺鸢鹂鸽燕鹏鸾雀鸿鹰鹄'],
    categories: [
      { category: 'legacy', estates: 318, units: 51_240 },
      { category: 'new_build', estates: 120, units: 22_880 },
    ],
    firstRegisteredBy: '2022-04-14',
    openUnits: 21,
    priceYuan: 5200,
  },
  {
    ...usual,
    code: '141121',
    name: '文水县',
    townships: ['金鲤镇', '银鲈镇', '贝坊镇', '珊桥镇', '螺湾乡'],
    nouns: [...'鲸鲤鲟鲈螺贝珊鳐鲷鳟蚌鲳'],
    categories: [
      { category: 'legacy', estates: 104, units: 12_950 },
      { category: 'new_build', estates: 32, units: 4690 },
    ],
    firstRegisteredBy: '2022-04-13',
    openUnits: 6,
    priceYuan: 3800,
  },
  {
    ...usual,
    code: '141122',
    name: '交城县',
    townships: ['琴台镇', '笛沟镇', '钟岭镇', '磬石镇', '弦河乡'],
    nouns: [...'琴瑟笛箫筝鼓钟磬笙埙铃弦'],
    categories: [
      { category: 'legacy', estates: 90, units: 11_620 },
      { category: 'new_build', estates: 28, units: 4360 },
    ],
    firstRegisteredBy: '2022-04-14',
    openUnits: 5,
    priceYuan: 3900,
  },
  {
    ...usual,
    code: '141123',
    name: '兴县',
    townships: ['橘园镇', '柚林镇', '莓坡镇', '菱塘乡'],
    nouns: [...'橘柚榴莓椰橙檬莲菱芒蕉荔'],
    categories: [
      { category: 'legacy', estates: 52, units: 5020 },
      { category: 'new_build', estates: 14, units: 1710 },
    ],
    firstRegisteredBy: '2022-04-12',
    openUnits: 2,
    priceYuan: 3300,
  },
  {
    ...usual,
    code: '141124',
    name: '临县',
    townships: ['璞山镇', '琮坪镇', '翡川镇', '珀崖镇', '璧河乡'],
    nouns: [...'珀玛琥琮璋璧珏琅琛瑚翡璞'],
    categories: [
      { category: 'legacy', estates: 64, units: 6880 },
      { category: 'new_build', estates: 18, units: 2360 },
    ],
    firstRegisteredBy: '2022-04-14',
    openUnits: 3,
    priceYuan: 3300,
  },
  {
    ...usual,
    code: '141125',
    name: '柳林县',
    townships: ['霞川镇', '虹桥镇', '霁岭镇', '雪坪镇', '露泉乡'],
    nouns: [...'霞虹霓霁雪霜露雾霖雷霰飏'],
    categories: [
      { category: 'legacy', estates: 79, units: 9710 },
      { category: 'new_build', estates: 25, units: 3550 },
    ],
    firstRegisteredBy: '2022-04-13',
    openUnits: 4,
    priceYuan: 4100,
  },
  {
    ...usual,
    code: '141126',
    name: '石楼县',
    townships: ['舟坪镇', '帆岭镇', '锚湾乡'],
    nouns: [...'舟帆桨桅锚舵舶舫舰艇篷筏'],
    categories: [
      { category: 'legacy', estates: 29, units: 2290 },
      { category: 'new_build', estates: 8, units: 782 },
    ],
    firstRegisteredBy: '2022-04-08',
    openUnits: 0,
    priceYuan: 2900,
  },
  {
    ...usual,
    code: '141127',
    name: '岚县',
    townships: ['墨池镇', '砚台镇', '笺河镇', '帖岭乡'],
    nouns: [...'笔墨砚笺毫卷册帖轴印匣案'],
    categories: [
      { category: 'legacy', estates: 43, units: 4170 },
      { category: 'new_build', estates: 13, units: 1440 },
    ],
    firstRegisteredBy: '2022-04-11',
    openUnits: 1,
    priceYuan: 3200,
  },
  {
    ...usual,
    code: '141128',
    name: '方山县',
    townships: ['金粟镇', '麦川镇', '穗坪镇', '荞岭乡'],
    nouns: [...'粟黍稷麦菽稻麻荞穗禾秧苗'],
    categories: [
      { category: 'legacy', estates: 22, units: 2310 },
      { category: 'new_district', estates: 7, units: 1340 },
      { category: 'shantytown', estates: 6, units: 870 },
      { category: 'new_build', estates: 8, units: 910 },
    ],
    firstRegisteredBy: '2022-04-12',
    openUnits: 1,
    priceYuan: 3400,
  },
  {
    ...usual,
    code: '141129',
    name: '中阳县',
    townships: ['茗山镇', '盏坪镇', '壶沟镇', '樽岭乡'],
    nouns: [...'茗盏壶樽杯瓯盅罐瓶钵碗盘'],
    categories: [
      { category: 'legacy', estates: 70, units: 8390 },
      { category: 'new_build', estates: 22, units: 3090 },
    ],
    firstRegisteredBy: '2022-04-14',
    openUnits: 3,
    priceYuan: 3700,
  },
  {
    ...usual,
    code: '141130',
    name: '交口县',
    townships: ['锦川镇', '绸坊镇', '纱岭镇', '绢河乡'],
    nouns: [...'绫罗绸锦绢纱帛缎绣缦缨绮'],
    categories: [
      { category: 'legacy', estates: 57, units: 2543 },
      { category: 'new_build', estates: 14, units: 739 },
    ],
    firstRegisteredBy: '2022-04-13',
    openUnits: 0,
    mailedShare: 0.18,
    priceYuan: 3100,
  },
  {
    ...usual,
    code: '141181',
    name: '孝义市',
    townships: ['云杉街道', '青桐街道', '枫桥街道', '榆岭镇', '桑园镇', '椿沟镇'],
    nouns: [...'杉桐桦樟榆枫榕椿楠栎梓桑檀榉桉柞'],
    categories: [
      { category: 'legacy', estates: 203, units: 31_470 },
      { category: 'new_build', estates: 73, units: 12_880 },
    ],
    firstRegisteredBy: '2022-04-15',
    openUnits: 14,
    priceYuan: 4700,
  },
  {
    ...usual,
    code: '141182',
    name: '汾阳市',
    townships: ['明灯街道', '金炬街道', '晨晖镇', '焰山镇', '烁坪镇', '曦川镇'],
    nouns: [...'灯炬焰辉曦晖烨炫煌烁熠曜'],
    categories: [
      { category: 'legacy', estates: 71, units: 6240 },
      { category: 'new_build', estates: 24, units: 2766 },
    ],
    firstRegisteredBy: '2022-04-15',
    lateUnits: 83,
    openUnits: 357,
    worksWeekends: true,
    priceYuan: 4400,
  },
]

/** The thirteen counties in the order of their codes. Splits that no report has published are invented. */
export const countyPlans: readonly CountyPlan[] = plansByCode.map((plan, order) => ({ ...plan, order }))
