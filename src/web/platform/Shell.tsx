import { MenuOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useRouterState, useSearch } from '@tanstack/react-router'
import { Button, DatePicker, Drawer, Dropdown, Layout, Menu, type MenuRef, Select, Space } from 'antd'
import dayjs from 'dayjs'
import { memo, useContext, useEffect, useRef, useState } from 'react'
import { staffEndpoints } from '#contract/staff.ts'
import { NoticesBell } from '../tasks/NoticesBell.tsx'
import { useDarkness } from './Appearance.tsx'
import { call } from './api.ts'
import { useLive } from './live.ts'
import { platformWords } from './messages.ts'
import { sections } from './place.ts'
import { placeLabels } from './place-labels.ts'
import { places } from './places.tsx'
import { meQuery, regionsQuery } from './session.ts'
import { LanguageContext, useText } from './text.ts'

/** Frame of every page: what this person may go to, for which region, as of which day. */
export function Shell() {
  const text = useText(platformWords)
  const [isMenuOpen, setMenuOpen] = useState(false)
  useLive()
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <a className="skip" href="#content">
        {text.skip}
      </a>
      <Layout.Sider
        breakpoint="lg"
        collapsedWidth={0}
        trigger={null}
        width={200}
        theme="light"
        style={{ position: 'sticky', top: 0, height: '100vh', overflow: 'auto' }}
      >
        <div style={{ padding: '16px 24px', fontSize: 20, fontWeight: 700 }}>{text.product}</div>
        <PlacesMenu />
      </Layout.Sider>
      <Drawer
        open={isMenuOpen}
        onClose={() => setMenuOpen(false)}
        placement="left"
        size={240}
        styles={{ body: { padding: 0 } }}
        title={text.product}
      >
        <PlacesMenu onGo={() => setMenuOpen(false)} />
      </Drawer>
      <Layout>
        <Layout.Header
          style={{
            padding: '0 16px',
            display: 'flex',
            gap: 8,
            alignItems: 'center',
            background: 'var(--qingling-color-bg-container)',
            height: 'auto',
            minHeight: 56,
            flexWrap: 'wrap',
            lineHeight: 'normal',
          }}
        >
          <Button
            className="menu-button"
            icon={<MenuOutlined />}
            aria-label={text.menu}
            onClick={() => setMenuOpen(true)}
          />
          <RegionPicker />
          <AsOfPicker />
          <span style={{ marginLeft: 'auto' }} />
          <NoticesBell />
          <AccountMenu />
        </Layout.Header>
        <Layout.Content id="content" tabIndex={-1}>
          <Outlet />
        </Layout.Content>
      </Layout>
    </Layout>
  )
}

/** The region in the address, or the person's own. */
function useRegion(): string {
  const { region, county } = useParams({ strict: false })
  const me = useQuery(meQuery).data
  return region ?? county ?? me?.home.code ?? ''
}

/** Which place of the menu a page belongs to: the last one its address names; a building is looked at within its estate. */
function placeOf(path: string, allowed: readonly (typeof places)[number][]): string | undefined {
  const depthOf = ({ key }: (typeof places)[number]) =>
    Math.max(path.lastIndexOf(`/${key}`), key === 'estates' ? path.lastIndexOf('/buildings/') : -1)
  const named = allowed.filter((place) => depthOf(place) >= 0)
  return named.toSorted((one, other) => depthOf(other) - depthOf(one))[0]?.key
}

function PlacesMenu({ onGo }: { onGo?: () => void }) {
  const region = useRegion()
  const me = useQuery(meQuery).data
  const path = useRouterState({ select: (state) => state.location.pathname })
  const allowed = places.filter(({ permission }) => me?.allowed[permission]?.includes(region))
  return (
    <SortedPlaces
      region={region}
      keys={allowed.map(({ key }) => key).join()}
      here={placeOf(path, allowed)}
      {...(onGo && { onGo })}
    />
  )
}

/** The menu itself, drawn anew only when it is another one: pages of a thousand homes are opened beside it. */
const SortedPlaces = memo(function SortedPlaces({
  region,
  keys,
  here,
  onGo,
}: {
  region: string
  keys: string
  here: string | undefined
  onGo?: () => void
}) {
  const text = useText(platformWords)
  const labels = placeLabels(text)
  const menu = useRef<MenuRef>(null)
  // where one is stays in sight, however long the menu is
  useEffect(() => {
    if (here) menu.current?.menu?.list.querySelector('.ant-menu-item-selected')?.scrollIntoView({ block: 'nearest' })
  }, [here])
  const [opened, setOpened] = useState<readonly string[]>()
  const allowed = places.filter(({ key }) => keys.split(',').includes(key))
  const item = ({ key, to, icon }: (typeof places)[number]) => ({
    key,
    icon,
    label: (
      <Link to={to} params={{ region }} onClick={onGo}>
        {labels[key]}
      </Link>
    ),
  })
  const groups = sections
    .map((section) => ({ section, within: allowed.filter((place) => place.section === section) }))
    .filter(({ within }) => within.length > 0)
  return (
    <Menu
      ref={menu}
      mode="inline"
      inlineIndent={16}
      selectedKeys={here ? [here] : []}
      openKeys={[...(opened ?? groups.map(({ section }) => sectionKey(section)))]}
      onOpenChange={setOpened}
      items={groups.map(({ section, within }) => ({
        key: sectionKey(section),
        label: text.sections[section],
        children: within.map(item),
      }))}
      style={{ borderInlineEnd: 0 }}
    />
  )
})

/** Sections and places may bear the same name. */
const sectionKey = (section: string) => `section:${section}`

function RegionPicker() {
  const text = useText(platformWords)
  const region = useRegion()
  const me = useQuery(meQuery).data
  const regions = useQuery(regionsQuery).data ?? []
  const navigate = useNavigate()
  const reach = new Set(Object.values(me?.allowed ?? {}).flat())
  const options = regions
    .filter(({ level, code }) => (level === 'city' || level === 'county') && reach.has(code))
    .map(({ code, name }) => ({ value: code, label: name }))
  const search = useSearch({ strict: false }) as { asOf?: string }
  return (
    <Select
      aria-label={text.region}
      value={options.some(({ value }) => value === region) ? (region ?? null) : null}
      options={options}
      style={{ minWidth: 110 }}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(code) =>
        navigate({
          to: '/regions/$region/board',
          params: { region: code },
          search: search.asOf ? { asOf: search.asOf } : {},
        })
      }
    />
  )
}

/** The day the whole page is about; empty means the latest. */
function AsOfPicker() {
  const text = useText(platformWords)
  const { asOf } = useSearch({ strict: false }) as { asOf?: string }
  const navigate = useNavigate()
  const path = useRouterState({ select: (state) => state.location.pathname })
  if (!/\/(board|estates|units|buildings)/.test(path)) return null
  if (!/\/(board|estates|units)/.test(path) || path.endsWith('/surveys')) return null
  return (
    <Space size={4}>
      <span style={{ opacity: 0.75 }}>{text.asOf}</span>
      <DatePicker
        aria-label={text.asOf}
        value={asOf ? dayjs(asOf) : null}
        placeholder={text.latest}
        onChange={(day) =>
          navigate({
            to: '.',
            search: (before: Record<string, unknown>) => ({
              ...before,
              asOf: day ? day.format('YYYY-MM-DD') : undefined,
            }),
          })
        }
      />
    </Space>
  )
}

function AccountMenu() {
  const text = useText(platformWords)
  const me = useQuery(meQuery).data
  const { language, setLanguage } = useContext(LanguageContext)
  const { isDark, setDark } = useDarkness()
  const queries = useQueryClient()
  const navigate = useNavigate()

  async function signOut() {
    await call(staffEndpoints.signOut, {})
    queries.clear()
    await navigate({ to: '/sign-in' })
  }

  return (
    <Space wrap>
      <Button size="small" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
        {text.otherLanguage}
      </Button>
      <Button size="small" onClick={() => setDark(!isDark)}>
        {isDark ? text.bright : text.dark}
      </Button>
      <Dropdown
        menu={{
          items: [
            { key: 'password', label: <Link to="/password">{text.changePassword}</Link> },
            { key: 'out', label: text.signOut, onClick: () => void signOut() },
          ],
        }}
      >
        <Button size="small" icon={<UnorderedListOutlined />}>
          {me?.name}
        </Button>
      </Dropdown>
    </Space>
  )
}
