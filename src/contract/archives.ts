import { z } from 'zod'
import {
  ArchiveFile,
  ArchiveNode,
  ArchiveRetention,
  ArchiveShare,
  ArchiveUpload,
  AskedPaper,
  Opening,
  PaperCode,
  Sha256,
  Subject,
  SubjectKind,
} from './archive-shapes.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate, pageOf } from './platform/endpoint.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(500)
const fileParams = z.object({ county: CountyCode, archived: z.uuid() })
const uploadParams = z.object({ county: CountyCode, upload: z.uuid() })
const anyFile = { mediaType: 'application/octet-stream' }

const page = { after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }

export const archivesEndpoints = {
  estateArchive: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/archive',
    permission: 'archives.read',
    summary: '小区的档案：小区、各楼、登记申请，各有几份、还缺什么',
    params: z.object({ county: CountyCode, estate: z.uuid() }),
    response: z.object({
      estate: ArchiveNode,
      buildings: z.array(
        z.object({ subject: Subject, name: z.string(), files: count, homes: count, homesWithPapers: count }),
      ),
      applications: count,
    }),
  },
  archiveNodes: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/archive/:below',
    permission: 'archives.read',
    summary: '档案树的下一级：一栋楼的各户，或小区的登记申请（分页）',
    params: z.object({ county: CountyCode, estate: z.uuid(), below: z.enum(['units', 'applications']) }),
    query: z.object({ building: z.uuid().optional(), ...page }),
    response: pageOf(ArchiveNode),
  },
  archiveOf: {
    method: 'GET',
    path: '/api/counties/:county/archive/:subjectKind/:subject',
    permission: 'archives.read',
    summary: '一个对象的档案材料：应有哪些、已有哪些（分页）',
    params: z.object({ county: CountyCode, subjectKind: SubjectKind, subject: z.uuid() }),
    query: z.object(page),
    response: pageOf(ArchiveFile).extend({
      seesAll: z.boolean().meta({ description: '能否看全部材料和查阅记录' }),
      name: z.string(),
      estateId: z.uuid(),
      asked: z.array(AskedPaper),
    }),
  },
  archiveContent: {
    method: 'GET',
    path: '/api/counties/:county/archive-files/:archived/content',
    permission: 'archives.read',
    summary: '打开或下载一份材料；每次都核对权限并留痕',
    params: fileParams,
    query: z.object({ how: z.enum(['shown', 'saved']).default('saved') }),
    response: anyFile,
  },
  archiveThumbnail: {
    method: 'GET',
    path: '/api/counties/:county/archive-files/:archived/thumbnail',
    permission: 'archives.read',
    summary: '一份材料的缩略图',
    params: fileParams,
    response: { mediaType: 'image/webp' },
  },
  archiveLog: {
    method: 'GET',
    path: '/api/counties/:county/archive-files/:archived/log',
    permission: 'archives.read',
    summary: '一份材料共享给了谁、谁打开过',
    params: fileParams,
    response: z.object({ shares: z.array(ArchiveShare), openings: z.array(Opening) }),
  },
  withdrawFile: {
    method: 'POST',
    path: '/api/counties/:county/archive-files/:archived/withdraw',
    permission: 'archives.keep',
    summary: '撤回错归的材料：留存、注明理由；隔日须由第二人办理',
    params: fileParams,
    body: z.object({ reason }),
    response: z.object({ id: z.uuid() }),
  },
  beginUploads: {
    method: 'POST',
    path: '/api/counties/:county/archive-uploads',
    permission: 'archives.keep',
    summary: '开始上传若干文件；每个文件各有结果',
    params: CountyParams,
    body: z.object({
      subject: Subject,
      files: z
        .array(
          z.object({
            id: z.uuid().optional().meta({ description: '客户端自编的上传编号：再次开始同一上传时接着传' }),
            paper: PaperCode,
            name: z.string().trim().min(1).max(200),
            bytes: count.min(0),
            keepsPlace: z.boolean().default(false).meta({ description: '保留拍摄地点（只限实地查看照片）' }),
          }),
        )
        .min(1)
        .max(200),
    }),
    response: z.object({
      partBytes: count.meta({ description: '每段长度须为其整数倍，末段除外' }),
      results: z.array(
        z.object({
          upload: ArchiveUpload.nullable(),
          refusal: z.object({ code: z.string(), words: z.string() }).nullable(),
        }),
      ),
    }),
  },
  listUploads: {
    method: 'GET',
    path: '/api/counties/:county/archive-uploads',
    permission: 'archives.keep',
    summary: '自己没有传完的上传',
    params: CountyParams,
    query: z.object(page),
    response: pageOf(ArchiveUpload),
  },
  getUpload: {
    method: 'GET',
    path: '/api/counties/:county/archive-uploads/:upload',
    permission: 'archives.keep',
    summary: '一个上传到了哪里',
    params: uploadParams,
    response: ArchiveUpload,
  },
  putPart: {
    method: 'PUT',
    path: '/api/counties/:county/archive-uploads/:upload/part',
    permission: 'archives.keep',
    summary: '上传一段（application/octet-stream）：从 offset 起；sha256 是文件开头到这一段末尾的散列',
    params: uploadParams,
    query: z.object({ offset: z.coerce.number().int().min(0), sha256: Sha256 }),
    response: ArchiveUpload,
  },
  finishUpload: {
    method: 'POST',
    path: '/api/counties/:county/archive-uploads/:upload/finish',
    permission: 'archives.keep',
    summary: '传完：核对整个文件的散列和内容，归档',
    params: uploadParams,
    body: z.object({ sha256: Sha256 }),
    response: z.object({ fileId: z.uuid() }),
  },
  giveUpUpload: {
    method: 'DELETE',
    path: '/api/counties/:county/archive-uploads/:upload',
    permission: 'archives.keep',
    summary: '放弃一个没有传完的上传',
    params: uploadParams,
    response: ArchiveUpload,
  },
  shareFiles: {
    method: 'POST',
    path: '/api/counties/:county/archive-shares',
    permission: 'archives.share',
    summary: '把材料共享给责任单位：为什么、到哪天',
    params: CountyParams,
    body: z.object({
      files: z.array(z.uuid()).min(1).max(500),
      organisationId: z.uuid(),
      purpose: z.string().trim().min(2).max(200),
      untilOn: IsoDate,
    }),
    response: z.object({
      results: z.array(
        z.object({
          file: z.uuid(),
          share: z.uuid().nullable(),
          refusal: z.object({ code: z.string(), words: z.string() }).nullable(),
        }),
      ),
    }),
  },
  shareUnits: {
    method: 'GET',
    path: '/api/counties/:county/archive-units',
    permission: 'archives.share',
    summary: '可以与之共享的责任单位',
    params: CountyParams,
    response: z.array(z.object({ id: z.uuid(), name: z.string() })),
  },
  withdrawShare: {
    method: 'POST',
    path: '/api/counties/:county/archive-shares/:share/withdraw',
    permission: 'archives.share',
    summary: '收回共享，立即生效',
    params: z.object({ county: CountyCode, share: z.uuid() }),
    body: z.object({ reason }),
    response: z.object({ id: z.uuid() }),
  },
  sharedWithMe: {
    method: 'GET',
    path: '/api/regions/:region/archive-shares',
    permission: 'archives.read',
    summary: '共享给我单位的材料（现在有效的）',
    params: z.object({ region: CountyCode }),
    query: z.object(page),
    response: pageOf(ArchiveShare.extend({ countyCode: CountyCode })),
  },
  listRetentions: {
    method: 'GET',
    path: '/api/counties/:county/archive-retentions',
    permission: 'archives.read',
    summary: '各种材料的保管期限',
    params: CountyParams,
    response: z.array(ArchiveRetention),
  },
  setRetention: {
    method: 'PUT',
    path: '/api/counties/:county/archive-retentions/:paper',
    permission: 'campaign.set',
    summary: '定一种材料的保管期限及依据',
    params: z.object({ county: CountyCode, paper: PaperCode }),
    body: z.object({ reason, years: count.min(1).max(100).nullable(), basis: z.string().trim().min(2).max(300) }),
    response: z.array(ArchiveRetention),
  },
  archiveDue: {
    method: 'GET',
    path: '/api/counties/:county/archive-due',
    permission: 'archives.read',
    summary: '到某日保管期满、待鉴定的材料；系统不删除任何材料',
    params: CountyParams,
    query: z.object({ until: IsoDate, ...page }),
    response: pageOf(ArchiveFile.extend({ keptUntil: IsoDate, estateName: z.string() })),
  },
} as const satisfies Record<string, Endpoint>
