import { codes, text } from './code.ts';

const notSubmitted = text('申请没有提交，没有产生费用。', 'Nothing was submitted and nothing was charged.');
const retryOrWindow = text('可以再试一次，或到人工窗口办理。', 'Try once more, or go to a staffed window.');
const windowOrLater = text('换个时间再来，或到人工窗口办理。', 'Come back later, or go to a staffed window.');

/** Shown while nothing has been submitted: what is already on its way has codes of its own (`case.pending`). */
export const exchangeCodes = codes({
  'exchange.unreachable': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('暂时连不上部门的服务', 'The department’s service cannot be reached right now'),
    text: notSubmitted,
    next: retryOrWindow,
  },
  'exchange.timeout': {
    level: 'warning',
    audience: ['citizen', 'operator'],
    title: text('部门的服务没有及时答复', 'The department’s service did not answer in time'),
    text: notSubmitted,
    next: retryOrWindow,
  },
  'exchange.denied': {
    level: 'error',
    audience: ['citizen', 'operator', 'developer'],
    title: text('这个事项在这里查不到所需的信息', 'The information needed cannot be looked up here'),
    text: notSubmitted,
    next: text(
      '到人工窗口办理，工作人员可以当面核对。',
      'Go to a staffed window, where it can be checked in person.',
    ),
  },
  'exchange.closed': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('部门的服务现在没有开放', 'The department’s service is closed at the moment'),
    text: notSubmitted,
    next: windowOrLater,
  },
  'exchange.nonsense': {
    level: 'error',
    audience: ['citizen', 'operator', 'developer'],
    title: text('部门的答复无法识别', 'The department’s answer could not be understood'),
    text: notSubmitted,
    next: retryOrWindow,
  },
  'exchange.provider-error': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('部门的服务出了问题', 'The department’s service has a problem'),
    text: notSubmitted,
    next: retryOrWindow,
  },
});
