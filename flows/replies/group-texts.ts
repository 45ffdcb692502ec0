/** What is said in and around chat groups. Short: everybody reads along. */
export const groupTexts = {
  'group.friend':
    '您好，我是{botName}，是机器人，替{siteName}守在这儿。有纠纷、有法律上的事，在这儿直接跟我说，不收钱。想找真人，随时说“找人工”。',
  'group.room':
    '大家好，我是{botName}，是机器人，替{siteName}守着这个群。问法律上的事，@我就行；我只看发给我的话，也会留意有没有人遇到危险。\n姓名、电话、家里的事别在群里写，加我好友单独说。急事打{phone}。',
  'group.newcomer': '欢迎新邻居。我是{botName}，是机器人。有法律上的事@我；家里的事别在群里写，加我好友单独说。',
  'group.more': '这儿人多，我只说个大概。私聊我说详细的。',
} as const;
