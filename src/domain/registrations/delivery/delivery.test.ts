import { describe, expect, test } from 'vitest'
import { maskAddress } from './address.ts'
import { readCarrierList } from './carrier-list.ts'
import { type DeliveryAct, type DeliveryStanding, decideDelivery } from './moves.ts'

const today = '2022-11-30'
const certified: DeliveryStanding = {
  kind: 'transfer',
  state: 'certified',
  certifiedOn: '2022-11-10',
  buyers: ['王某甲', '李某乙'],
  open: null,
}
const planned = {
  state: 'planned',
  way: 'post',
  carrier: null,
  trackingNo: null,
  sentOn: null,
  deliveredOn: null,
  receiverName: null,
  files: [],
} as const
const sent = { ...planned, state: 'sent', carrier: 'EMS', trackingNo: 'EA123456789CN', sentOn: '2022-11-15' } as const
const owner = { name: '王某甲', relation: 'owner', authorisation: null } as const
const send = {
  act: 'send',
  on: '2022-11-15',
  carrier: 'EMS',
  trackingNo: 'EA123456789CN',
  isNumberTaken: false,
} as const
const deliver = {
  act: 'deliver',
  on: '2022-11-20',
  way: null,
  receiver: owner,
  proof: 'signed_list',
  words: '第 3 页',
} as const
const receipt = { ...deliver, proof: 'post_receipt', words: 'EA123456789CN 妥投' } as const

type Case = { name: string; standing?: Partial<DeliveryStanding>; act: DeliveryAct; code: string }

/** Everything that is refused, with the one thing that is wrong. */
const refused: readonly Case[] = [
  {
    name: 'a first registration has no certificate',
    standing: { kind: 'first' },
    act: deliver,
    code: 'no_certificate',
  },
  { name: 'an application withdrawn', standing: { state: 'withdrawn' }, act: deliver, code: 'application_ended' },
  {
    name: 'not certified, at the window',
    standing: { state: 'entered', certifiedOn: null },
    act: deliver,
    code: 'not_certified',
  },
  {
    name: 'not certified, by post',
    standing: { state: 'entered', certifiedOn: null },
    act: send,
    code: 'not_certified',
  },
  { name: 'delivered already', standing: { state: 'delivered' }, act: deliver, code: 'already_delivered' },
  { name: 'delivered already, to be sent', standing: { state: 'delivered' }, act: send, code: 'already_delivered' },
  {
    name: 'a receiver who is not the owner',
    act: { ...deliver, receiver: { ...owner, name: '赵某' } },
    code: 'receiver_is_no_owner',
  },
  {
    name: 'an agent without authorisation',
    act: { ...deliver, receiver: { name: '赵某', relation: 'agent', authorisation: null } },
    code: 'no_authorisation',
  },
  {
    name: 'a spouse without authorisation',
    act: { ...deliver, receiver: { name: '赵某', relation: 'spouse', authorisation: null } },
    code: 'no_authorisation',
  },
  { name: 'a signature that is not there', act: { ...deliver, proof: 'signature' }, code: 'proof_missing' },
  {
    name: 'a photo that is not there, though a signature is',
    standing: { open: { ...planned, way: 'on_site', files: ['signature'] } },
    act: { ...deliver, proof: 'photo' },
    code: 'proof_missing',
  },
  { name: 'a signed list without its page', act: { ...deliver, words: null }, code: 'proof_words_missing' },
  { name: 'a day to come', act: { ...deliver, on: '2022-12-01' }, code: 'day_in_future' },
  { name: 'a day before the certificate', act: { ...deliver, on: '2022-11-09' }, code: 'before_certificate' },
  { name: 'sent before the certificate', act: { ...send, on: '2022-11-09' }, code: 'before_certificate' },
  { name: 'sent on a day to come', act: { ...send, on: '2022-12-01' }, code: 'day_in_future' },
  {
    name: 'received before it was sent',
    standing: { open: sent },
    act: { ...receipt, on: '2022-11-14' },
    code: 'before_sending',
  },
  { name: 'received by post and never sent', standing: { open: planned }, act: receipt, code: 'not_sent' },
  { name: 'a tracking number used twice', act: { ...send, isNumberTaken: true }, code: 'tracking_number_taken' },
  { name: 'a tracking number that is none', act: { ...send, trackingNo: '12' }, code: 'odd_tracking_number' },
  {
    name: 'sent again under another number',
    standing: { open: sent },
    act: { ...send, trackingNo: 'EA999999999CN' },
    code: 'already_sent',
  },
  { name: 'returned and never sent', standing: { open: planned }, act: { act: 'return', on: today }, code: 'not_sent' },
  {
    name: 'returned before it was sent',
    standing: { open: sent },
    act: { act: 'return', on: '2022-11-14' },
    code: 'before_sending',
  },
  {
    name: 'returned on a day to come',
    standing: { open: sent },
    act: { act: 'return', on: '2022-12-01' },
    code: 'day_in_future',
  },
  {
    name: 'a plan for what is under way',
    standing: { open: sent },
    act: { act: 'plan', way: 'window', receiver: null },
    code: 'already_sent',
  },
  {
    name: 'an agent planned without authorisation',
    act: { act: 'plan', way: 'agent', receiver: null },
    code: 'no_authorisation',
  },
  { name: 'a plan cancelled that is not there', act: { act: 'cancel' }, code: 'nothing_planned' },
  {
    name: 'a plan cancelled that is sent',
    standing: { open: sent },
    act: { act: 'cancel' },
    code: 'already_under_way',
  },
]

test.each(refused)('refused: $name', ({ standing, act, code }) => {
  const decision = decideDelivery({ ...certified, ...standing }, act, today)

  expect(decision).toMatchObject({ may: 'not', refusal: { code } })
})

const allowed: readonly Omit<Case, 'code'>[] = [
  { name: 'at the window with a signed list', act: deliver },
  { name: 'to a co-owner', act: { ...deliver, receiver: { ...owner, name: '李某乙' } } },
  {
    name: 'to an agent with his authorisation',
    act: { ...deliver, receiver: { name: '赵某', relation: 'agent', authorisation: '委托书' } },
  },
  {
    name: 'on site with a signature',
    standing: { open: { ...planned, way: 'on_site', files: ['signature'] } },
    act: { ...deliver, proof: 'signature', words: null },
  },
  { name: 'sent', act: send },
  { name: 'received by post', standing: { open: sent }, act: receipt },
  {
    name: 'collected at the window though post was planned',
    standing: { open: planned },
    act: { ...deliver, way: 'window' },
  },
  { name: 'returned', standing: { open: sent }, act: { act: 'return', on: '2022-11-25' } },
  {
    name: 'planned before the certificate is printed',
    standing: { state: 'accepted', certifiedOn: null },
    act: { act: 'plan', way: 'post', receiver: owner },
  },
  { name: 'a plan cancelled', standing: { open: planned }, act: { act: 'cancel' } },
]

test.each(allowed)('allowed: $name', ({ standing, act }) => {
  expect(decideDelivery({ ...certified, ...standing }, act, today)).toEqual({ may: 'go' })
})

describe('asked again, nothing happens twice', () => {
  test('what was sent under this number is sent', () => {
    expect(decideDelivery({ ...certified, open: sent }, send, today)).toEqual({ may: 'done' })
  })

  test('what this receiver had on this day is delivered; another receiver is refused', () => {
    const open = { ...planned, state: 'delivered', deliveredOn: deliver.on, receiverName: owner.name } as const
    const standing: DeliveryStanding = { ...certified, state: 'delivered', open }

    expect(decideDelivery(standing, deliver, today)).toEqual({ may: 'done' })
    expect(decideDelivery(standing, { ...deliver, receiver: { ...owner, name: '李某乙' } }, today)).toMatchObject({
      refusal: { code: 'already_delivered' },
    })
  })
})

test('a carrier’s list is read in either order and with any separator; headings are left out', () => {
  const pasted = [
    '证号\t单号',
    '晋(2022)汾阳市不动产权第0000012号\tEA123456789CN',
    'sf1234567890, 晋（2022）汾阳市不动产权第 0000013 号',
    '晋（2022）汾阳市不动产权第0000014号',
    '',
  ].join('\n')

  expect(
    readCarrierList(pasted).map(({ line, certificateNo, trackingNo }) => [line, certificateNo, trackingNo]),
  ).toEqual([
    [2, '晋（2022）汾阳市不动产权第0000012号', 'EA123456789CN'],
    [3, '晋（2022）汾阳市不动产权第0000013号', 'SF1234567890'],
    [4, '晋（2022）汾阳市不动产权第0000014号', null],
  ])
})

test('an address is shown up to the street, never whole', () => {
  expect(maskAddress('山西省汾阳市英雄中路1号楼101')).toBe('山西省汾阳市英雄****')
  expect(maskAddress('某村')).toBe('某****')
})
