import { z } from 'zod';
import type { DisputeLabel } from '../../core/dispute-type.ts';
import { toPlain } from '../../flows/plain-text.ts';
import { type TopicLabel, topicLabels } from '../../flows/triage/topic-words.ts';
import { readJsonLines } from '../json-lines.ts';
import type { TrainingRow } from './fit-logistic.ts';
import { corpusPhrasings, trainingMessages } from './own-rows.ts';

/** LawBench's class for each of our dispute types; `null` where ours is spread over several of theirs. */
const classOfType: Readonly<Record<DisputeLabel, TopicLabel | null>> = {
  婚姻家庭纠纷: '婚姻家庭',
  邻里纠纷: null,
  房屋宅基地纠纷: '房产纠纷',
  合同纠纷: null,
  生产经营纠纷: null,
  损害赔偿纠纷: '人身损害',
  山林土地纠纷: null,
  征地拆迁纠纷: '拆迁安置',
  环境污染纠纷: null,
  拖欠农民工工资纠纷: '劳动纠纷',
  其他劳动争议: '劳动纠纷',
  旅游纠纷: '消费权益',
  电子商务纠纷: '消费权益',
  其他消费纠纷: '消费权益',
  医疗纠纷: '医疗纠纷',
  道路交通事故纠纷: '交通事故',
  物业纠纷: null,
  其他纠纷: null,
  none: null,
};

/** LawBench's class for a file of the corpus, where the file says more than the dispute type. */
const classOfFile: Readonly<Record<string, TopicLabel>> = {
  'business-operation.yaml': '公司法',
  'contracts-general.yaml': '合同纠纷',
  'lease.yaml': '房产纠纷',
  'loans-private.yaml': '债权债务',
  'legal-aid-and-court.yaml': '综合咨询',
  'criminal-basics.yaml': '刑事辩护',
  'public-order-police.yaml': '刑事辩护',
  'privacy-and-reputation.yaml': '侵权',
  'neighbours-fights-insults.yaml': '侵权',
  'village-affairs.yaml': '行政诉讼',
  'high-fall-and-animals.yaml': '人身损害',
};

const weights = { question: 0.8, phrasing: 0.25, message: 0.2 } as const;
const questionSchema = z.strictObject({ id: z.string(), text: z.string(), topic: z.enum(topicLabels) });

/** Rows of our own for the topic model: questions written for each class, corpus phrasings and labelled messages where their class is plain. */
export function ownTopicRows(): readonly TrainingRow[] {
  const questions = readJsonLines('evals/datasets/triage/topics.jsonl', questionSchema);
  const placed = (text: string, topic: TopicLabel | null, weight: number): readonly TrainingRow[] =>
    topic === null ? [] : [{ text: toPlain(text), labels: [topic], weight }];
  return [
    ...questions.flatMap(({ text, topic }) => placed(text, topic, weights.question)),
    ...corpusPhrasings().flatMap(({ text, file, type }) =>
      placed(text, classOfFile[file] ?? classOfType[type as DisputeLabel], weights.phrasing),
    ),
    ...trainingMessages().flatMap(({ text, dispute_type, risk }) =>
      placed(text, risk === 'none' ? classOfType[dispute_type] : null, weights.message),
    ),
  ];
}
