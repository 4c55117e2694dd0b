import { expect, test } from 'vitest'
import { defaultIssuer, documentNumber, regionPrefix } from './issuers.ts'

const luliang = ['离石区', '文水县', '交城县', '兴县', '临县', '方山县', '中阳县', '交口县', '孝义市', '汾阳市']
const beside = (name: string) => luliang.filter((other) => other !== name)

test.each([
  ['141128', '方山县', '晋方'],
  ['141182', '汾阳市', '晋汾'],
  ['141123', '兴县', '晋兴'],
  ['141122', '交城县', '晋交城'],
  ['141130', '交口县', '晋交口'],
])('%s %s is called %s in numbers', (code, name, prefix) => {
  expect(regionPrefix({ code, name, beside: beside(name) })).toBe(prefix)
})

test('the clearance office numbers as the report shows it; another unit by its own name', () => {
  const region = { code: '141128', name: '方山县', beside: beside('方山县') }
  const office = defaultIssuer(region, null)
  expect(office).toEqual({ name: '方山县清零行动办公室', shortName: '晋方清零办' })
  expect(documentNumber(office.shortName, '', 2022, 1)).toBe('晋方清零办〔2022〕1号')
  expect(documentNumber(office.shortName, '督', 2022, 12)).toBe('晋方清零办督〔2022〕12号')
  expect(defaultIssuer(region, '方山县住房和城乡建设局').shortName).toBe('晋方住房和城乡建设局')
})
