import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import type { ApplicationPrint } from '#domain/registrations/prints/kinds.ts'
import { useText } from '../../platform/text.ts'
import { printWords } from './messages.ts'
import { PrintModal } from './PrintModal.tsx'

/** What is to be printed: some applications of a county, or all that a batch led to. */
export type ToPrint = { county: string } & ({ applications: readonly string[] } | { batch: string })

/** The button by which papers of applications or of a batch are printed; `usual`: the paper this place mostly prints. */
export function PrintMenu({ usual, ...toPrint }: ToPrint & { usual?: ApplicationPrint }) {
  const text = useText(printWords)
  const [isOpen, setOpen] = useState(false)
  const isEmpty = 'applications' in toPrint && toPrint.applications.length === 0
  return (
    <>
      <Button icon={<PrinterOutlined />} disabled={isEmpty} onClick={() => setOpen(true)}>
        {text.print}
      </Button>
      {isOpen && <PrintModal toPrint={toPrint} usual={usual} onClose={() => setOpen(false)} />}
    </>
  )
}
