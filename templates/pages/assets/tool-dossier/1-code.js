/* A QR code of a short text (ISO/IEC 18004): bytes, error correction M, versions 1 to 15. `motcua.code(text)` gives its rows of 0 and 1; null for a text too long. */
(function () {
  "use strict";
  const motcua = globalThis.motcua = globalThis.motcua || {};
  /* By version from 1: codewords of error correction in a block, and blocks. */
  const CHECKS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24], BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10];
  const LEVEL_M = 0;

  /* Arithmetic of the field with 256 elements. */
  const powers = [], logs = [];
  for (let n = 0, power = 1; n < 255; n++) {
    powers[n] = power;
    logs[power] = n;
    power = power << 1 ^ (power > 127 ? 0x11D : 0);
  }
  function times(a, b) { return a && b ? powers[(logs[a] + logs[b]) % 255] : 0; }
  function divisor(degree) {
    let found = [1];
    for (let n = 0; n < degree; n++) {
      found = found.concat(0).map(function (each, at) { return each ^ (at ? times(found[at - 1], powers[n]) : 0); });
    }
    return found.slice(1);
  }
  function remainder(data, by) {
    const left = by.map(function () { return 0; });
    data.forEach(function (each) {
      const factor = each ^ left.shift();
      left.push(0);
      by.forEach(function (part, at) { left[at] ^= times(part, factor); });
    });
    return left;
  }

  function sizeOf(version) { return version * 4 + 17; }
  function centres(version) {
    if (version === 1) return [];
    const gaps = Math.floor(version / 7) + 1, last = version * 4 + 10, step = Math.ceil((last - 6) / gaps / 2) * 2, found = [6];
    for (let n = gaps - 1; n >= 0; n--) found.push(last - n * step);
    return found;
  }
  /* How many codewords a version holds, data and error correction. */
  function room(version) {
    const size = sizeOf(version), aligned = centres(version).length;
    const fixed = 3 * 64 + 2 * (size - 16) + 31 + (aligned ? (aligned * aligned - 3) * 25 - (aligned - 2) * 2 * 5 : 0) + (version > 6 ? 36 : 0);
    return Math.floor((size * size - fixed) / 8);
  }
  function holds(version) { return room(version) - CHECKS[version - 1] * BLOCKS[version - 1]; }

  function codewords(bytes, version) {
    const bits = [];
    function put(value, length) { while (length--) bits.push(value >>> length & 1); }
    const most = holds(version);
    put(4, 4);
    put(bytes.length, version > 9 ? 16 : 8);
    bytes.forEach(function (each) { put(each, 8); });
    put(0, Math.min(4, most * 8 - bits.length));
    while (bits.length % 8) bits.push(0);
    const data = [];
    for (let n = 0; n < bits.length; n += 8) data.push(parseInt(bits.slice(n, n + 8).join(""), 2));
    for (let pad = 0xEC; data.length < most; pad ^= 0xEC ^ 0x11) data.push(pad);
    return woven(data, version);
  }
  /* Blocks are told in turns, a codeword of each; the later ones may be longer by one. */
  function woven(data, version) {
    const blocks = BLOCKS[version - 1], short = Math.floor(data.length / blocks), longer = data.length % blocks, by = divisor(CHECKS[version - 1]), parts = [];
    for (let n = 0, start = 0; n < blocks; n++) {
      const length = short + (n >= blocks - longer ? 1 : 0), part = data.slice(start, start + length);
      parts.push([part, remainder(part, by)]);
      start += length;
    }
    const found = [];
    [short + 1, by.length].forEach(function (length, which) {
      for (let at = 0; at < length; at++) parts.forEach(function (part) { if (at < part[which].length) found.push(part[which][at]); });
    });
    return found;
  }

  function checked(value, by, length) {
    let left = value;
    for (let n = 0; n < length; n++) left = left << 1 ^ (left >>> (length - 1)) * by;
    return value << length | left;
  }
  const MASKS = [
    function (x, y) { return (x + y) % 2; }, function (x, y) { return y % 2; }, function (x) { return x % 3; }, function (x, y) { return (x + y) % 3; },
    function (x, y) { return (Math.floor(x / 3) + Math.floor(y / 2)) % 2; }, function (x, y) { return x * y % 2 + x * y % 3; },
    function (x, y) { return (x * y % 2 + x * y % 3) % 2; }, function (x, y) { return ((x + y) % 2 + x * y % 3) % 2; },
  ];

  /* What stands in every code of a version: `set(x, y, isDark)` marks a module that holds no data. */
  function frame(version, set) {
    const size = sizeOf(version), middles = centres(version);
    function square(x, y, reach) {
      for (let dy = -reach; dy <= reach; dy++) {
        for (let dx = -reach; dx <= reach; dx++) {
          const far = Math.max(Math.abs(dx), Math.abs(dy));
          if (x + dx >= 0 && x + dx < size && y + dy >= 0 && y + dy < size) set(x + dx, y + dy, far !== 2 && far !== 4 ? reach === 4 || far !== 1 : false);
        }
      }
    }
    for (let n = 0; n < size; n++) {
      set(6, n, n % 2 === 0);
      set(n, 6, n % 2 === 0);
    }
    square(3, 3, 4);
    square(size - 4, 3, 4);
    square(3, size - 4, 4);
    middles.forEach(function (x, i) {
      middles.forEach(function (y, j) {
        const end = middles.length - 1;
        if (!(i === 0 && j === 0 || i === 0 && j === end || i === end && j === 0)) alignment(x, y);
      });
    });
    function alignment(x, y) {
      for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) set(x + dx, y + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
    }
    const told = version > 6 ? checked(version, 0x1F25, 12) : 0;
    for (let n = 0; version > 6 && n < 18; n++) {
      const along = Math.floor(n / 3), across = size - 11 + n % 3;
      set(across, along, told >>> n & 1);
      set(along, across, told >>> n & 1);
    }
  }
  function format(size, mask, set) {
    const told = checked(LEVEL_M << 3 | mask, 0x537, 10) ^ 0x5412;
    for (let n = 0; n < 15; n++) {
      const bit = told >>> n & 1;
      if (n < 6) set(8, n, bit);
      else if (n < 8) set(8, n + 1, bit);
      else set(n < 9 ? 7 : 14 - n, 8, bit);
      if (n < 8) set(size - 1 - n, 8, bit);
      else set(8, size - 15 + n, bit);
    }
    set(8, size - 8, 1);
  }

  function drawn(bytes, version, mask) {
    const size = sizeOf(version), rows = [], fixed = [];
    for (let y = 0; y < size; y++) {
      rows.push(new Array(size).fill(0));
      fixed.push(new Array(size).fill(false));
    }
    function set(x, y, isDark) {
      rows[y][x] = isDark ? 1 : 0;
      fixed[y][x] = true;
    }
    frame(version, set);
    format(size, mask, set);
    const words = codewords(bytes, version);
    let n = 0;
    for (let right = size - 1; right > 0; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < size; step++) {
        const y = (right + 1 & 2) === 0 ? size - 1 - step : step;
        for (let x = right; x > right - 2; x--) {
          if (fixed[y][x]) continue;
          const bit = n < words.length * 8 ? words[n >>> 3] >>> (7 - (n & 7)) & 1 : 0;
          rows[y][x] = bit ^ (MASKS[mask](x, y) === 0 ? 1 : 0);
          n++;
        }
      }
    }
    return rows;
  }

  /* How hard a code is to read: long runs, squares of one shade, what looks like a corner, too much of one shade. */
  function penalty(rows) {
    const size = rows.length, columns = rows.map(function (_, x) { return rows.map(function (row) { return row[x]; }); });
    let found = 0, dark = 0;
    rows.concat(columns).forEach(function (row) {
      const line = row.join("");
      (line.match(/0{5,}|1{5,}/g) || []).forEach(function (run) { found += run.length - 2; });
      for (let at = 0; at + 11 <= size; at++) if (/^(?:10111010000|00001011101)/.test(line.slice(at, at + 11))) found += 40;
    });
    rows.forEach(function (row, y) {
      row.forEach(function (each, x) {
        dark += each;
        if (x && y && each === row[x - 1] && each === rows[y - 1][x] && each === rows[y - 1][x - 1]) found += 3;
      });
    });
    return found + Math.floor(Math.abs(dark * 20 - size * size * 10) / (size * size)) * 10;
  }

  motcua.code = function (text) {
    const bytes = Array.from(new TextEncoder().encode(text));
    let version = 1;
    while (version <= CHECKS.length && (version > 9 ? 20 : 12) + bytes.length * 8 > holds(version) * 8) version++;
    if (version > CHECKS.length) return null;
    return MASKS.map(function (_, mask) { return drawn(bytes, version, mask); }).map(function (rows) { return [penalty(rows), rows]; })
      .reduce(function (best, each) { return each[0] < best[0] ? each : best; })[1];
  };
})();
