import type { Pack } from '#contract/packs.ts'

/**
 * A small made-up policy of the city's counties: where fire acceptance is missing, an appraisal stands in for it after
 * the given working days.
 */
export function firePolicy(region: string, workingDays = 10): Pack {
  return {
    format: 'qingling-pack/1',
    id: 'made-fire',
    title: '消防检测替代办法（示例）',
    region,
    parameters: { days: { title: '检测工作日', type: 'number', unit: 'days', value: workingDays, min: 1, max: 90 } },
    rules: [
      {
        id: 'made-fire-appraisal',
        title: '消防检测合格替代消防验收',
        basis: { document: '示例办法', number: '示例〔2022〕1号', level: 'county', article: '第一条', verified: true },
        validFrom: '2020-01-01',
        answers: ['fire'],
        when: { fact: 'fire', is: false },
        effect: { kind: 'substitute' },
        steps: [
          {
            id: 'appraise',
            title: '第三方消防检测',
            unit: 'third_party',
            workingDays: { param: 'days' },
            produces: { fact: 'fire_appraisal', is: true },
          },
        ],
      },
    ],
  }
}
