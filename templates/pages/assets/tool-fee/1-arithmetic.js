/* The arithmetic of motcua/charges.py, as `motcua.fees`, which the tool on papers has too. */
(function () {
  "use strict";
  const motcua = globalThis.motcua = globalThis.motcua || {};
  const LARGEST = Number.MAX_SAFE_INTEGER, HUNDREDTHS = 100, WHOLE = ["VND"];

  function isOn(dated, day) { return (!dated.begins || dated.begins <= day) && (!dated.ends || day <= dated.ends); }
  function isAmong(known, condition) { return condition[1].indexOf(known.answers[condition[0]]) >= 0; }
  function isExempt(rate, known) { return rate.free_if.some(function (each) { return isAmong(known, each); }); }
  function mayHold(rate, known) {
    return !((rate.cases.length && known.case && rate.cases.indexOf(known.case) < 0)
      || (rate.channels.length && known.channel && rate.channels.indexOf(known.channel) < 0)
      || (known.day && !isOn(rate, known.day))
      || rate.only_if.some(function (each) { return each[0] in known.answers && !isAmong(known, each); }));
  }
  function needed(rate, known) {
    const needs = [];
    function ask(conditions) { conditions.forEach(function (each) { needs.push("?" + each[0]); }); }
    if (rate.cases.length) needs.push("case");
    if (rate.channels.length || rate.cuts.some(function (cut) { return cut.channels.length; })) needs.push("channel");
    if ([rate].concat(rate.cuts).some(function (each) { return each.begins || each.ends; })) needs.push("day");
    ask(rate.only_if);
    ask(rate.free_if);
    if (rate.status === "amount" && !isExempt(rate, known)) {
      rate.cuts.forEach(function (cut) { ask(cut.only_if); });
      if (rate.counting) needs.push("?" + rate.counting[0]);
      if (rate.times) needs.push("?" + rate.times);
    }
    return needs;
  }
  function once(list) { return list.filter(function (each, at) { return list.indexOf(each) === at; }); }
  function asked(rates, known) {
    return once([].concat.apply([], rates.filter(function (rate) { return mayHold(rate, known); }).map(function (rate) { return needed(rate, known); })));
  }
  function isKnown(need, known) { return need.charAt(0) === "?" ? need.slice(1) in known.answers : !!known[need]; }

  /* What a rate depends on, and whether another one names all of that and more. */
  function names(rate) {
    return once((rate.cases.length ? ["case"] : []).concat(rate.channels.length ? ["channel"] : [], rate.only_if.map(function (each) { return "?" + each[0]; })));
  }
  function isReplaced(rate, held) {
    const mine = names(rate);
    return held.some(function (other) {
      const theirs = names(other);
      return theirs.length > mine.length && mine.every(function (each) { return theirs.indexOf(each) >= 0; });
    });
  }
  function isAlternative(rate) { return rate.combines === "alternative"; }
  function unknown(why, faulty) {
    return { parts: [], totals: [], why: why, places: (faulty || []).map(function (rate) { return rate.place; }) };
  }
  function bill(rates, known) {
    if (!asked(rates, known).every(function (need) { return isKnown(need, known); })) return unknown("unanswered");
    const held = rates.filter(function (rate) { return mayHold(rate, known); }), turns = held.filter(isAlternative);
    const chosen = turns.filter(function (rate) { return !isReplaced(rate, turns); }).concat(held.filter(function (rate) { return !isAlternative(rate); }));
    if (!chosen.length) return unknown("none");
    const first = chosen.filter(isAlternative), isOne = first.every(function (rate) { return rate.kin === first[0].kin; });
    const faults = [
      ["unresolved", chosen.filter(function (rate) { return rate.combines === "not_stated"; })],
      ["words", chosen.filter(function (rate) { return !rate.is_typed; })], ["several", isOne ? [] : first],
      ["unstated", chosen.filter(function (rate) { return rate.status !== "amount" && rate.status !== "free" && !isExempt(rate, known); })],
    ].filter(function (each) { return each[1].length; });
    return faults.length ? unknown(faults[0][0], faults[0][1]) : summed(chosen, known);
  }
  function number(rate, known) { return rate.counting ? known.answers[rate.counting[0]] : 1; }
  function summed(chosen, known) {
    const groups = once(chosen.map(function (rate) { return rate.kin; })).map(function (kin) {
      return chosen.filter(function (rate) { return rate.kin === kin; });
    });
    const parts = groups.map(function (group) { return part(group, known); });
    if (parts.some(function (each) { return each.total < 0; })) return unknown("large");
    if (parts.some(function (each, at) { return isAlternative(groups[at][0]) && !each.lines.length && each.times && number(groups[at][0], known); })) return unknown("none");
    const totals = [];
    parts.forEach(function (each) {
      const same = totals.filter(function (total) { return total[0] === each.currency; })[0];
      if (same) same[1] += each.total;
      else totals.push([each.currency, each.total]);
    });
    if (totals.some(function (total) { return total[1] > LARGEST; })) return unknown("large");
    return { parts: parts.filter(function (each) { return each.lines.length; }), totals: totals, why: "", places: [] };
  }
  function part(group, known) {
    const currency = group[0].currency;
    if (group.every(function (rate) { return rate.status === "free" || isExempt(rate, known); })) {
      return { lines: [[group[0].place, 1, 0]], bound: "", one: 0, times: 1, percent: 0, total: 0, currency: currency, is_free: true };
    }
    const lines = group.filter(function (rate) { return rate.status === "amount" && !isExempt(rate, known); }).map(function (rate) {
      return [rate.place, units(rate, known), rate.amount];
    }).filter(function (line) { return line[1]; });
    const bounded = bound(lines.reduce(function (sum, line) { return sum + line[1] * line[2]; }, 0), group), one = bounded[0];
    const times = group[0].times ? known.answers[group[0].times] : 1;
    const percent = group.reduce(function (most, rate) {
      return rate.cuts.reduce(function (most, cut) { return isCut(cut, known) ? Math.max(most, cut.percent) : most; }, most);
    }, 0);
    const exact = one * times * (100 - percent);
    return { lines: times ? lines : [], bound: bounded[1], one: one, times: times, percent: percent,
      total: Math.max(one, exact) <= LARGEST ? rounded(exact, currency) : -1, currency: currency, is_free: false };
  }
  function units(rate, known) {
    if (!rate.counting) return 1;
    const n = number(rate, known), least = rate.counting[1], most = rate.counting[2] || n, charge = rate.counting[3];
    if (charge === "each") return Math.max(0, Math.min(n, most) - Math.max(least, 1) + 1);
    return n && least <= n && n <= most ? (charge === "whole" ? n : 1) : 0;
  }
  function bound(one, group) {
    const least = Math.max.apply(null, group.map(function (rate) { return rate.at_least; }));
    const mosts = group.map(function (rate) { return rate.at_most; }).filter(function (each) { return each >= 0; }), most = Math.min.apply(null, mosts);
    if (mosts.length && most < one) return [most, "at_most"];
    return 0 < one && one < least ? [least, "at_least"] : [one, ""];
  }
  function isCut(cut, known) {
    return (!cut.channels.length || cut.channels.indexOf(known.channel) >= 0) && (!known.day || isOn(cut, known.day))
      && cut.only_if.every(function (each) { return isAmong(known, each); });
  }
  /* The remainder is taken first: adding half a step could leave the numbers that are kept exactly. */
  function rounded(exact, currency) {
    const step = WHOLE.indexOf(currency) >= 0 ? 100 * HUNDREDTHS : 100, over = exact % step;
    return ((exact - over) / step + (over * 2 >= step ? 1 : 0)) * (step / 100);
  }

  /* The rates of a page say only what is not as here. */
  function full(rates) {
    return rates.map(function (rate) {
      return Object.assign({ status: "amount", combines: "alternative", currency: "VND", amount: -1, cases: [], channels: [], only_if: [], free_if: [], begins: "", ends: "",
        counting: null, times: "", at_least: -1, at_most: -1, is_typed: true }, rate,
      { cuts: (rate.cuts || []).map(function (cut) { return Object.assign({ channels: [], only_if: [], begins: "", ends: "" }, cut); }) });
    });
  }

  motcua.fees = { full: full, asked: asked, bill: bill };
})();
