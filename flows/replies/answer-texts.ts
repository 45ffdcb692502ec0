/** The words that stand around an answer from the corpus. */
export const answerTexts = {
  'answer.grounded':
    '{meaning}{steps}{evidence}{deadlines}{notMediable}{risk}{basis}\n\n要登记找调解员，回“我要登记”；想问真人，回“找人工”。',
  'answer.grounded_short': '{meaning}{basis}',
  'answer.from_articles':
    '这个还没有审过的现成解答。我查到最相近的法条，原文是这样写的：\n{meaning}{basis}\n\n怎么用到您这件事上，我不敢替您断。回“找人工”让真人帮您看，也可以打12348问律师，不收钱。',
  'answer.from_articles_short': '最相近的法条，原文是：{meaning}{basis}',
  'answer.steps': '\n\n您可以这样办：\n{steps}',
  'answer.evidence': '\n\n留好这些：{evidence}。',
  'answer.deadlines': '\n\n注意时间：{deadlines}。',
  'answer.not_mediable': '\n\n{reason}',
  'answer.risk': '\n\n提醒您：{note}',
  'answer.basis': '\n\n依据：{citations}',
  'answer.no_match': '这个我没找到靠得住的依据，不敢乱说。我记下来让人补上。您可以让真人回您，也可以打12348问律师，不收钱。',
  'answer.no_such_rule':
    '您说的这条规定，我没查到，先别照着它办，也别为它交钱。我记下来让人再核一遍。您可以让真人回您，也可以打12348问律师，不收钱。',
  'answer.no_match_short': '这个我拿不准，不敢乱说，回头让真人告诉您。',
  'answer.unavailable': '我这会儿查不了资料，不是您的问题。可以让真人回您({promise}),也可以打12348，不收钱。',
} as const;
