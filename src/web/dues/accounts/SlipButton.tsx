import { PrinterOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { dueAccountsEndpoints } from '#contract/due-accounts.ts'
import { slipPapers } from '#domain/dues/prints/slip.ts'
import { download } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { accountWords } from './messages.ts'

type Size = keyof (typeof accountWords)['zh']['slipSizes']

/** Prints the slip of a home, or of every home of an estate that owes something. */
export function SlipButton({
  county,
  of,
  name,
  size = 'middle',
}: {
  county: string
  of: { unit: string } | { estate: string }
  name: string
  size?: 'small' | 'middle'
}) {
  const text = useText(accountWords)
  const { message } = App.useApp()
  const [isBusy, setBusy] = useState(false)
  const isHome = 'unit' in of
  const sizes: readonly Size[] = isHome ? [...slipPapers, 'docx'] : slipPapers

  async function print(paper: Size) {
    setBusy(true)
    await takeSlip(county, of, paper, `${text.slipFile} ${name}`).catch((error: Error) => message.error(error.message))
    setBusy(false)
  }

  return (
    <Dropdown
      trigger={['click']}
      menu={{ items: sizes.map((key) => ({ key, label: text.slipSizes[key], onClick: () => print(key) })) }}
    >
      <Button size={size} icon={<PrinterOutlined />} loading={isBusy} title={isHome ? undefined : text.slipsHint}>
        {isBusy ? text.printing : isHome ? text.slip : text.slips}
      </Button>
    </Dropdown>
  )
}

function takeSlip(county: string, of: { unit: string } | { estate: string }, paper: Size, name: string): Promise<void> {
  const { homeSlipDocx, homeSlipPdf, estateSlipsPdf } = dueAccountsEndpoints
  if ('estate' in of) return download(estateSlipsPdf, { params: { county, ...of }, body: { paper } }, `${name}.pdf`)
  if (paper === 'docx') return download(homeSlipDocx, { params: { county, ...of } }, `${name}.docx`)
  return download(homeSlipPdf, { params: { county, ...of }, query: { paper } }, `${name}.pdf`)
}
