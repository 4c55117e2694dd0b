import type { ColumnRule } from './match.ts'

const developer = /开发|建设单位|建设主体|主体|房开|企业/
const first = /首次登记|首登|初始登记/
const transfer = /转移登记|转移|分户/
const liaison = /包联|包保|联系领导|责任|帮扶/
const papers = /手续|要件|检测|认定|鉴定|资料|验收/
const appraisals = /检测|评估|鉴定|第三方/
const problemGroup = /^(?:存在|主要|涉及)(?:的)?问题$/

/** 消防检测, 消防安全评估, 第三方消防检测认定 … */
const appraisalOf = (of: string, ways: string) =>
  new RegExp(`^(?:第三方)?${of}(?:安全|验收|设施)?(?:第三方)?(?:${ways})(?:检测|评估|鉴定|认定|报告|结果|情况)*$`)

/** Names of the columns of an estate ledger (小区台账, 项目台账), as counties write them. */
export const estateColumns: readonly ColumnRule[] = [
  { field: 'serial', reads: 'text', label: /^(?:序号|编号|顺序号|NO\.?)$/i },
  {
    field: 'county',
    reads: 'text',
    label: /^(?:县|县市区|县区|区县|县市|所属县市?区?|所在县市?区?|行政区划?)(?:名称)?$/,
  },
  {
    field: 'township',
    reads: 'text',
    label: /^(?:所[在属])?(?:乡镇|镇乡|镇|乡|街道|乡镇街道|镇街|街镇|街道办(?:事处)?|乡镇办)(?:名称)?$/,
  },
  { field: 'name', reads: 'text', label: /^(?:住宅)?小区(?:名称?|项目名称|或项目名称)?$/, weight: 8 },
  { field: 'name', reads: 'text', label: /^(?:楼盘|项目|院落|家属院|工程|开发项目|建设项目)(?:名称?)?$/, weight: 6 },
  { field: 'location', reads: 'text', label: /^(?:项目|小区|房屋|详细|具体)?(?:坐落|座落|地址|位置|地点)$/ },
  { field: 'category', reads: 'text', label: /^(?:项目|小区|所属)?(?:类别|类型|分类)$/ },
  { field: 'nature', reads: 'text', label: /^(?:房屋|项目|住房|房产)(?:性质)$|^性质$/ },
  {
    field: 'developer',
    reads: 'text',
    label: /^(?:开发|建设|开发建设|房地产开发|开发商)(?:单位|企业|主体|公司|商)?(?:名称)?$/,
    weight: 6,
  },
  { field: 'developer', reads: 'text', label: /^(?:单位|企业|公司|主体)?名称$/, group: developer },
  { field: 'developerCode', reads: 'text', label: /^(?:统一)?(?:社会)?信用代码$/ },
  {
    field: 'developerContact',
    reads: 'text',
    label: /^(?:联系人|负责人|法人|法定代表人|法人代表)(?:姓名)?$/,
    group: developer,
  },
  {
    field: 'developerContact',
    reads: 'text',
    label: /^(?:开发|建设|开发商|法定|企业|公司).{0,4}(?:联系人|负责人|代表人?)$/,
  },
  { field: 'developerPhone', reads: 'text', label: /电话|手机|联系方式/, group: developer },
  { field: 'developerPhone', reads: 'text', label: /^(?:联系电话|联系方式|手机号?码?)$/, notGroup: liaison, weight: 3 },
  { field: 'parcelCode', reads: 'text', label: /^宗地(?:代码|编码|号|编号|统一编码)$|^地籍号$/ },
  {
    field: 'landAcquisition',
    reads: 'text',
    label: /^(?:土地)?(?:取得方式|供应方式|供地方式|使用权类型|使用权取得方式|权利性质|权属性质)$/,
  },
  { field: 'approvedLandM2', reads: 'area', label: /^(?:批准|审批|证载|出让)(?:占地|用地|土地)?面积$/ },
  { field: 'approvedLandM2', reads: 'area', label: /^(?:宗地|土地|用地|占地)面积$/, weight: 3 },
  {
    field: 'surveyedLandM2',
    reads: 'area',
    label: /^(?:实测|实际|现状)(?:占地|用地|土地)?面积$/,
    notGroup: /房屋|建筑/,
  },
  { field: 'excessLandM2', reads: 'area', label: /^(?:超占|超批|超出|超用地|超批准)(?:占地|用地|土地)?面积$/ },
  { field: 'buildings', reads: 'number', label: /^(?:总)?(?:楼|幢|栋|楼栋|楼幢|幢栋|建筑)(?:数量?|总数)$/ },
  { field: 'maxFloors', reads: 'number', label: /^(?:最高|最大|总)?层数$/ },
  { field: 'areaM2', reads: 'area', label: /^(?:总|房屋|合计)?(?:建筑面积|建面|总建筑面积)$/ },
  {
    field: 'completedIn',
    reads: 'month',
    label: /^(?:建成|竣工|完工|交付|入住|交房|建设)(?:时间|年月|年份|日期|年代|年度)$/,
  },
  // An acceptance is the authority's own; an appraisal is a third party's, an opinion what the authority makes of it.
  {
    field: 'planning',
    reads: 'yes_no',
    label: /^规划(?:核实|验收|核验|手续|条件核实|许可|备案|情况)*$/,
    group: papers,
  },
  { field: 'planningAppraisal', reads: 'yes_no', label: /^规划(?:核实|验收|情况)*$/, group: appraisals, weight: 6 },
  { field: 'planningAppraisal', reads: 'yes_no', label: appraisalOf('规划', '检测|实测|测量|评估|鉴定') },
  { field: 'planningOpinion', reads: 'yes_no', label: /^规划(?:核实)?认定(?:意见书?)?$|^规划意见书?$/ },
  { field: 'fire', reads: 'yes_no', label: /^消防(?:验收|手续|备案|审核|情况)*$/, group: papers },
  { field: 'fireAppraisal', reads: 'yes_no', label: /^消防(?:安全|验收|情况)*$/, group: appraisals, weight: 6 },
  { field: 'fireAppraisal', reads: 'yes_no', label: appraisalOf('消防', '检测|评估|鉴定|认定') },
  { field: 'fireOpinion', reads: 'yes_no', label: /^消防(?:安全|验收)?(?:认定)?意见书?$/ },
  {
    field: 'acceptance',
    reads: 'yes_no',
    label: /^(?:竣工|联合|综合)(?:验收|验收备案|备案|核实|手续|情况)*$/,
    group: papers,
  },
  { field: 'acceptanceOpinion', reads: 'yes_no', label: /^(?:房屋|工程)?(?:质量|竣工)(?:安全|验收)?(?:认定)?意见书?$/ },
  {
    field: 'civilDefence',
    reads: 'yes_no',
    label: /^人防(?:手续|验收|工程|备案|易地建设费|情况)*$/,
    group: papers,
  },
  {
    field: 'quality',
    reads: 'yes_no',
    label: /^(?:房屋|工程)?(?:质量|结构)(?:安全|可靠性)?(?:鉴定|检测|验收|评估|监督|认定)*$/,
    group: papers,
  },
  {
    field: 'problemCount',
    reads: 'number',
    label: /^(?:问题)?(?:总数|个数|条数|数量?|合计|小计)$/,
    group: problemGroup,
  },
  {
    field: 'problemMarks',
    reads: 'yes_no',
    label: /^(?!(?:问题)?(?:总数|个数|条数|数量?|合计|小计)$|备注).+$/,
    group: problemGroup,
    isShared: true,
  },
  { field: 'problems', reads: 'text', label: /^(?:存在|主要)(?:的)?问题$|^问题(?:描述|类型)?$/ },
  { field: 'treatment', reads: 'text', label: /^(?:处置|解决|处理|推进|办理)(?:意见|办法|措施|方案|建议|路径)$/ },
  {
    field: 'units',
    reads: 'number',
    label:
      /^(?:总|房屋|涉及|纳入|纳入清零|清零|住宅|项目|应办|合计|房屋总|涉及房屋)?(?:套数|户数|总套数|总户数|套\/户数)$/,
    notGroup: /首次|首登|转移/,
    weight: 6,
  },
  { field: 'units', reads: 'number', label: /^应(?:办|登|办理|登记)(?:套数|户数|数)?$/, group: first, weight: 3 },
  {
    field: 'firstRegisteredUnits',
    reads: 'number',
    label: /^(?:已|完成|已完成)(?:办|办理|登记|登|办结)?(?:套数|户数|数)?$|^完成(?:套|户)数$/,
    group: first,
  },
  { field: 'firstRegisteredUnits', reads: 'number', label: /^(?:首次登记|首登)(?:已办|完成)?(?:套数|户数|数)$/ },
  { field: 'firstRegisteredOn', reads: 'day', label: /(?:时间|日期)$/, group: first },
  { field: 'firstRegisteredOn', reads: 'day', label: /^(?:首次登记|首登)(?:办结|完成|登簿|办理|登记)?(?:时间|日期)$/ },
  { field: 'firstCertificateNo', reads: 'text', label: /证/, group: first },
  {
    field: 'transferableUnits',
    reads: 'number',
    label: /^应(?:办|登|办理|登记|转移)(?:套数|户数|数)?$/,
    group: transfer,
  },
  {
    field: 'transferredUnits',
    reads: 'number',
    label: /^(?:已|完成|已完成)(?:办|办理|登记|登|办结|转移)?(?:套数|户数|数)?$|^完成(?:套|户)数$/,
    group: transfer,
  },
  {
    field: 'transferredUnits',
    reads: 'number',
    label: /^(?:转移登记|转移|已转移|已办证)(?:已办|完成)?(?:套数|户数|数)$/,
  },
  {
    field: 'openUnits',
    reads: 'number',
    label: /^(?:未(?:办|办理|登记|转移|完成)|剩余)(?:套数|户数|数)?$/,
    group: transfer,
  },
  { field: 'openUnits', reads: 'number', label: /^(?:未转移|未办证)(?:登记)?(?:套数|户数|数)$/ },
  { field: 'lastTransferredOn', reads: 'day', label: /(?:时间|日期)$/, group: transfer },
  { field: 'liaison', reads: 'text', label: /^(?:包联|包保|牵头|责任|主办|联系)(?:单位|部门)$/ },
  {
    field: 'liaisonPerson',
    reads: 'text',
    label: /^(?:包联|包保)?(?:领导|责任人|包联人|干部|负责人)(?:姓名)?$/,
    group: liaison,
  },
  { field: 'liaisonPerson', reads: 'text', label: /^(?:包联|包保)(?:领导|责任人|人|干部|负责人)(?:姓名)?$/ },
  { field: 'remark', reads: 'text', label: /^(?:备注|备注说明|说明|附注)$/ },
]

/** The fields without which an estate cannot be taken over, with what the clerk calls them. */
export const mandatoryEstateFields = { name: '小区名称' } as const

/** Names of the columns of a building list (楼栋表). */
export const buildingColumns: readonly ColumnRule[] = [
  { field: 'serial', reads: 'text', label: /^(?:序号|编号|顺序号|NO\.?)$/i },
  { field: 'estate', reads: 'text', label: /^(?:所[在属])?(?:住宅)?小区(?:名称?|项目名称)?$/, weight: 8 },
  { field: 'estate', reads: 'text', label: /^(?:所[在属])?(?:楼盘|项目|院落|家属院)(?:名称?)?$/, weight: 6 },
  { field: 'building', reads: 'text', label: /^(?:自然|房屋)?(?:楼|幢|栋|座|楼栋|楼幢)(?:编?号|号楼|名称?)?$/ },
  { field: 'floors', reads: 'number', label: /^(?:总|地上|最高)?(?:层数|楼层数?|总层数)$/ },
  { field: 'entrances', reads: 'number', label: /^(?:总)?单元(?:数量?|总数)$/ },
  { field: 'units', reads: 'number', label: /^(?:总|房屋|住宅)?(?:套数|户数|总套数|总户数)$/ },
  { field: 'structure', reads: 'text', label: /^(?:房屋|建筑)?结构(?:类型)?$/ },
]
