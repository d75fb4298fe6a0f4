/* The search engine's echo: sayings of which only some words were said still speak, a little, for what they mean. */
(function () {
  "use strict";
  const search = motcua.search, { fold, syllables } = search;

  // The share of what was said, by rarity, that a saying's entry must echo, and how many entries are listened to.
  const FAINTEST = 0.15, LOUDEST = 40;

  /** The entries of the lexicon in whose sayings the query's words occur, whatever their order: what each is worth, the loudest first, and the
      procedures that it means. */
  function echoes(prepared, asked) {
    const heard = new Map(), size = prepared.speakers;
    let all = 0;
    asked.tokens.forEach((each) => {
      if (!each.weight || each.filler) return;
      const entries = prepared.echo.get(each.fold) || new Set(), rarity = Math.log(1 + size / Math.max(1, entries.size));
      all += rarity;
      entries.forEach((entry) => heard.set(entry, (heard.get(entry) || 0) + rarity));
    });
    const loud = Array.from(heard).filter((each) => each[1] > FAINTEST * all).sort((a, b) => b[1] - a[1]).slice(0, LOUDEST);
    return loud.map(([entry, rarity]) => ({ value: rarity / all * entry.weight, docs: meant(prepared, entry) })).sort((a, b) => b.value - a.value);
  }

  /** How much a procedure is meant by them. */
  function echoed(echoes, doc) {
    const loudest = echoes.find((each) => each.docs.has(doc));
    return loudest ? loudest.value : 0;
  }

  /** The procedures that an entry names, or whose texts have every word of what it means. */
  function meant(prepared, entry) {
    if (entry.meant) return entry.meant;
    const vocabulary = prepared.vocabulary;
    entry.meant = new Set(entry.procedures);
    entry.mean.forEach((phrase) => {
      const folds = syllables(phrase).map((word) => vocabulary.folds.get(fold(word)));
      if (folds.indexOf(undefined) >= 0) return;
      const [rarest, ...others] = folds.map((fold) => vocabulary.postings[fold]).sort((a, b) => a.length - b.length), held = others.map((docs) => new Set(docs));
      rarest.forEach((doc) => {
        if (held.every((docs) => docs.has(doc)) && (!entry.fields || entry.fields.has(prepared.field[doc]))) entry.meant.add(doc);
      });
    });
    return entry.meant;
  }

  Object.assign(search, { echoed, echoes });
})();
