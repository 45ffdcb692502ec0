/**
 * Lay legal questions that were read because they reached elevated in some state of the screen: `grave` where a careful duty officer would want to
 * be called (violence or a threat that goes on, a wish to die, a person gone), `unclear` where one question would tell, `ordinary` else.
 */
export const questionVerdicts: Readonly<Record<string, 'grave' | 'unclear' | 'ordinary'>> = {
  'll-351': 'grave',
  'll-532': 'grave',
  'll-734': 'grave',
  'll-812': 'ordinary',
  'll-852': 'unclear',
  'll-817': 'grave',
  'll-919': 'unclear',
  'll-1179': 'grave',
  'll-1211': 'ordinary',
  'll-2091': 'grave',
  'll-2308': 'unclear',
  'll-2324': 'ordinary',
  'll-3109': 'unclear',
  'll-3155': 'grave',
  'll-3361': 'grave',
  'll-3597': 'ordinary',
  'll-3643': 'grave',
  'll-3745': 'grave',
  'll-3938': 'grave',
  'll-4690': 'unclear',
  'll-4740': 'grave',
  'll-4910': 'grave',
};
