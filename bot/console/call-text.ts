import type { CallState, ConsentState } from '../../core/call.ts';

/** Every sentence that staff read of a call. */
export const callText = {
  title: '来电',
  ringing: '有电话找您',
  waiting: '有电话没人接',
  running: '您有电话在通话中',
  open: '打开通话',
  take: '我来接',
  withheld: '号码不显示',
  again: (earlier: number, inMonth: number): string => `第 ${earlier + 1} 次来电（近一个月 ${inMonth + 1} 次）`,
  danger: '以前有过危险',
  state: { ringing: '响铃', active: '通话中', held: '保持中', ended: '已挂断' } as const satisfies Record<CallState, string>,
  consent: {
    title: '录音和记录',
    script: '可以这样问：“为了把您的事办好，这次通话想录音并记成文字，存进受理单，您同意吗？不同意也一样给您办。”',
    ask: '问过了',
    yes: '同意',
    no: '不同意',
    states: { not_asked: '还没问', asked: '问了，还没答', given: '同意保留', refused: '不同意保留' } as const satisfies Record<
      ConsentState,
      string
    >,
    gone: '没有同意保留，通话文字已经删掉；受理单和有危险的那几句还在。',
    goneLine: '（文字已删）',
    willGo: '挂断后过一会儿，没有同意保留的通话文字会删掉，要记的事请写进受理单。',
    recorded: '有录音',
  },
  handOff: {
    button: '转给调解员',
    title: '把这件事转给谁',
    hint: '会开好受理单。挂断以后，会话归接手的人。',
    queue: '先放进待接手',
    to: '接手的人',
    go: '转过去',
    done: '转过去了',
  },
  end: '电话已挂断',
  hearing: '正在说',
  hearingDanger: '听着有危险',
  missing: '还没问到',
  nothingMissing: '要紧的都问到了',
  elements: {
    title: '五要素',
    name: '姓名',
    time: '时间',
    place: '地址',
    cause: '起因',
    course: '经过',
  },
  earlier: '这个号码以前的事',
  openCase: '打开',
} as const;
