import type { FastifyError, FastifyInstance } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Problem } from '#contract/platform/endpoint.ts'
import { httpStatusOf, Refused } from '../refusals.ts'
import { SignedOut } from './guard.ts'

const words: Readonly<Record<string, string>> = {
  too_small: '太短或太小',
  too_big: '太长或太大',
  invalid_format: '格式不对',
  invalid_type: '缺少或类型不对',
  invalid_value: '不在可选范围内',
  password_too_plain: '密码须同时含字母和其他字符',
  phone_of_11_digits: '请填写 11 位手机号',
  address_too_short: '地址请写到门牌号',
  too_few_words: '请多写几个字，说清楚是什么事',
  chosen_twice: '同一户选了两次',
  ends_before_it_begins: '止日早于起日',
  only_mortgages_bar: '只有抵押才记是否约定禁止转让',
}

/** The one place where errors become answers: bad input, a rule's no, or a bug that is logged and told without detail. */
export function answerErrors(fastify: FastifyInstance): void {
  fastify.setErrorHandler((error: FastifyError | Error, request, reply) => {
    const [status, problem] = problemOf(error)
    if (status === 500) request.log.error({ err: error }, 'unexpected error')
    return reply.status(status).send({ ...problem, requestId: request.id })
  })
  fastify.setNotFoundHandler({}, (request, reply) =>
    reply.status(404).send({ code: 'not_found', message: '没有找到', requestId: request.id }),
  )
}

function problemOf(error: FastifyError | Error): [number, Problem] {
  if (error instanceof SignedOut) return [401, { code: 'signed_out', message: '请登录' }]
  if (error instanceof Refused) {
    const { kind, code, message, ...facts } = error.refusal
    return [httpStatusOf[kind], { code, message: message ?? code, ...facts }]
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map(({ instancePath, keyword, message }) => ({
      field: instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: words[message ?? ''] ?? words[keyword] ?? '不正确',
    }))
    return [400, { code: 'bad_input', message: '填写的内容有误', fields }]
  }
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status === 413) return [413, { code: 'too_large', message: '文件太大' }]
  if (status === 429) return [429, { code: 'too_many_requests', message: '操作太频繁，请稍后再试' }]
  if (status !== undefined && status >= 400 && status < 500)
    return [status, { code: 'bad_request', message: '请求有误' }]
  return [500, { code: 'unexpected', message: '系统出错，请把请求编号告诉管理员' }]
}
