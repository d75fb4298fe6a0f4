/* The search engine's unpacking: numbers out of columns of digits, texts out of numbers of words. */
(function () {
  "use strict";
  const search = motcua.search, { SYLLABLE } = search;
  const DIGITS = valuesOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
  const SIGNS = valuesOf(Array.from({ length: 95 }, (_, n) => String.fromCharCode(32 + n)).filter((sign) => "\\'\"`".indexOf(sign) < 0).join("")), BASE = 91;
  const LITERAL = 96, RECORD = 0, PART = 1, FIRST_WORD = 2, STEP = 400, IS_WORD = /^[\p{L}\p{N}]/u;

  function valuesOf(signs) {
    const values = new Uint8Array(128);
    for (let n = 0; n < signs.length; n++) values[signs.charCodeAt(n)] = n;
    return values;
  }

  /** Whole numbers of one width: the width, then each number in digits of 64. */
  function column(text) {
    const width = +text[0], numbers = new Int32Array((text.length - 1) / width);
    for (let n = 0, at = 1; n < numbers.length; n++) {
      for (let digit = 0; digit < width; digit++) numbers[n] = numbers[n] << 6 | DIGITS[text.charCodeAt(at++)];
    }
    return numbers;
  }

  /** Codes out of the steps between their digits read as numbers. */
  function codesOf(steps) {
    let last = 0;
    return steps.split(" ").map((step) => {
      const end = step.indexOf("."), digits = String(last += +(end < 0 ? step : step.slice(0, end))).padStart(7, "0");
      return digits[0] + "." + digits.slice(1) + (end < 0 ? "" : step.slice(end));
    });
  }

  function lines(text) { return text.split("\n"); }

  /** Records that few of many have: the place of each and its numbers, as a map. */
  function numbered(text) {
    return new Map((text ? lines(text) : []).map((line) => { const numbers = line.split(" ").map(Number); return [numbers[0], numbers.slice(1)]; }));
  }

  /** The words of a shard: `given.words` lists them, `given.shape` says how many signs begin a number of one sign and of two. */
  function Words(given) {
    this.words = lines(given.words); this.one = given.shape[0]; this.two = this.one + given.shape[1];
    this.isWord = this.words.map((word) => IS_WORD.test(word)); this.syllables = this.words.map((word) => word.match(SYLLABLE) || []);
  }
  /** Read a packed text from a place until `visit` says stop: visit(number of a word or -1, what is written out, the place after it). */
  Words.prototype.each = function (text, from, visit) {
    for (let at = from; at < text.length;) {
      const sign = text.charCodeAt(at++);
      let number = SIGNS[sign], written = "";
      if (sign === LITERAL) {
        const end = text.indexOf("`", at);
        written = text.slice(at, end); number = -1; at = end + 1;
      } else if (number >= this.two) {
        number = this.one + (this.two - this.one) * BASE + ((number - this.two) * BASE + SIGNS[text.charCodeAt(at)]) * BASE + SIGNS[text.charCodeAt(at + 1)]; at += 2;
      } else if (number >= this.one) number = this.one + (number - this.one) * BASE + SIGNS[text.charCodeAt(at++)];
      if (visit(number, written, at)) return;
    }
  };
  /** The text of the record that begins at a place. */
  Words.prototype.text = function (packed, from) {
    let text = "", isAfterWord = false;
    this.each(packed, from, (number, written) => {
      if (number === RECORD) return true;
      const word = number < 0 ? written : number === PART ? "\t" : this.words[number - FIRST_WORD], isWord = number < 0 ? IS_WORD.test(word) : number !== PART && this.isWord[number - FIRST_WORD];
      text += isAfterWord && isWord ? " " + word : word;
      isAfterWord = isWord;
      return false;
    });
    return text;
  };
  /** Visit every part of every record, so many at a step: visit(number of the record, the syllables of the part, the text of it made when called). */
  Words.prototype.parts = function* (packed, visit) {
    let record = 0, from = 0, syllables = [], left = 0, reached = 0;
    const end = (to) => { if (syllables.length) visit(record, syllables, packed.slice(from, to)); syllables = []; };
    const take = (number, written, after) => {
      if (number > PART) syllables = syllables.concat(this.syllables[number - FIRST_WORD]);
      else if (number < 0) syllables = syllables.concat(written.match(SYLLABLE) || []);
      else { end(after - 1); from = after; left--; if (number === RECORD) record++; }
      if (!left) reached = after;
      return !left;
    };
    for (let at = 0; at < packed.length; at = reached) {
      left = STEP; reached = packed.length;
      this.each(packed, at, take);
      yield;
    }
    end(packed.length);
  };

  Object.assign(search, { RECORD, PART, FIRST_WORD, Words, column, codesOf, lines, numbered });
})();
