import { describe, expect, test } from 'vitest'
import { type DraftedDocument, missingParts } from './completeness.ts'
import { documentKindNames } from './kinds.ts'

const whole: DraftedDocument = {
  kind: 'supervision_letter',
  content: {
    title: '关于限期办理消防验收的督办函',
    addressee: '县住建局：',
    blocks: [{ kind: 'paragraph', text: '请于期限内办结。' }],
    attachments: [],
    copiesTo: [],
    contact: '',
  },
  recipientId: 'a unit',
  answerDays: 5,
}
const blank = { title: ' ', addressee: '', blocks: [], attachments: [], copiesTo: [], contact: '' }

describe('a draft', () => {
  test('with everything it must say misses nothing', () => {
    expect(missingParts(whole)).toEqual([])
  })

  test('that says nothing misses every part its kind must have', () => {
    expect(missingParts({ ...whole, content: blank, recipientId: null, answerDays: null })).toEqual([
      'title',
      'addressee',
      'recipient',
      'blocks',
      'answerDays',
    ])
    const record = { ...whole, kind: 'interview_record', content: blank, recipientId: null, answerDays: null } as const
    expect(missingParts(record)).toEqual(['title', 'blocks'])
  })

  test.each([
    [[{ kind: 'heading', level: 1, text: '一、要求' }]],
    [[{ kind: 'paragraph', text: '  ' }]],
    [[{ kind: 'table', columns: [{ title: '事项', width: 1 }], rows: [['']] }]],
    [[{ kind: 'fields', rows: [['受送达人', '']] }]],
  ] as const)('whose blocks only have headings or blanks says nothing: %j', (blocks) => {
    expect(missingParts({ ...whole, content: { ...whole.content, blocks } })).toEqual(['blocks'])
  })

  test('of any kind can be made whole', () => {
    for (const kind of documentKindNames) expect([kind, missingParts({ ...whole, kind })]).toEqual([kind, []])
  })
})
