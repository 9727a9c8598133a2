/**
 * What a driver may say in the log, and who has to read it. Nothing here ever carries what stands on a
 * card or a receipt: details are paths, status bytes, counts.
 */
export const deviceLogCodes = {
  'port-opened': { level: 'info', toldTo: 'developer', zh: '设备端口已打开', en: 'device port opened' },
  'port-lost': { level: 'warn', toldTo: 'operator', zh: '设备端口断开', en: 'device port lost' },
  'port-unavailable': {
    level: 'warn',
    toldTo: 'operator',
    zh: '设备端口打不开',
    en: 'device port cannot be opened',
  },
  'frame-rejected': {
    level: 'warn',
    toldTo: 'developer',
    zh: '收到错误的数据帧',
    en: 'a garbled frame was dropped',
  },
  'device-silent': { level: 'error', toldTo: 'operator', zh: '设备无应答', en: 'the device does not answer' },
  'device-answers': { level: 'info', toldTo: 'developer', zh: '设备恢复应答', en: 'the device answers' },
  'device-defect': {
    level: 'error',
    toldTo: 'operator',
    zh: '设备自检报告故障',
    en: 'the device reports a defect',
  },
  recovery: {
    level: 'warn',
    toldTo: 'developer',
    zh: '正在尝试恢复设备',
    en: 'trying to recover the device',
  },
  'out-of-service': {
    level: 'error',
    toldTo: 'operator',
    zh: '设备已停用，需要技术人员处理',
    en: 'the device is out of service, a technician is needed',
  },
  'logo-unusable': {
    level: 'warn',
    toldTo: 'operator',
    zh: '凭条抬头图片不能用',
    en: 'the picture for the head of receipts cannot be used',
  },
  'print-fault': { level: 'error', toldTo: 'operator', zh: '打印未完成', en: 'a print was not completed' },
  'scan-fault': { level: 'error', toldTo: 'operator', zh: '扫描未完成', en: 'a scan was not completed' },
} as const;

export type DeviceLogCode = keyof typeof deviceLogCodes;

/** Injected by the composition root, which knows the device's name and the log's format. */
export type DeviceLog = (code: DeviceLogCode, detail: string) => void;

export const silentLog: DeviceLog = () => undefined;
