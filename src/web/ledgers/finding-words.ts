/** Words for what the reading of ledgers names: kinds of findings, kinds of blemishes, fields. */
export const findingWords = {
  zh: {
    blemishes: {
      space: '多余空格', full_width: '全角字符', bracket: '括号写法', letter_case: '字母大小写', building: '楼号写法', yes_no: '是否写法', date: '日期写法', month: '年月写法', number_as_text: '数值存为文本',
      thousands: '千分位', unit_word: '数值带单位', money_unit: '金额单位', same_as_above: '同上',
    },
    kinds: {
      id_check_digit: '身份证号校验码错误', id_number_lost_digits: '身份证号存为数值丢位', id_length: '身份证号位数错误', id_birth_date: '身份证号出生日期无效', uscc_check: '信用代码校验码错误', duplicate_unit: '同一房屋重复', owner_id_conflict: '同一证件号对应不同姓名',
      area_not_positive: '建筑面积为零或负数', area_too_large: '建筑面积异常偏大', transfer_before_first: '转移登记早于首次登记', date_in_future: '日期晚于填报时间', date_impossible: '日期不存在', cert_duplicate: '不动产权证号重复', transfer_without_cert: '已转移但无证号',
      unknown_estate: '小区不在小区台账中', missing_mandatory: '必填项为空', floor_above_total: '所在层大于总层数', unit_code_county: '不动产单元号区划不符', unit_code_length: '不动产单元号位数错误', estate_count_mismatch: '套数与小区台账不符', phone_invalid: '联系电话格式错误',
      inner_over_area: '套内面积大于建筑面积', use_unknown: '用途不在选项中', reason_missing: '未转移但未填原因', cert_year: '证号年份与登记时间不符', estate_first_mismatch: '首次登记套数不符', estate_transfer_mismatch: '转移登记套数不符', estate_area_mismatch: '建筑面积不符',
      extract_disagrees: '摘录表与分户台账不符', summary_disagrees: '汇总与台账不符', mixed_reporting_dates: '混合了不同时点', category_unknown: '项目类别不明', total_mismatch: '合计不符', header_missing: '没有表头', column_missing: '缺少必需的列', column_absent: '缺少列',
      column_claimed_twice: '两列同一含义', wrong_county: '不是本县台账', cell_error: '单元格公式错误', number_expected: '应为数值', text_became_date: '文字被当成日期', date_unreadable: '日期无法识别', date_1900: '1900 年日期存疑', month_unreadable: '年月无法识别',
      month_ambiguous: '年月含义不明', merged_quantity: '数量单元格合并', id_form: '证件号格式错误', id_15_digits: '15 位旧身份证号', owner_count_mismatch: '姓名与证件号个数不符', unit_code_form: '不动产单元号格式错误', place_unreadable: '房屋位置无法识别', floor_unreadable: '楼层无法识别',
      transfer_without_date: '已转移但无日期', transfer_contradiction: '转移情况前后矛盾', yes_no_unreadable: '是否无法识别', cert_form: '证号写法少见', cert_county: '证号县名不符', parcel_code_form: '宗地代码格式错误', parcel_code_county: '宗地代码区划不符', count_over_total: '已办数大于总数',
    },
    fields: {
      estate: '小区名称', name: '小区名称（小区台账）', township: '乡镇（街道）', building: '楼号', entrance: '单元', room: '房号', floor: '所在层', floorPair: '所在层/总层数', floorsTotal: '总层数', unitCode: '不动产单元号', use: '用途', structure: '结构', areaM2: '建筑面积', innerAreaM2: '套内面积',
      sharedAreaM2: '分摊面积', ownerName: '权利人', idKind: '证件种类', idNumber: '证件号码', phone: '联系电话', coOwners: '共有人', coOwnerIds: '共有人证件号码', coOwnership: '共有方式', contractNo: '合同编号', priceFen: '合同价款', hasInvoice: '购房发票', deedTaxFen: '契税', maintenanceFundFen: '维修资金',
      firstRegisteredOn: '首次登记时间', isTransferred: '是否转移', transferredOn: '转移登记时间', certificateNo: '不动产权证号', openReason: '未转移原因', isMailed: '是否邮寄', liaison: '包联单位', remark: '备注', location: '坐落', category: '项目类别', nature: '房屋性质', developer: '开发企业',
      developerCode: '统一社会信用代码', parcelCode: '宗地代码', approvedLandM2: '批准用地面积', surveyedLandM2: '实测用地面积', excessLandM2: '超占面积', buildings: '幢数', completedIn: '竣工时间', planning: '规划', fire: '消防', acceptance: '竣工验收', civilDefence: '人防', problems: '存在问题',
      treatment: '处置意见', units: '套数', firstRegisteredUnits: '首次登记套数', transferredUnits: '转移登记套数', openUnits: '未办套数',
    },
  },
  en: {
    blemishes: {
      space: 'extra blanks', full_width: 'full-width characters', bracket: 'brackets', letter_case: 'letter case', building: 'building numbers', yes_no: 'yes/no', date: 'dates', month: 'months', number_as_text: 'numbers stored as text',
      thousands: 'thousands separators', unit_word: 'numbers with units', money_unit: 'money units', same_as_above: 'ditto',
    },
    kinds: {
      id_check_digit: 'ID check character', id_number_lost_digits: 'ID stored as a number', id_length: 'ID length', id_birth_date: 'ID birth date', uscc_check: 'Credit code check character', duplicate_unit: 'Same home twice', owner_id_conflict: 'One ID, two names',
      area_not_positive: 'Area not positive', area_too_large: 'Area too large', transfer_before_first: 'Transfer before first registration', date_in_future: 'Date after reporting day', date_impossible: 'Impossible date', cert_duplicate: 'Certificate twice', transfer_without_cert: 'Transfer without certificate',
      unknown_estate: 'Unknown estate', missing_mandatory: 'Mandatory cell empty', floor_above_total: 'Floor above total', unit_code_county: 'Unit code of another county', unit_code_length: 'Unit code length', estate_count_mismatch: 'Count differs from estate ledger', phone_invalid: 'Phone format',
      inner_over_area: 'Inner area above area', use_unknown: 'Unknown use', reason_missing: 'No reason given', cert_year: 'Certificate year', estate_first_mismatch: 'First registrations differ', estate_transfer_mismatch: 'Transfers differ', estate_area_mismatch: 'Area differs',
      extract_disagrees: 'Extract disagrees', summary_disagrees: 'Summary disagrees', mixed_reporting_dates: 'Mixed reporting dates', category_unknown: 'Category unknown', total_mismatch: 'Total differs', header_missing: 'No header', column_missing: 'Column missing', column_absent: 'Column absent',
      column_claimed_twice: 'Two columns, one meaning', wrong_county: 'Another county', cell_error: 'Formula error', number_expected: 'Number expected', text_became_date: 'Text became a date', date_unreadable: 'Unreadable date', date_1900: '1900 date in doubt', month_unreadable: 'Unreadable month',
      month_ambiguous: 'Ambiguous month', merged_quantity: 'Merged quantity', id_form: 'ID form', id_15_digits: 'Old 15-digit ID', owner_count_mismatch: 'Names and IDs differ in number', unit_code_form: 'Unit code form', place_unreadable: 'Unreadable place', floor_unreadable: 'Unreadable floor',
      transfer_without_date: 'Transfer without date', transfer_contradiction: 'Contradicting transfer', yes_no_unreadable: 'Unreadable yes/no', cert_form: 'Unusual certificate number', cert_county: 'Certificate of another county', parcel_code_form: 'Parcel code form', parcel_code_county: 'Parcel code of another county', count_over_total: 'More done than there are',
    },
    fields: {
      estate: 'Estate', name: 'Estate (estate ledger)', township: 'Township', building: 'Building', entrance: 'Entrance', room: 'Room', floor: 'Floor', floorPair: 'Floor/total', floorsTotal: 'Floors', unitCode: 'Unit code', use: 'Use', structure: 'Structure', areaM2: 'Floor area', innerAreaM2: 'Inner area',
      sharedAreaM2: 'Shared area', ownerName: 'Owner', idKind: 'ID kind', idNumber: 'ID number', phone: 'Phone', coOwners: 'Co-owner', coOwnerIds: 'Co-owner ID', coOwnership: 'Co-ownership', contractNo: 'Contract', priceFen: 'Price', hasInvoice: 'Invoice', deedTaxFen: 'Deed tax', maintenanceFundFen: 'Maintenance fund',
      firstRegisteredOn: 'First registration', isTransferred: 'Transferred?', transferredOn: 'Transfer', certificateNo: 'Certificate', openReason: 'Why open', isMailed: 'Mailed', liaison: 'Liaison', remark: 'Remark', location: 'Location', category: 'Category', nature: 'Kind of housing', developer: 'Developer',
      developerCode: 'Credit code', parcelCode: 'Parcel code', approvedLandM2: 'Approved land', surveyedLandM2: 'Surveyed land', excessLandM2: 'Excess land', buildings: 'Buildings', completedIn: 'Completed', planning: 'Planning', fire: 'Fire', acceptance: 'Acceptance', civilDefence: 'Civil defence', problems: 'Problems',
      treatment: 'Treatment', units: 'Homes', firstRegisteredUnits: 'First-registered', transferredUnits: 'Transferred', openUnits: 'Open',
    },
  },
}
