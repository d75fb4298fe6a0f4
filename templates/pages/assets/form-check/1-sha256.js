/* SHA-256 (FIPS 180-4), for pages that come from a disk or without encryption: browsers keep their own from these. */
(function () {
  "use strict";
  const motcua = globalThis.motcua = globalThis.motcua || {};
  const K = ("428a2f9871374491b5c0fbcfe9b5dba53956c25b59f111f1923f82a4ab1c5ed5d807aa9812835b01243185be550c7dc372be5d7480deb1fe9bdc06a7c19bf174" +
    "e49b69c1efbe47860fc19dc6240ca1cc2de92c6f4a7484aa5cb0a9dc76f988da983e5152a831c66db00327c8bf597fc7c6e00bf3d5a7914706ca635114292967" +
    "27b70a852e1b21384d2c6dfc53380d13650a7354766a0abb81c2c92e92722c85a2bfe8a1a81a664bc24b8b70c76c51a3d192e819d6990624f40e3585106aa070" +
    "19a4c1161e376c082748774c34b0bcb5391c0cb34ed8aa4a5b9cca4f682e6ff3748f82ee78a5636f84c878148cc7020890befffaa4506cebbef9a3f7c67178f2").match(/.{8}/g).map(function (each) { return parseInt(each, 16); });

  function turn(word, bits) { return word >>> bits | word << 32 - bits; }

  /* The digest of some bytes in hexadecimal digits. */
  motcua.sha256 = function (bytes) {
    const size = bytes.length, padded = new Uint8Array((size + 72) >> 6 << 6), view = new DataView(padded.buffer), w = new Int32Array(64);
    let h = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
    padded.set(bytes);
    padded[size] = 128;
    view.setUint32(padded.length - 8, size / 0x20000000);
    view.setUint32(padded.length - 4, size << 3);
    for (let at = 0; at < padded.length; at += 64) {
      let s = h;
      for (let i = 0; i < 64; i++) {
        const x = w[i - 15], y = w[i - 2], a = s[0], e = s[4];
        w[i] = i < 16 ? view.getInt32(at + i * 4) : w[i - 16] + w[i - 7] + (turn(x, 7) ^ turn(x, 18) ^ x >>> 3) + (turn(y, 17) ^ turn(y, 19) ^ y >>> 10);
        const one = s[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & s[5] ^ ~e & s[6]) + K[i] + w[i];
        const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & s[1] ^ a & s[2] ^ s[1] & s[2]);
        s = [one + two | 0, a, s[1], s[2], s[3] + one | 0, e, s[5], s[6]];
      }
      h = h.map(function (word, i) { return word + s[i] | 0; });
    }
    return h.map(function (word) { return (word >>> 0).toString(16).padStart(8, "0"); }).join("");
  };
})();
