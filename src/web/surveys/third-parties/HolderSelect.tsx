import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { surveysEndpoints } from '#contract/surveys.ts'
import { endpointQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { thirdPartyWords } from './messages.ts'

type Props = { county: string; id?: string; value?: string; onChange?: (value: string) => void }

/** A third party of a county: an organisation or an account; its value is `kind id`. */
export function HolderSelect({ county, ...field }: Props) {
  const text = useText(thirdPartyWords)
  const holders = useQuery(endpointQuery(surveysEndpoints.listSurveyors, { params: { county } }))
  return (
    <Select
      {...field}
      showSearch={{ optionFilterProp: 'label' }}
      loading={holders.isPending}
      placeholder={text.chooseHolder}
      options={(holders.data ?? []).map(({ id, name, kind }) => ({
        value: `${kind} ${id}`,
        label: `${name}（${text.kinds[kind]}）`,
      }))}
    />
  )
}

/** What a chosen value names. */
export function holderIn(chosen: string): { holder: string; holderKind: 'account' | 'organisation' } {
  const [kind, holder = ''] = chosen.split(' ')
  return { holder, holderKind: kind === 'account' ? 'account' : 'organisation' }
}
