import type { UiTexts } from '../texts.tsx';

/** 部品の文言 in simplified Chinese. */
export const zh: UiTexts = {
  simulation: '这是使用虚构居民的模拟',
  skipToContent: '跳到正文',
  required: '（必填）',
  optional: '（选填）',
  readOnly: '（不可更改）',
  choose: '请选择',
  errorMark: '*',
  errorTitlePrefix: '错误：',
  errorSummaryTitle: '请确认输入的内容',
  change: '更改',
  notGiven: '（未输入）',
  back: '返回',
  signOut: '退出',
  siteName: '搬家一站式服务',
  service: '搬家一站式服务 転入転出ワンストップ（开源的模拟系统）',
  pageTitle: (title, owner) => `${title} | ${owner}`,
  person: (name) => name,
  inBrackets: (words) => ` （${words}）`,
  words: { title: '本页用语', back: '↑ 返回正文', backTo: (word) => `返回正文中的“${word}”` },
  languages: '语言 Language',
  errors: {
    signIn: {
      title: '需要登录',
      sentences: ['要查看这个页面，请重新登录。您保存的内容还在。'],
    },
    forbidden: {
      title: '不能显示这个页面',
      sentences: ['您没有查看这个页面的权限。如果以别的身份登录了，请重新登录。'],
    },
    notFound: {
      title: '找不到页面',
      sentences: ['网址可能已经变更，或者输入有误。', '请确认网址，或从首页开始。'],
    },
    method: {
      title: '不能进行这个操作',
      sentences: ['页面的打开方式不正确。请从首页开始。'],
    },
    outage: {
      title: '现在不能使用',
      sentences: ['所连接的系统没有应答。您保存的内容还在。', '请过一会儿再试。'],
    },
    unexpected: {
      title: '未能处理',
      sentences: ['系统内部发生了问题。已确定的手续内容都保存着。', '请过一会儿再试。'],
    },
    tooMany: {
      title: '请稍候',
      sentences: ['短时间内的操作过多。请等1分钟左右再试。您输入的内容没有丢失。'],
    },
  },
  toStart: '到首页',
  foreignForm: '这份表单是从别的网站发送的，所以没有受理。',
  banner: { success: '已完成', warning: '注意事项', error: '错误', info: '通知' },
  step: {
    now: (total, position, label) => `步骤 ${position} / ${total}：${label}`,
    of: (total, position) => `共${total}步，第${position}步`,
    done: '已完成',
    current: '当前步骤',
    error: '有错误',
    skipped: '已跳过',
    waiting: '未开始',
  },
  date: { era: '年号・公历', year: '年', month: '月', day: '日' },
  timeline: { done: '已办', current: '进行中', upcoming: '接下来', failed: '已停止' },
  eras: [
    { value: 'western', label: '公历' },
    { value: 'reiwa', label: '令和' },
    { value: 'heisei', label: '平成' },
    { value: 'showa', label: '昭和' },
    { value: 'taisho', label: '大正' },
    { value: 'meiji', label: '明治' },
  ],
};
