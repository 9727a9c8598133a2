import { codes, text } from './code.ts';

const otherWay = text('改用社保卡密码，或再试一次。', 'Use the social card password, or try once more.');
const notSent = text('照片没有留下，也没有开始办理。', 'No picture was kept and nothing has been started.');
const window = text(
  '带身份证到人工窗口办理，工作人员当面核对。',
  'Go to a staffed window with your ID card, where you are checked in person.',
);

/** Proving who one is, beyond the card: by face or by social card password. */
export const proofCodes = codes({
  'proof.no-match': {
    level: 'info',
    audience: ['citizen'],
    title: text('没有认出是您本人', 'You were not recognised'),
    text: text(
      '光线、眼镜和发型都可能影响。照片已经删除。',
      'Light, glasses and hair can be the reason. The picture has been deleted.',
    ),
    next: otherWay,
  },
  'proof.no-face': {
    level: 'info',
    audience: ['citizen'],
    title: text('照片里没有看到人脸', 'There was no face in the picture'),
    text: notSent,
    next: text(
      '站到屏幕正前方，脸放进圆框里。也可以改用社保卡密码。',
      'Stand right in front of the screen with your face in the frame, or use the social card password.',
    ),
  },
  'proof.several-faces': {
    level: 'info',
    audience: ['citizen'],
    title: text('照片里不止一个人', 'There was more than one person in the picture'),
    text: notSent,
    next: text(
      '让同行的人退后一步再试，也可以改用社保卡密码。',
      'Ask others to step back and try again, or use the social card password.',
    ),
  },
  'proof.no-good-picture': {
    level: 'info',
    audience: ['citizen'],
    title: text('没有拍到清楚的照片', 'No clear picture could be taken'),
    text: text('没有照片被送出，也没有开始办理。', 'No picture was sent and nothing has been started.'),
    next: otherWay,
  },
  'proof.no-camera': {
    level: 'warning',
    audience: ['citizen', 'operator'],
    title: text('本机的摄像头现在不能用', 'The camera of this machine does not work right now'),
    text: text('没有照片被送出，也没有开始办理。', 'No picture was sent and nothing has been started.'),
    next: text('改用社保卡密码。', 'Use the social card password.'),
  },
  'proof.password-locked': {
    level: 'info',
    audience: ['citizen'],
    title: text('社保卡密码已锁定', 'The social card password is locked'),
    text: text(
      '为保护您，连续输错后暂停使用，到时自动恢复。没有开始办理。',
      'It was wrong too often and is locked to protect you. It opens again by itself. Nothing has been started.',
    ),
    next: window,
  },
  'proof.password-not-set': {
    level: 'info',
    audience: ['citizen'],
    title: text('您还没有社保卡密码', 'You have no social card password yet'),
    text: text(
      '密码在社保窗口或银行网点设置。没有开始办理。',
      'It is set at a social security window or a bank branch. Nothing has been started.',
    ),
    next: window,
  },
  'proof.unanswered': {
    level: 'warning',
    audience: ['citizen', 'operator'],
    title: text('核对身份的服务没有答复', 'The service that checks identities did not answer'),
    text: text('还没有开始办理，没有产生费用。', 'Nothing has been started and nothing was charged.'),
    next: text(
      '可以再试一次、换另一种方式，或到人工窗口办理。',
      'Try once more, use the other way, or go to a staffed window.',
    ),
  },
});
