/* The search engine's letters: what makes two spellings of a Vietnamese syllable one. */
(function () {
  "use strict";
  const motcua = globalThis.motcua = globalThis.motcua || {}, search = motcua.search = motcua.search || {};;

  const MARKS = /[\u0300-\u036f]/g, TONES = /[\u0300\u0301\u0303\u0309\u0323]/g, ONE_VOWEL = /^(qu|[bcdghklmnpqrstvx]{1,3})y$/;
  const SYLLABLE = /[\p{L}\p{N}\p{M}]+/gu;
  const OTHER_MARKS = 0.6;

  /** A text in small letters without marks, y as i where Vietnamese writes both. */
  function fold(text) {
    const plain = text.toLowerCase().normalize("NFD").replace(MARKS, "").replace(/đ/g, "d");
    return plain.replace(/[a-z0-9]+/g, (word) => word.replace(ONE_VOWEL, "$1i"));
  }

  /** A syllable with its marks, its tone at the end: hoà and hòa are one, kỹ and kĩ too. */
  function marked(syllable) {
    const parts = syllable.toLowerCase().normalize("NFD"), tone = parts.match(TONES);
    return parts.replace(TONES, "").normalize("NFC").replace(ONE_VOWEL, "$1i") + (tone ? tone[0] : "");
  }

  function syllables(text) {
    return text.normalize("NFC").match(SYLLABLE) || [];
  }

  /** A function of a syllable that works each out once. */
  function once(work) {
    const known = new Map();
    return (syllable) => {
      let found = known.get(syllable);
      if (found === undefined) known.set(syllable, found = work(syllable));
      return found;
    };
  }

  /** How close two syllables of the same letters are by their marks: hỏi and ngã are one to many, a slip of the tone is commoner than of a letter. */
  function closeness(one, other) {
    const tone = (text) => (/[\u0300-\u036f]$/.test(text) ? text[text.length - 1] : ""), first = tone(one), second = tone(other);
    if (one.slice(0, one.length - first.length) !== other.slice(0, other.length - second.length)) return OTHER_MARKS;
    return (first === "\u0303" && second === "\u0309") || (first === "\u0309" && second === "\u0303") ? 0.96 : 0.84;
  }

  Object.assign(search, { SYLLABLE, fold, marked, syllables, once, closeness });
})();
