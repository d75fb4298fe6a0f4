/* The search engine's acts: what a query wants done with a paper, and whether the name of a procedure
   says that, another act or the plain first one, and for whom. */
(function () {
  "use strict";
  const search = motcua.search, { SYLLABLE, fold, syllables } = search;

  // Bits as the index has them: the act of getting something for the first time, all acts, what may have happened to a paper.
  const GET = 1, ACTS = (1 << 10) - 1, OCCASIONS = 31 << 10;
  // What a procedure loses whose name says another act than the one wanted, another occasion, a condition that nobody spoke of; how many
  // syllables say an act at most.
  const OTHER_ACT = 0.14, OTHER_OCCASION = 0.06, CONDITION = 0.1, LONGEST = 4;

  /** Take in by which words people say each act, and which words of a name make it one for few. */
  function hearActs(prepared, lexicon) {
    const numbers = (words) => syllables(words).map((each) => prepared.vocabulary.folds.get(fold(each)));
    prepared.conditions = lexicon.conditions.split("|").map(numbers); prepared.conditional = [];
    const said = prepared.wanting = new Map();
    lexicon.wants.forEach(([acts, phrases]) => phrases.split("|").forEach((words) => {
      const parts = words.match(SYLLABLE), name = parts.map(fold).join(" "), held = { acts, marks: parts.map(prepared.marks) };
      if (said.has(name)) said.get(name).push(held); else said.set(name, [held]);
    }));
  }

  /** The acts and occasions that a query speaks of: by what its sayings mean, and by words that stand in no longer saying. */
  function wantedActs(prepared, asked) {
    const tokens = asked.tokens, used = new Set();
    let acts = 0;
    asked.units.forEach((unit) => { if (!unit.isBegun) unit.entries.forEach((held) => { acts |= held.entry.acts & ~GET; }); });
    for (let length = LONGEST; length > 0; length--) {
      for (let start = 0; start + length <= tokens.length; start++) {
        const stretch = tokens.slice(start, start + length), found = prepared.wanting.get(stretch.map((each) => each.fold).join(" "));
        if (!found || stretch.some((each) => used.has(each) || !each.weight)) continue;
        found.filter((phrase) => isSaid(asked, phrase, stretch)).forEach((phrase) => {
          stretch.forEach((each) => used.add(each));
          acts |= stretch.every(isInLonger(length)) ? phrase.acts & GET : phrase.acts;
        });
      }
    }
    return acts;
  }

  /** Whether a stretch has the marks of a phrase; without any, a single syllable is mostly another word ("lai" is not "lại"). */
  function isSaid(asked, phrase, stretch) {
    return stretch.every((each, n) => each.marked === phrase.marks[n]) || !asked.isMarked && stretch.length > 1;
  }

  function isInLonger(length) { return (each) => each.unit && each.unit.entries.length && each.unit.tokens.length > length; }

  /** The share of its worth that a procedure keeps: who wants no act by name wants to get a paper, but who names the paper alone wants anything. */
  function suits(prepared, asked, doc, best) {
    const has = prepared.acts[doc], wanted = asked.acts, acts = wanted & ACTS & ~GET, occasions = wanted & OCCASIONS;
    const isOther = has & ACTS && !(has & (acts || GET)) && (acts || wanted & GET || asked.units.length > 1);
    const isOtherwise = has & OCCASIONS && occasions && !(has & occasions);
    const isForFew = best.isFirst && conditional(prepared, doc).some((at) => !best.matched.has(at));
    return (isOther ? 1 - OTHER_ACT : 1) * (isOtherwise ? 1 - OTHER_OCCASION : 1) * (isForFew ? 1 - CONDITION : 1);
  }

  /** Where the conditions end that an official name speaks of ("nước ngoài"). */
  function conditional(prepared, doc) {
    if (!prepared.conditional[doc]) {
      const ends = prepared.conditional[doc] = [], { folds, starts, firsts } = prepared, start = starts[firsts[doc]], end = starts[firsts[doc] + 1];
      prepared.conditions.forEach((words) => {
        for (let at = start + words.length - 1; at < end; at++) if (words.every((fold, n) => folds[at - words.length + 1 + n] === fold)) ends.push(at);
      });
    }
    return prepared.conditional[doc];
  }

  Object.assign(search, { hearActs, wantedActs, suits });
})();
