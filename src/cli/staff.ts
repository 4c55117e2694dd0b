import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { createAccount } from '#server/staff/actions.ts'

/** `qingling staff create-admin --login NAME [--name WORDS] [--region CODE] [--json]`: prints a password for the first sign-in. */
export async function run([verb, ...args]: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      login: { type: 'string' },
      name: { type: 'string', default: '系统管理员' },
      region: { type: 'string', default: '141100' },
      json: { type: 'boolean', default: false },
    },
  })
  if (verb !== 'create-admin' || !values.login)
    throw new Error('用法 / usage: qingling staff create-admin --login NAME [--name WORDS] [--region CODE]')
  if (!/^[a-z0-9][a-z0-9._-]{1,62}$/.test(values.login))
    throw new Error('登录名只能用小写字母、数字、点和横线 / a login is lower-case letters, digits, dots and dashes')
  const house = await openHouse()
  try {
    const region = await house.regionCode(values.region)
    const password = `${randomBytes(9).toString('base64url')}-1a`
    await createAccount(house.db, systemActor(house.regions.all), region, {
      login: values.login,
      name: values.name,
      password,
      roles: [{ role: 'administrator', region }],
      reason: '命令行建立管理员',
    })
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ login: values.login, password })}\n`
        : `账号 / login: ${values.login}\n初始密码 / first password: ${password}\n首次登录须修改 / must be changed at the first sign-in\n`,
    )
    return 0
  } finally {
    await house.close()
  }
}
