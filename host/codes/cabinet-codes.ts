import { codes, text } from './code.ts';

const goOn = text('办理不受影响。', 'Citizens can go on.');

/** What the cabinet board says of the machine around its devices; for who looks after it, never for a citizen. */
export const cabinetCodes = codes({
  'cabinet.door-open': {
    level: 'warning',
    audience: ['operator'],
    title: text('机柜门开着', 'The cabinet door is open'),
    text: goOn,
    next: text('没有人在维护时，到现场查看并锁好。', 'If nobody is at work there, go and lock it.'),
  },
  'cabinet.tampered': {
    level: 'critical',
    audience: ['operator'],
    title: text('机柜的防拆开关被触发', 'The tamper switch of the cabinet has opened'),
    text: text('机器可能被人动过。', 'Somebody may have opened the machine.'),
    next: text('马上到现场检查读卡处和线缆。', 'Go at once and check the readers and their cables.'),
  },
  'cabinet.light-stuck': {
    level: 'info',
    audience: ['operator'],
    title: text('一个指示灯不亮或不灭', 'A light does not do as it is told'),
    text: goOn,
    next: text('下次维护时更换。', 'Change it at the next service.'),
  },
  'power.on-battery': {
    level: 'error',
    audience: ['operator'],
    title: text('停电，机器在用电池', 'The mains are gone, the machine runs on its battery'),
    text: goOn,
    next: text(
      '查看供电；电池快用完时机器会停止接待。',
      'See to the mains; when the battery ends the machine takes no new visit.',
    ),
  },
  'power.low': {
    level: 'critical',
    audience: ['citizen', 'operator'],
    title: text('这台机器暂停服务', 'This machine is out of service'),
    text: text('停电了，已确认的申请都已保存。', 'The power is out; what was confirmed is saved.'),
    next: text('到旁边的机器或人工窗口办理。', 'Use the next machine or a staffed window.'),
  },
  'power.battery-failure': {
    level: 'error',
    audience: ['operator'],
    title: text('后备电池有故障', 'The backup battery has failed'),
    text: goOn,
    next: text(
      '更换电池；停电时机器会立即停止。',
      'Change the battery: without mains the machine stops at once.',
    ),
  },
});
