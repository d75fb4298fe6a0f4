/* The search engine's echo: sayings of which only some words were said still speak, a little, for what they mean. */
(function () {
  "use strict";
  const search = motcua.search, { fold, syllables, common } = search;

  // The share of what was said, by rarity, that a saying's entry must echo, and how many entries are listened to.
  const FAINTEST = 0.15, LOUDEST = 40;

  /** How much each procedure is meant by the entries of the lexicon in whose sayings the query's words occur, whatever their order: as much as
      by that which means it most. */
  function echoed(prepared, asked) {
    const { echo } = prepared.room, rarity = prepared.rarity, heard = [];
    let all = 0;
    rarity.fill(0);
    asked.tokens.forEach((each) => {
      if (!each.weight || each.filler) return;
      const entries = prepared.echo.get(each.fold) || [], rare = Math.log(1 + prepared.speakers / Math.max(1, entries.length));
      all += rare;
      for (let n = 0; n < entries.length; n++) {
        if (!rarity[entries[n]]) heard.push(entries[n]);
        rarity[entries[n]] += rare;
      }
    });
    const loud = heard.filter((entry) => rarity[entry] > FAINTEST * all).sort((a, b) => rarity[b] - rarity[a]).slice(0, LOUDEST);
    echo.fill(0);
    loud.map((number) => ({ value: rarity[number] / all * prepared.entries[number].weight, docs: meant(prepared, prepared.entries[number]) }))
      .sort((a, b) => a.value - b.value).forEach((each) => each.docs.forEach((doc) => { echo[doc] = each.value; }));
    return echo;
  }

  /** The procedures that an entry names, or whose texts have every word of what it means. */
  function meant(prepared, entry) {
    if (entry.meant) return entry.meant;
    const vocabulary = prepared.vocabulary;
    entry.meant = entry.procedures;
    entry.mean.forEach((phrase) => {
      const folds = syllables(phrase).map((word) => vocabulary.folds.get(fold(word)));
      if (!folds.length || folds.indexOf(undefined) >= 0) return;
      const held = folds.map((fold) => vocabulary.postings[fold]).sort((a, b) => a.length - b.length).reduce(common);
      entry.meant = entry.meant.concat(entry.fields ? held.filter((doc) => entry.fields.has(prepared.field[doc])) : held);
    });
    return entry.meant;
  }

  Object.assign(search, { echoed });
})();
