import type pg from 'pg'

const tables = `
  select c.relname as name, c.relpersistence = 'u' as is_unlogged, c.relrowsecurity as has_rls,
         (select string_agg(format(E'  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
                                   case when d.adbin is null then '' when a.attgenerated <> '' then ' generated as ' || pg_get_expr(d.adbin, d.adrelid)
                                        else ' default ' || pg_get_expr(d.adbin, d.adrelid) end), E'\n' order by a.attnum)
            from pg_attribute as a
            left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
           where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
         (select string_agg(format('  %s: %s', conname, pg_get_constraintdef(oid)), E'\n' order by conname) from pg_constraint where conrelid = c.oid and contype <> 'n') as constraints,
         (select string_agg('  ' || pg_get_indexdef(indexrelid), E'\n' order by indexrelid::regclass::text) from pg_index where indrelid = c.oid and not indisprimary) as indexes,
         (select string_agg(format('  policy %s using (%s)', polname, pg_get_expr(polqual, polrelid)), E'\n' order by polname) from pg_policy where polrelid = c.oid) as policies,
         (select string_agg(format('  grant %s to %s', privileges, grantee), E'\n' order by grantee)
            from (select grantee, string_agg(lower(privilege_type), ', ' order by privilege_type) as privileges
                    from information_schema.role_table_grants where table_schema = 'public' and table_name = c.relname and grantee = 'qingling_app' group by grantee) as g) as grants,
         (select string_agg('  ' || pg_get_triggerdef(oid), E'\n' order by tgname) from pg_trigger where tgrelid = c.oid and not tgisinternal) as triggers,
         obj_description(c.oid, 'pg_class') as comment
    from pg_class as c
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
   order by c.relname`

const functions = `
  select pg_get_functiondef(p.oid) as text
    from pg_proc as p
   where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
     and not exists (select from pg_depend where objid = p.oid and deptype = 'e')
   order by p.proname`

/** The schema as it stands in a database, in one order on every machine: what a reviewer compares. */
export async function describeSchema(owner: pg.Pool): Promise<string> {
  const described = await owner.query(tables)
  const parts = described.rows.map((table) =>
    [
      `${table.is_unlogged ? 'unlogged ' : ''}table ${table.name}${table.has_rls ? ' (row-level security)' : ''}`,
      table.comment && `  -- ${table.comment}`,
      table.columns,
      table.constraints,
      table.indexes,
      table.policies,
      table.grants,
      table.triggers,
    ]
      .filter((part) => part)
      .join('\n'),
  )
  const defined = await owner.query(functions)
  return `${[...parts, ...defined.rows.map(({ text }) => text.trim())].join('\n\n')}\n`
}
