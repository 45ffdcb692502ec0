/** What is said at a door whose servers are abroad, where no case is taken in. */
export const publicTexts = {
  'public.hello':
    '您好，我是{botName}，是个机器人，替{siteName}守在这儿。\n这里的服务器在国外，只答法律和调解上的一般问题，不登记案子。您的姓名、电话、住址请不要发在这里。\n要登记或找真人，请打{phone}{ways}。\n您想问什么？',
  'public.elsewhere':
    '您说的是自己的事，这里的服务器在国外，我不在这儿登记，也请不要发姓名、电话、住址。\n请打{phone}{ways}，那边有人给您办，不收钱。\n一般的法律问题，可以在这儿接着问我。',
  'public.person': '找真人请打{phone}{ways}。这里的服务器在国外，不在这儿办案子。\n有人要伤人或者有生命危险，马上打110、120。',
  'public.no_match': '这个我没查到有把握的答案，不敢乱说。请打{phone}{ways}问问真人。',
  'public.case_elsewhere': '要办自己的事，请打{phone}{ways}。',
  'public.words_only': '您发的这个我在这儿看不了。想问什么，麻烦打几个字；要找真人，请打{phone}{ways}。',
  'public.page': '，或者打开{page}',
} as const;
