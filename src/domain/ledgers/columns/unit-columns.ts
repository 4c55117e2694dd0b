import type { ColumnRule } from './match.ts'

/** Columns about the first registration stand under such a group; a bare 登记时间 there is not the transfer's. */
const first = /首次登记|首登|初始登记|大证/
const transfer = /转移登记|转移|过户|办证|分户|小证/
const liaison = /包联|包保|联系领导|责任|网格/
const coOwner = /共有/
const seller = /开发|建设单位|出卖|代理|经办/

/** Names of the columns of a unit ledger (分户台账), as counties write them. */
export const unitColumns: readonly ColumnRule[] = [
  { field: 'serial', reads: 'text', label: /^(?:序号|编号|顺序号|户序号|NO\.?)$/i },
  {
    field: 'county',
    reads: 'text',
    label: /^(?:县|县市区|县区|区县|县市|所属县市?区?|所在县市?区?|行政区划?)(?:名称)?$/,
  },
  {
    field: 'township',
    reads: 'text',
    label: /^(?:所[在属]|所在的)?(?:乡镇|镇乡|镇|乡|街道|乡镇街道|镇街|街镇|街道办(?:事处)?|乡镇办)(?:名称)?$/,
  },
  { field: 'estate', reads: 'text', label: /^(?:所[在属])?(?:住宅)?小区(?:名称?|项目名称|或项目名称)?$/, weight: 8 },
  {
    field: 'estate',
    reads: 'text',
    label: /^(?:所[在属])?(?:楼盘|项目|院落|家属院|工程|开发项目|建设项目)(?:名称?)?$/,
    weight: 6,
  },
  { field: 'estate', reads: 'text', label: /^名称$/, group: /小区|项目|楼盘/ },
  {
    field: 'building',
    reads: 'text',
    label: /^(?:自然|房屋|所[在属])?(?:楼|幢|栋|座|楼栋|楼幢|幢栋|楼座)(?:编?号|号楼|号码|名称?)?$/,
  },
  { field: 'entrance', reads: 'text', label: /^(?:所[在属])?(?:单元|门洞|梯)(?:编?号|名称)?$/ },
  {
    field: 'room',
    reads: 'text',
    label:
      /^(?:(?:房|室|户|房间|户室|房室|室房|门牌|房屋|分户|房产|单元房|间|门)(?:编?号|号码|号牌)|房间|户室|室|房号室号|户号房号)$/,
  },
  {
    field: 'place',
    reads: 'text',
    label: /^(?:房屋|不动产|楼栋|详细|具体)?(?:坐落|座落|位置|地址|楼栋房号|楼号房号|楼房号)$/,
    weight: 3,
  },
  {
    field: 'floorPair',
    reads: 'text',
    label: /^(?:层次|所在层[/／]总层数|楼层[/／]总(?:楼层|层数?)|层数[/／]总层数)$/,
  },
  { field: 'floor', reads: 'text', label: /^(?:所在(?:楼?层|层数|层次)|楼层|层号|层|名义层|实际层)$/ },
  {
    field: 'floorsTotal',
    reads: 'text',
    label: /^(?:房屋|楼房|建筑|楼栋)?(?:总(?:楼层|层数?|层高)|层数|地上层数|楼层总数|总楼层数)$/,
  },
  { field: 'unitCode', reads: 'text', label: /^(?:不动产)?单元(?:代码|编码|号码?|编号|代号)$/, weight: 4 },
  { field: 'unitCode', reads: 'text', label: /^不动产单元(?:代码|编码|号码?|编号)?$|^BDCDYH$/i, weight: 8 },
  { field: 'use', reads: 'text', label: /^(?:房屋|规划|设计|使用|实际|登记|房产|房屋规划)?(?:用途|房屋类型)$/ },
  { field: 'structure', reads: 'text', label: /^(?:房屋|建筑|楼房)?(?:结构|结构类型|房屋结构)$/ },
  {
    field: 'areaM2',
    reads: 'area',
    label: /^(?:房屋|实测|登记|证载|产权|住房|合计)?(?:建筑面积|建面|总建筑面积)$/,
    weight: 7,
  },
  { field: 'areaM2', reads: 'area', label: /^(?:房屋|住房|产权|登记|证载|实测)?面积$/, weight: 4 },
  { field: 'innerAreaM2', reads: 'area', label: /^(?:房屋|实测)?(?:套内|专有|室内)(?:建筑|部分)?(?:建筑)?面积?$/ },
  {
    field: 'sharedAreaM2',
    reads: 'area',
    label: /^(?:房屋|实测)?(?:分摊|公摊|共有分摊|公用分摊)(?:建筑|共有)?(?:建筑)?面积?$/,
  },
  {
    field: 'ownerName',
    reads: 'text',
    label: /^(?:不动产|房屋|产权)?(?:权利|产权|所有权|买受|购房|受让|权属)人(?:姓名|名称|姓名或名称|姓名名称)?$/,
    notGroup: /共有人|代理/,
    weight: 8,
  },
  {
    field: 'ownerName',
    reads: 'text',
    label: /^(?:业主|户主|房主|住户|申请人|买方|购买人|产权所有人)(?:姓名|名称)?$/,
    weight: 6,
  },
  {
    field: 'ownerName',
    reads: 'text',
    label: /^(?:姓名|名称|姓名或名称|姓名名称|姓名\/名称)$/,
    notGroup: /共有|包联|包保|代理|联系人|开发|建设单位|小区|项目/,
    weight: 5,
  },
  {
    field: 'idKind',
    reads: 'text',
    label: /^(?:权利人|产权人|买受人|业主|购房人)?(?:身份)?证件(?:种类|类型|类别|名称)$/,
    notGroup: coOwner,
  },
  {
    field: 'idNumber',
    reads: 'text',
    label: /^(?!.*(?:共有|配偶|代理)).*(?:身份证|证件|身份)(?:件|证)?(?:号码?|编号|证号)?$|^公民身份号码$/,
    notGroup: /共有人|配偶|代理/,
  },
  {
    field: 'idNumber',
    reads: 'text',
    label: /^(?:统一)?(?:社会)?信用代码$/,
    group: /权利人|产权人|业主|买受人/,
    weight: 2,
  },
  {
    field: 'phone',
    reads: 'text',
    label: /^(?!.*(?:共有|配偶|代理|包联)).*(?:电话|手机|手机号码?|联系方式|联系号码)(?:号码?)?$/,
    notGroup: new RegExp(`${liaison.source}|${seller.source}|共有人`),
  },
  { field: 'coOwners', reads: 'text', label: /^(?:其他|其它)?共有(?:人|权人|权利人)(?:姓名|名称)?$|^配偶(?:姓名)?$/ },
  { field: 'coOwners', reads: 'text', label: /^姓名$/, group: /共有人|配偶/ },
  { field: 'coOwnerIds', reads: 'text', label: /(?:共有|配偶).*(?:身份证|证件)/ },
  { field: 'coOwnerIds', reads: 'text', label: /身份证|证件号/, group: /共有人|配偶/ },
  { field: 'coOwnership', reads: 'text', label: /^共有(?:方式|情况|类型|形式|性质)$/ },
  {
    field: 'contractNo',
    reads: 'text',
    label: /^(?:商品房|房屋|网签|预售|购房|买卖|备案|购销)*(?:合同|网签|备案)(?:编号|号码?|备案号|备案编号|网签号)$/,
  },
  {
    field: 'priceFen',
    reads: 'money',
    label:
      /^(?:房屋|合同|成交|购房|交易|住房|买卖)*(?:价款|总价款?|成交价款?|金额|总房款|房款|房价款?|购房款|价格|总额|成交金额|合同价)$/,
    notGroup: /税|资金/,
  },
  {
    field: 'hasInvoice',
    reads: 'yes_no',
    label: /^(?:有无|是否有|是否开具|是否取得)?(?:购房|增值税|销售|不动产)*发票(?:情况)?$/,
  },
  { field: 'deedTaxFen', reads: 'money', label: /^(?!.*(?:是否|票号|凭证|应缴|欠|时间|日期)).*契税(?:金额|税额|额)?$/ },
  {
    field: 'maintenanceFundFen',
    reads: 'money',
    label: /^(?!.*(?:是否|票号|凭证|应缴|应交|欠|时间|日期)).*维修(?:资金|基金)(?:金额|额)?$/,
  },
  {
    field: 'firstRegisteredOn',
    reads: 'day',
    label: /^(?:首次登记|首登|初始登记)(?:办结|完成|登簿|办理|登记)?(?:时间|日期)$/,
    weight: 8,
  },
  { field: 'firstRegisteredOn', reads: 'day', label: /(?:时间|日期)$/, group: first },
  { field: 'firstCertificateNo', reads: 'text', label: /证/, group: first },
  {
    field: 'transferredOn',
    reads: 'day',
    label: /^(?:转移登记|转移|过户|办证|转登|发证|领证|分户登记)(?:办结|完成|登簿|办理|登记)?(?:时间|日期)$/,
    weight: 7,
  },
  {
    field: 'transferredOn',
    reads: 'day',
    label: /^(?:登记|办结|登簿|完成|办理|办证|发证)?(?:时间|日期)$/,
    group: transfer,
    weight: 7,
  },
  { field: 'transferredOn', reads: 'day', label: /^(?:登记|登簿)(?:时间|日期)$/, notGroup: first, weight: 4 },
  {
    field: 'isTransferred',
    reads: 'yes_no',
    label:
      /^是否(?:已)?(?:完成|办理?|办结)?(?:转移登记|转移|办证|过户|分户登记|办理)$|^转移(?:登记)?(?:状态|情况|办理情况)$/,
    weight: 7,
  },
  {
    field: 'isTransferred',
    reads: 'yes_no',
    label: /^(?:是否办理|办理状态|办理情况|办证状态|办证情况|登记状态|状态|是否办结|是否完成)$/,
    notGroup: first,
  },
  {
    field: 'certificateNo',
    reads: 'text',
    label:
      /^(?:不动产|房屋|房产)?(?:权|产权|权属|所有权)?证书?(?:编?号|号码|编码)$|^不动产权(?:证书?)?(?:编?号|号码|证号)?$|^(?:权|产权)?证号$/,
    notGroup: new RegExp(`${first.source}|土地|身份`),
  },
  { field: 'openReason', reads: 'text', label: /^(?:未.{0,8}|不能.{0,6}|暂未.{0,6})(?:原因|理由)$/, weight: 8 },
  { field: 'openReason', reads: 'text', label: /^(?:原因|未办原因说明)$/, weight: 6 },
  { field: 'openReason', reads: 'text', label: /^(?:存在问题|存在的问题|问题|主要问题)$/, weight: 3 },
  { field: 'isMailed', reads: 'yes_no', label: /^(?:是否)?(?:邮寄|快递|寄递)(?:证书|送达)?$/ },
  { field: 'liaison', reads: 'text', label: /^(?:包联|包保|联系|帮扶|责任)(?:单位|部门)$/ },
  { field: 'remark', reads: 'text', label: /^(?:备注|备注说明|说明|附注)$/ },
]

/** The fields a unit ledger cannot do without, with what the clerk calls them. */
export const mandatoryUnitFields = {
  estate: '小区名称',
  building: '楼号',
  room: '房号',
  ownerName: '权利人',
  idNumber: '证件号码',
  areaM2: '建筑面积',
} as const

/** Fields whose absence is told, but without which a home can be taken over. */
export const expectedUnitFields = { firstRegisteredOn: '首次登记时间' } as const
