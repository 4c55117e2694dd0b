import { describe, expect, test } from 'vitest'
import { responsibleUnits } from '../diagnosis/catalogue.ts'
import { isOfficeCode, type UnitCode, unitCodeOf } from './unit-names.ts'

describe('an office is known by its name', () => {
  test.each([
    ['县自然资源局', 'natural_resources'],
    ['方山县自然资源局', 'natural_resources'],
    ['市规划和自然资源局', 'natural_resources'],
    ['住建局', 'housing'],
    ['县住房和城乡建设局', 'housing'],
    ['县住房和城乡建设管理局', 'housing'],
    ['县行政审批服务管理局', 'approval'],
    ['行政审批局', 'approval'],
    ['国家税务总局方山县税务局', 'tax'],
    ['县财政局', 'finance'],
    ['县不动产登记中心', 'registration_centre'],
    ['县自然资源局不动产登记中心', 'registration_centre'],
    ['县城乡建设综合服务中心', 'urban_service'],
    ['县人防办', 'civil_defence'],
    ['县人民防空办公室', 'civil_defence'],
    ['县消防救援大队', 'fire'],
    ['县清零办', 'clearance_office'],
    ['房屋产权登记清零行动办公室', 'clearance_office'],
    ['县综合行政执法局', 'enforcement'],
    ['县城市管理局', 'enforcement'],
    ['县人民法院', 'court'],
    ['县人民政府', 'government'],
    ['汾阳市政府办', 'government'],
    ['县纪委监委', 'inspection'],
    ['圪洞镇', 'township'],
    ['圪洞镇人民政府', 'township'],
    ['文峰街道办事处', 'township'],
    ['乡镇（街道）社区', 'township'],
  ])('%s is %s', (name, code) => expect(unitCodeOf(name)).toBe(code))

  test.each(['县教育局', '某某房地产开发有限公司', '县公安局', '县融媒体中心', '城镇居民'])(
    '%s is none of them',
    (name) => expect(unitCodeOf(name)).toBeUndefined(),
  )

  test('every office of the catalogue is known by the catalogue’s own word', () => {
    const codes = Object.keys(responsibleUnits) as UnitCode[] // the keys of a literal
    const offices = codes.filter(isOfficeCode)
    expect(offices.map((code) => unitCodeOf(responsibleUnits[code]))).toEqual(offices)
    expect(codes.filter((code) => !isOfficeCode(code))).toEqual(['developer', 'third_party', 'owner'])
  })
})
