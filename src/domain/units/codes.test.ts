import { describe, expect, test } from 'vitest'
import {
  creditCodeCheckCharacter,
  findCreditCodeFault,
  findIdFault,
  findParcelCodeFault,
  findUnitCodeFault,
  idCheckCharacter,
  normaliseCertificateNumber,
  parseCertificateNumber,
} from './codes.ts'

describe('identity card number (GB 11643)', () => {
  test.each(['141199197001010018', '141199198212300028', '141199199511150036'])('%s is right', (number) => {
    expect(findIdFault(number)).toBeNull()
    expect(idCheckCharacter(number.slice(0, 17))).toBe(number.charAt(17))
  })

  test('a check character that is not the computed one is told with the right one', () => {
    expect(findIdFault('141199197001010011')).toEqual({ fault: 'check', expected: '8' })
  })

  test('every single wrong digit is noticed', () => {
    const right = '141199198212300028'
    for (let at = 0; at < 18; at++) {
      const wrong = right.slice(0, at) + ((Number(right[at]) + 1) % 10) + right.slice(at + 1)
      expect(findIdFault(wrong)?.fault, `digit ${at}`).toBe('check')
    }
  })

  test.each([
    ['a day that does not exist', '19050230', 'birth_date'],
    ['a thirteenth month', '19051340', 'birth_date'],
    ['29 February of a leap year', '19040229', undefined],
    ['29 February of 1900, no leap year', '19000229', 'birth_date'],
    ['a birth in 1900', '19000101', undefined],
  ])('%s', (_, birth, fault) => {
    const body = `141199${birth}001`
    expect(findIdFault(body + idCheckCharacter(body))?.fault).toBe(fault)
  })

  test('17 characters are a wrong length, letters a wrong form, 15 digits an old number', () => {
    expect(findIdFault('14119919700101001')).toEqual({ fault: 'length' })
    expect(findIdFault('14119919700101O018')).toEqual({ fault: 'form' })
    expect(findIdFault('141199700101001')).toBeNull()
    expect(findIdFault('141199701301001')).toEqual({ fault: 'birth_date' })
  })
})

describe('unified social credit code (GB 32100)', () => {
  test.each(['91110000802100433B', '91141199MA0000015D', '91141199MA00000238', '111411990000001233'])(
    '%s is right',
    (code) => {
      expect(findCreditCodeFault(code)).toBeNull()
    },
  )

  test('a wrong last character is told with the right one', () => {
    expect(findCreditCodeFault('91141199MA00000150')).toEqual({ fault: 'check', expected: 'D' })
  })

  test('letters the alphabet leaves out and other lengths are faults', () => {
    expect(findCreditCodeFault('91141199MAO000015D')).toEqual({ fault: 'form' })
    expect(findCreditCodeFault('91141199MA0000015')).toEqual({ fault: 'length' })
    expect(creditCodeCheckCharacter('91141199MAO000015')).toBeNull()
  })
})

describe('unit and parcel codes (GB/T 37346)', () => {
  test.each(['141128001003GB00027F00030045', '141130001001GB00008W00000000'])('unit code %s is right', (code) => {
    expect(findUnitCodeFault(code)).toBeNull()
  })

  test.each([
    ['27 characters', '141128001003GB0027F00030045', 'length'],
    ['an unknown kind of parcel', '141128001003GT00027F00030045', 'form'],
    ['land without buildings but with a unit number', '141128001003GB00027W00030045', 'form'],
    ['a letter among the digits', '14112800100OGB00027F00030045', 'form'],
  ])('%s', (_, code, fault) => {
    expect(findUnitCodeFault(code)).toEqual({ fault })
  })

  test('a parcel code is the first 19 characters', () => {
    expect(findParcelCodeFault('141128001003GB00027')).toBeNull()
    expect(findParcelCodeFault('141128001003GB0002')).toEqual({ fault: 'length' })
    expect(findParcelCodeFault('141128001003GT00027')).toEqual({ fault: 'form' })
  })
})

describe('certificate number', () => {
  const right = '晋（2022）方山县不动产权第0000001号'

  test.each([
    '晋(2022)方山县不动产权第0000001号',
    '晋〔2022〕方山县不动产权第0000001号',
    '晋【2022】方山县不动产权第０００0001号',
    ' 晋（2022） 方山县不动产权第0000001号 ',
  ])('%s has one way of writing', (written) => {
    expect(normaliseCertificateNumber(written)).toBe(right)
  })

  test('its parts', () => {
    expect(parseCertificateNumber(right)).toEqual({
      province: '晋',
      year: 2022,
      place: '方山县',
      serial: '0000001',
      isProof: false,
    })
    expect(parseCertificateNumber('晋（2022）方山县不动产证明第0000001号')?.isProof).toBe(true)
  })

  test.each(['晋（2022）方山县不动产权第001号', '房权证方字第0001号', '晋(2022)方山县不动产权第0000001号'])(
    '%s is not of that form',
    (text) => {
      expect(parseCertificateNumber(text)).toBeNull()
    },
  )
})
