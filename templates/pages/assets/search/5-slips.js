/* The search engine's mending: what a syllable that nothing knows was meant to be, and how one begun may end. */
(function () {
  "use strict";
  const search = motcua.search, { fold, firstFrom } = search;
  // How many syllables are remembered with what was found for them; what a slip to a neighbouring key counts, the least that puts one letter
  // for another.
  const REMEMBERED = 500, SLIP = 0.8;

  function completions(prepared, start) {
    if (!prepared.ended.has(start)) {
      if (prepared.ended.size > REMEMBERED) prepared.ended.clear();
      prepared.ended.set(start, endings(prepared, start));
    }
    return prepared.ended.get(start);
  }

  function endings(prepared, start) {
    const vocabulary = prepared.vocabulary, found = [];
    for (let at = firstFrom(prepared.sorted, start); at < prepared.sorted.length && prepared.sorted[at].startsWith(start); at++) found.push(vocabulary.folds.get(prepared.sorted[at]));
    return found.sort((a, b) => vocabulary.postings[b].length - vocabulary.postings[a].length || a - b).slice(0, 24);
  }

  const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

  function areNeighbours(a, b) {
    for (let row = 0; row < 3; row++) {
      const at = ROWS[row].indexOf(a);
      for (let other = row - 1; at >= 0 && other <= row + 1; other++) {
        const place = other >= 0 && other < 3 ? ROWS[other].indexOf(b) : -1;
        if (place >= 0 && Math.abs(place - at) <= 1) return true;
      }
    }
    return false;
  }

  /** What an unknown syllable may have been: a slip of the finger, Telex or VNI typed without their program. */
  function mend(prepared, word) {
    if (!prepared.mended.has(word)) {
      if (prepared.mended.size > REMEMBERED) prepared.mended.clear();
      prepared.mended.set(word, word.length > 12 ? [] : slips(prepared, word));
    }
    return prepared.mended.get(word);
  }

  function slips(prepared, word) {
    const vocabulary = prepared.vocabulary, most = word.length > 4 ? 2 : 1, found = [];
    const plain = decoded(word), typed = plain !== word ? vocabulary.folds.get(plain) : undefined;
    if (typed !== undefined) return [{ fold: typed, weight: 0.9, mended: true }];
    const letters = prepared.letters || (prepared.letters = Int32Array.from(vocabulary.folded, (other) => (other.length < 2 || /\d/.test(other) ? 0 : lettersOf(other))));
    const own = lettersOf(word);
    vocabulary.folded.forEach((other, fold) => {
      const its = letters[fold];
      if (!its || Math.abs(other.length - word.length) > most || SLIP * countOf(own & ~its) > most || SLIP * countOf(its & ~own) > most) return;
      const cost = distance(word, other, most);
      if (cost <= most) found.push({ fold, weight: 0.88 - 0.2 * cost + 0.01 * Math.log(1 + vocabulary.postings[fold].length), mended: true });
    });
    return found.sort((a, b) => b.weight - a.weight || a.fold - b.fold).slice(0, 24);
  }

  const SYLLABLE = new RegExp("^(?:b|ch?|d|g[hi]?|h|kh?|l|m|n(?:gh?|h)?|ph?|qu?|r|s|t[hr]?|v|x)?"
    + "(?:[aeiouy]|ie|oa|oe|oo|ua|ue|uo|uy|uye|ye)(?:ch?|m|n[gh]?|p|t)?$|(?:ai|ao|au|ay|eo|eu|ia|iu|oi|ui|uu|oai|oao|oay|oeo|uai|uay|uoi|uou|uya|uyu|ieu|yeu)$");

  /** Whether the letters could be a syllable of Vietnamese without its marks. */
  function isSyllable(word) { return SYLLABLE.test(word); }

  /** Whether somebody says it, as far as the lexicon knows. */
  function isSaid(prepared, word) { return prepared.said.has(word); }

  /** Telex and VNI keys taken out of a syllable. */
  function decoded(word) {
    if (/[a-z]\d|\d[a-z]/.test(word)) return fold(word.replace(/[1-9]/g, ""));
    return fold(word.replace(/dd/g, "d").replace(/([aeo])\1/g, "$1").replace(/w/g, "").replace(/([aeiouy][a-z]*?)[sfrxj]([a-z]?[a-z]?)$/, "$1$2"));
  }

  /** The letters of a word as bits, whatever their order; some share one. */
  function lettersOf(word) {
    let bits = 0;
    for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
    return bits;
  }

  function countOf(bits) {
    let count = 0;
    for (let left = bits; left; left &= left - 1) count++;
    return count;
  }

  /** Edits from one word to another, a slip to a neighbouring key or a swap counting less; more than `most` where it is too far. */
  function distance(one, other, most) {
    let before = null, last = [], now = [];
    for (let b = 0; b <= other.length; b++) last.push(b);
    for (let a = 1; a <= one.length; a++) {
      let least = now[0] = a;
      for (let b = 1; b <= other.length; b++) {
        const same = one[a - 1] === other[b - 1];
        now[b] = Math.min(last[b] + 1, now[b - 1] + 1, last[b - 1] + (same ? 0 : areNeighbours(one[a - 1], other[b - 1]) ? SLIP : 1));
        if (before && b > 1 && one[a - 1] === other[b - 2] && one[a - 2] === other[b - 1]) now[b] = Math.min(now[b], before[b - 2] + 0.7);
        least = Math.min(least, now[b]);
      }
      if (least > most) return most + 1;
      before = last; last = now; now = [];
    }
    return last[other.length];
  }

  Object.assign(search, { completions, isSaid, isSyllable, mend });
})();
