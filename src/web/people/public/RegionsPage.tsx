import { Link } from 'wouter'
import { useText } from '../../platform/text.ts'
import { Busy, Card } from '../platform/parts.tsx'
import { useRegions } from './api.ts'
import { publicWords } from './messages.ts'

/** Which county's notices and progress one wants to see. */
export function RegionsPage() {
  const text = useText(publicWords)
  const regions = useRegions()
  const counties = regions.data?.filter(({ level }) => level === 'county') ?? []
  const city = regions.data?.find(({ level }) => level === 'city')
  return (
    <>
      <h1>{text.noticesOfAll}</h1>
      <p>{text.whatNoticesAre}</p>
      <p>
        <Link href="/people/objections">{text.ownObjections}</Link>
      </p>
      {regions.isPending && <Busy />}
      {city && (
        <Card>
          <Link href={`/people/${city.code}/notices`} className="row">
            <strong>{text.allOf(city.name)}</strong>
            <span>{text.openNotices(city.openNotices)}</span>
          </Link>
          {city.hasCampaign && <Link href={`/people/${city.code}/campaign`}>{text.campaignOf(city.name)}</Link>}
        </Card>
      )}
      <Card title={text.chooseCounty}>
        <ul className="lines">
          {counties.map(({ code, name, openNotices, hasCampaign }) => (
            <li key={code}>
              <Link href={`/people/${code}/notices`} className="row">
                <strong>{name}</strong>
                <span>{text.openNotices(openNotices)}</span>
              </Link>
              {hasCampaign && <Link href={`/people/${code}/campaign`}>{text.campaignOf(name)}</Link>}
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}
