import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { deliveryWords } from './messages.ts'

/** The way to the desk where certificates of an estate are handed over, for whoever works there. */
export function ToDelivery({ county, estate }: { county: string; estate: string }) {
  const text = useText(deliveryWords)
  if (!useMay('registrations.deliver', county)) return null
  return (
    <Link to="/regions/$region/delivery" params={{ region: county }} search={{ estate }}>
      <Button type="primary" size="large">
        {text.toDesk}
      </Button>
    </Link>
  )
}
