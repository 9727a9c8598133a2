/** What the panel says. It is a workbench for people who build and test kiosks; both languages stand side by side. */
export const words = {
  title: ['街面', 'The street'],
  kiosk: ['自助机', 'Kiosk'],
  screen: ['打开屏幕地址', 'Screen address'],
  who: ['谁站在机器前', 'Who stands there'],
  search: ['找姓名、号码或编号', 'Name, number or id'],
  lay: ['放上身份证', 'Lay the card'],
  lift: ['拿走身份证', 'Lift the card'],
  reader: ['读卡器', 'Card reader'],
  printer: ['凭条打印机', 'Receipt printer'],
  fault: ['故障', 'Fault'],
  paper: ['纸', 'Paper'],
  cover: ['打开上盖', 'Cover open'],
  unplug: ['拔线', 'Unplug'],
  plug: ['插回', 'Plug in'],
  receipts: ['出来的纸', 'What came out'],
  take: ['取走', 'Take it'],
  nothingPrinted: ['还没有打印', 'Nothing printed yet'],
  exchange: ['数据交换', 'Exchange'],
  latency: ['每次应答慢', 'Answers come later by'],
  service: ['服务前缀（空为全部）', 'Service prefix (empty: all)'],
  phone: ['市民的手机', 'The citizen’s phone'],
  noOrders: ['没有待付的单', 'Nothing to pay'],
  pay: ['扫码付款', 'Pay'],
  decline: ['拒付', 'Decline'],
  ledger: ['台账', 'Ledger'],
  cases: ['办件', 'Cases'],
  queries: ['查询', 'Look-ups'],
  language: ['English', '中文'],
} as const satisfies Record<string, readonly [string, string]>;

export type Say = (key: keyof typeof words) => string;
export const sayIn =
  (language: 0 | 1): Say =>
  (key) =>
    words[key][language];
