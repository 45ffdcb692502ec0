/** What is said about a voice message that was written down. */
export const voiceTexts = {
  'voice.heard': '这是机器听您的语音写下来的，可能有错：\n“{words}”\n哪儿听错了，打字告诉我。',
} as const;
