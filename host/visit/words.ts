import type { Text } from '../../flows/language/text.ts';

/** One sentence in every language. */
export const say = (chinese: string, english: string): Text => ({ 'zh-CN': chinese, en: english });

/** What the host itself says on screens: everything that is neither an item's text nor a renderer's label. */
export const words = {
  find: {
    search: say('找事项', 'Search'),
    departments: say('按部门找', 'By department'),
    all: say('全部事项', 'All services'),
  },
  attract: {
    interrupted: say(
      '刚才的办理被打断了。已确认的申请不会丢，请重新放卡继续。',
      'The last visit was interrupted. Anything confirmed is safe. Lay the card down again to go on.',
    ),
    cardLeft: say(
      '读卡区有一张忘了拿的卡，请交给大厅工作人员。',
      'A card was left on the reader. Please hand it to hall staff.',
    ),
  },
  readerDown: {
    title: say('本机读卡器正在恢复', 'The card reader is recovering'),
    text: say(
      '请先不要放卡。恢复后本屏会自动回到首页。',
      'Please keep your card. This screen returns by itself once it works.',
    ),
  },
  powerLow: {
    title: say('停电了，本机暂停接待', 'The power is out here'),
    text: say(
      '请先不要放卡，到旁边的机器或人工窗口办理。来电后本屏会自动回到首页。',
      'Please keep your card and use the next machine or a staffed window. This screen returns by itself once the power is back.',
    ),
  },
  withdrawn: {
    title: say('本机暂停服务', 'This machine is not in service'),
    text: say(
      '工作人员已让本机停下。请先不要放卡，到旁边的机器或人工窗口办理。',
      'The staff have taken it out of service. Please keep your card and use the next machine or a staffed window.',
    ),
  },
  unavailable: {
    stopped: say('这一项暂停在自助机办，可到人工窗口办', 'Paused at the machines; staffed windows do it'),
    printer: say('打印机缺纸，暂不能在本机办', 'No receipt paper here now'),
    documentPrinter: say('证明打印机待恢复，暂不能在本机办', 'Certificate printer not ready'),
    documentPaper: say('证明纸用完了，暂不能在本机办', 'No certificate paper here now'),
    scanner: say('扫描仪待恢复，暂不能在本机办', 'Scanner not ready'),
    printerFault: say('打印机待恢复，暂不能在本机办', 'Receipt printer not ready'),
    elsewhere: (id: string, where: Text): Text =>
      say(`，可到${id}号机（${where['zh-CN']}）`, `; try machine ${id} (${where.en})`),
  },
  elsewhere: {
    thisHall: (place: Text): Text => say(`本大厅，${place['zh-CN']}`, `In this hall, ${place.en}`),
    /** @param minutes on foot; null: too far */
    way: (metres: number, minutes: number | null): Text => {
      const far =
        metres < 1_000 ? [`${metres}米`, `${metres} m`] : [`${metres / 1000}公里`, `${metres / 1000} km`];
      return minutes === null
        ? say(`约${far[0]}`, `about ${far[1]}`)
        : say(`约${far[0]}，步行约${minutes}分钟`, `about ${far[1]}, ${minutes} min on foot`);
    },
    queue: (waiting: number, minutes: number, time: string): Text =>
      say(
        `现在前面约${waiting}人，约${minutes}分钟（${time}）`,
        `about ${waiting} waiting, about ${minutes} min (as of ${time})`,
      ),
    nobodyWaits: (time: string): Text => say(`现在不用排队（${time}）`, `nobody is waiting (as of ${time})`),
    closed: (opens: Text): Text => say(`现在没开门，${opens['zh-CN']}开`, `closed, opens ${opens.en}`),
    today: (time: string): Text => say(`今天${time}`, `today at ${time}`),
    tomorrow: (time: string): Text => say(`明天${time}`, `tomorrow at ${time}`),
    onDay: (date: string, time: string): Text =>
      say(`${Number(date.slice(5, 7))}月${Number(date.slice(8))}日${time}`, `on ${date} at ${time}`),
    at: (place: Text, queue: Text): Text =>
      say(`${place['zh-CN']}：${queue['zh-CN']}`, `${place.en}: ${queue.en}`),
  },
  salute: {
    night: say('夜深了', 'Good evening'),
    morning: say('上午好', 'Good morning'),
    noon: say('中午好', 'Good day'),
    afternoon: say('下午好', 'Good afternoon'),
    evening: say('晚上好', 'Good evening'),
  },
  title: { male: say('先生', 'Mr'), female: say('女士', 'Ms'), unknown: say('', '') },
  dock: {
    nothingBefore: say('这里是第一步，前面没有内容', 'This is the first step'),
    submitted: say('申请已提交，不能返回修改', 'Already submitted; it cannot be changed here'),
    machineBusy: say('机器正在处理，完成后即可操作', 'The machine is working; please wait'),
    takeCardFirst: say('请先取走您的卡', 'Please take your card first'),
    alreadyHome: say('您已在首页', 'You are on the home page'),
    notSignedIn: say('还没有开始办理，不用退出', 'Nothing to leave yet'),
  },
  read: {
    found: say('读到卡片', 'Card found'),
    verify: say('正在核验卡片真伪', 'Checking the card'),
    open: say('打开您的首页', 'Opening your page'),
    usual: say('通常1秒', 'about 1 second'),
  },
  proof: {
    noCamera: say('本机没有可用的摄像头', 'There is no camera here that can be used'),
    cameraDenied: say('本机的摄像头没有开放', 'The camera of this machine is not permitted'),
    cameraBroken: say('本机的摄像头待恢复', 'The camera of this machine is not ready'),
    minor: say('未满14周岁不用摄像头核对', 'The camera is not used under the age of 14'),
    triesOver: say('刷脸已试过3次', 'Your face was tried three times'),
    passwordLocked: say('密码已锁定', 'The password is locked'),
    passwordNotSet: say('您还没有设置密码', 'You have set no password yet'),
    wrongPassword: (left: number): Text =>
      say(
        `密码不对，还可以输${left}次`,
        left === 1 ? 'Wrong password; one try is left' : `Wrong password; ${left} tries are left`,
      ),
    lockedUntil: (date: string, time: string): Text =>
      say(
        `为保护您，连续输错后锁定到${Number(date.slice(5, 7))}月${Number(date.slice(8))}日${time}。没有开始办理。`,
        `It was wrong too often and is locked until ${date} ${time} to protect you. Nothing has been started.`,
      ),
  },
  phases: {
    look: say('查看信息', 'Look'),
    questions: say('回答问题', 'Questions'),
    scan: say('扫描材料', 'Scan'),
    sign: say('签名', 'Sign'),
    check: say('核对提交', 'Check'),
    pay: say('缴费', 'Pay'),
    issue: say('出证', 'Certificate'),
  },
  working: {
    gathering: say('正在取您的数据', 'Getting your records'),
    gatheringHow: say('数据来了，您就不用带材料', 'The data travels so that you need not bring papers'),
    askFor: (department: Text, purpose: Text): Text =>
      say(`向${department['zh-CN']}查询${purpose['zh-CN']}`, `Asking ${department.en} for ${purpose.en}`),
    usual: say('通常2秒', 'about 2 seconds'),
    gatheringNote: say(
      '只取这一次要用的几项，办完立即清除。',
      'Only what this service needs, cleared when you finish.',
    ),
    submitting: say('正在提交，请稍候', 'Submitting, please wait'),
    recorded: say('申请已记入本机，断电也不会丢', 'Recorded on this machine; a power cut cannot lose it'),
    send: (department: Text): Text => say(`送交${department['zh-CN']}`, `Sending to ${department.en}`),
    number: say('取回受理编号', 'Receiving your case number'),
    submittingNote: say(
      '请不要重复提交。即使断线，本机也会继续送达。',
      'No need to send again: if the line drops, this machine keeps trying.',
    ),
    part: (position: number, of: number, title: Text, department: Text): Text =>
      say(
        `第${position}项，共${of}项：${title['zh-CN']}（${department['zh-CN']}）`,
        `${position} of ${of}: ${title.en} (${department.en})`,
      ),
    slots: say('正在查询可预约的时段', 'Looking up free times'),
  },
  show: {
    listUnknown: say(
      '这份清单暂时显示不了，可到窗口查询。',
      'This list cannot be shown now. The counter can look it up.',
    ),
  },
  issuing: {
    title: say('正在开证明，请稍候', 'Preparing your certificate'),
    draw: say('按登记信息拟好证明', 'Drawn up from the register'),
    seal: (department: Text): Text =>
      say(`${department['zh-CN']}加盖电子印章`, `Electronic seal of ${department.en}`),
    usual: say('通常3秒', 'about 3 seconds'),
    note: say(
      '申请已经办结。盖章后取走卡片就打印。',
      'Your application is done. Once sealed, it prints after you take your card.',
    ),
  },
  document: {
    sealed: say('证明已盖章', 'Certificate sealed'),
    title: say('证明已盖章，正在打印', 'Sealed. Printing your certificate.'),
    print: say('正在打印证明', 'Printing the certificate'),
    printed: say('证明已打印', 'Certificate printed'),
    usual: say('通常20秒', 'about 20 seconds'),
    take: say('请取走证明和回执', 'Take the certificate and the receipt'),
    ready: say('证明已办好', 'Your certificate is ready'),
    readyHow: say(
      '请核对证明内容；扫证明上的码可以核验真伪',
      'Check what it says; its code can be scanned to verify it',
    ),
    notOut: say('证明没有印出来', 'The certificate did not print'),
    maybeOut: say('请看一下证明是否完整', 'Check whether the certificate is complete'),
    number: say('证明编号', 'Certificate number'),
    collect: say('凭证明编号到大厅服务台领取', 'The service desk hands it out for its number'),
    notIssued: say('申请已办结，证明还没有开出', 'Done, but the certificate is not ready'),
    notIssuedHow: say('凭办理编号到窗口领取证明', 'The counter hands it out for the case number'),
    waiting: {
      'media-empty': say('缺纸，等工作人员加纸', 'Waiting for staff to add paper'),
      jam: say('卡纸，等工作人员处理', 'Waiting for staff to free the paper'),
      'cover-open': say('打印机没合上，等工作人员处理', 'Waiting for staff to close the printer'),
      'tray-missing': say('纸盒没装好，等工作人员处理', 'Waiting for staff to fit the paper tray'),
      'toner-empty': say('缺墨，等工作人员处理', 'Waiting for staff to change the toner'),
      'output-full': say('出纸口已满，请取走上面的纸', 'The tray is full: take out the sheets in it'),
      stopped: say('打印机停住了，等工作人员处理', 'Waiting for staff to restart the printer'),
    },
  },
  printing: {
    title: say('已提交成功，正在打印回执', 'Submitted. Printing your receipt.'),
    queryTitle: say('正在打印', 'Printing'),
    slipTitle: say('正在打印凭条', 'Printing your slip'),
    received: (department: Text): Text =>
      say(`${department['zh-CN']}已收到申请`, `${department.en} has your application`),
    numbered: say('受理编号已生成', 'Case number issued'),
    paid: say('缴费已到账', 'Payment received'),
    cardTaken: say('卡片已取走', 'Card taken'),
    print: say('正在打印回执', 'Printing the receipt'),
    take: say('请取走回执', 'Take the receipt'),
    usual: say('通常3秒', 'about 3 seconds'),
    takeTitle: say('请取走回执', 'Please take your receipt'),
  },
  printProblem: {
    title: say('回执没有印出来', 'The receipt did not print'),
    valid: say(
      '您的申请已经提交，没有回执也有效。',
      'Your application is in; it is valid without the receipt.',
    ),
    query: say('查询已完成，只是没有印出凭条。', 'Your query is done; only the slip is missing.'),
    unsent: say('请记下屏幕上的编号，或拨打服务电话。', 'Please note the number, or call the help line.'),
  },
  refused: {
    title: (item: Text): Text => say(`${item['zh-CN']}没有受理`, `${item.en} was not accepted`),
    next: say(
      '您可以到窗口补充说明，或拨打服务电话。',
      'You can explain at the counter, or call the help line.',
    ),
  },
  joint: {
    /** Ahead, being sent, and once it is known. */
    send: (title: Text, department: Text): Text =>
      say(`${department['zh-CN']}：${title['zh-CN']}`, `${department.en}: ${title.en}`),
    state: (line: Text, state: Text): Text =>
      say(`${line['zh-CN']}（${state['zh-CN']}）`, `${line.en} (${state.en})`),
    without: say('先办其他项', 'Go on without it'),
    withoutIt: (title: Text): Text =>
      say(
        `${title['zh-CN']}可以再试一次，也可以先办其他项，这一项之后再办。`,
        `Try ${title.en} once more, or go on with the others and do this one later.`,
      ),
    all: (of: number): Text => say(`${of}项都已收到`, `All ${of} received`),
    some: (taken: number, of: number): Text => say(`${of}项中${taken}项已收到`, `${taken} of ${of} received`),
    someHow: say(
      '各部门分别办理，没办成的一项不影响其他项。',
      'Each department decides for itself; one that did not work out changes nothing for the others.',
    ),
    allHow: say(
      '各部门分别办理，编号都印在回执上。',
      'Each department has its own case; the numbers are on the receipt.',
    ),
    none: say('没有一项办成', 'No part went through'),
  },
  done: {
    accepted: say('已受理，不用再跑', 'Accepted. No further visit needed.'),
    received: say('已收件，不用再跑', 'Received. No further visit needed.'),
    booked: say('已预约', 'Booked'),
    bookedHow: say(
      '请按约定时间到窗口，带上回执',
      'Come to the counter at the agreed time, with the receipt',
    ),
    paid: say('缴费成功', 'Paid'),
    paidHow: say('款项已到账，本次缴费已办结', 'Payment received; nothing more to do'),
    finished: say('已办好', 'Done'),
    finishedHow: say('需要的信息都在这里了', 'That is everything you asked for'),
    pending: say('已保存，正在送达', 'Saved and on its way'),
    pendingHow: say(
      '线路暂时不通。本机会继续送达，不用再来；请保管好凭条。',
      'The line is down. This machine keeps sending; keep the slip.',
    ),
    unknown: say('正在核实这笔缴费', 'We are checking this payment'),
    unknownHow: say('请保管好凭条，不要重复缴费。', 'Keep the slip and do not pay again.'),
    acceptedHow: say('结果会按回执上的时间告诉您', 'You will hear by the date on the receipt'),
    caseNo: say('受理编号', 'Case number'),
    orderNo: say('缴费单号', 'Order number'),
  },
  check: {
    signed: (time: string): Text => say(`已签，${time}`, `Signed at ${time}`),
    scanned: (pages: number): Text =>
      say(`已扫描${pages}页`, pages === 1 ? '1 page scanned' : `${pages} pages scanned`),
    broughtLater: say('之后补交', 'To be brought later'),
    slot: (date: Text, part: 'am' | 'pm'): Text =>
      say(
        `${date['zh-CN']} ${part === 'am' ? '上午' : '下午'}`,
        `${date.en}, ${part === 'am' ? 'morning' : 'afternoon'}`,
      ),
  },
  item: {
    free: say('免费', 'Free'),
    byBill: say('按单据金额', 'As billed'),
    computed: say('按规定计算', 'Calculated'),
    fen: (yuan: string): Text => say(`${yuan}元`, `¥${yuan}`),
    instant: say('当场办结', 'On the spot'),
    days: (days: number): Text => say(`${days}个工作日`, `${days} working days`),
    legalDays: (days: number): Text => say(`法定${days}个`, `by law ${days}`),
    noPapers: say('免材料', 'no papers'),
    signOnly: say('签名即可', 'signature only'),
    doneFor: {
      child: {
        also: say('可以为未满18周岁的子女办', 'Can also be done for a child under 18'),
        only: say('为未满18周岁的子女办', 'Done for a child under 18'),
      },
      company: {
        also: say('可以为您名下的公司或个体户办', 'Can also be done for a business of yours'),
        only: say('为您名下的公司或个体户办', 'Done for a business of yours'),
      },
    },
    scans: (count: number): Text => say(`扫描${count}份`, `${count} to scan`),
  },
} as const;
