/* Working days: the day on which a time limit ends, with the reason of every day in between. The build reckons likewise, in dates.py; both are
   held equal. A day is a whole number, counted from 1970-01-01; a minute one of its day. */
(function () {
  "use strict";
  const motcua = globalThis.motcua = globalThis.motcua || {};
  const DAY = 864e5, SATURDAY = 6, SUNDAY = 0, WAITS = "waits", BEYOND = "beyond";

  function toDay(iso) {
    const parts = iso.split("-").map(Number);
    return Date.UTC(parts[0], parts[1] - 1, parts[2]) / DAY;
  }
  function toIso(day) { return new Date(day * DAY).toISOString().slice(0, 10); }
  function weekday(day) { return new Date(day * DAY).getUTCDay(); }
  function year(day) { return new Date(day * DAY).getUTCFullYear(); }

  /* The same day of a later month, its last one where it has no such day. */
  function monthsOn(day, months) {
    const from = new Date(day * DAY), last = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0));
    return Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(from.getUTCDate(), last.getUTCDate())) / DAY;
  }

  /* The table of holidays.js, ready to be asked; names are kept with the days. */
  function calendar(table) {
    function byDay(listed) { return new Map(listed.map(function (each) { return [toDay(each[0]), table.names[each[1]]]; })); }
    const rules = {};
    Object.keys(table.counting).forEach(function (key) { rules[key] = table.counting[key].value; });
    return { first: toDay(table.first), last: toDay(table.last), announced: new Set(table.announced), off: byDay(table.off), working: byDay(table.working), rules: rules };
  }
  function isOff(known, day) {
    if (known.working.has(day)) return false;
    return known.off.has(day) || weekday(day) === SUNDAY || (weekday(day) === SATURDAY && known.rules.saturday === "day_off");
  }
  function within(known, day) {
    if (day < known.first || day > known.last) throw BEYOND;
    return day;
  }
  function receipt(known, day, minute, cutOff) {
    if (known.rules.late_filing === "same_day") return within(known, day);
    if (minute !== null && cutOff !== null && minute > cutOff) day += 1;
    while (isOff(known, within(known, day))) day += 1;
    return day;
  }
  function why(known, day, unit, waits) {
    if (waits.some(function (wait) { return wait[0] < day && wait[1] === null; })) throw WAITS;
    if (isWaiting(day, waits)) return "waiting";
    return unit === "working_day" && isOff(known, day) ? whyOff(known, day) : "counted";
  }
  function isWaiting(day, waits) { return waits.some(function (wait) { return wait[0] < day && wait[1] !== null && day <= wait[1]; }); }
  function whyOff(known, day) { return known.off.has(day) ? "off" : "weekend"; }
  function moved(known, day, waits, days) {
    if (known.rules.last_day_off === "stays" || !isOff(known, day)) return day;
    for (;;) {
      day = within(known, day + 1);
      const reason = why(known, day, "working_day", waits);
      days.push([day, reason === "counted" ? "moved" : reason]);
      if (reason === "counted") return day;
    }
  }
  function walk(known, received, n, unit, waits, days) {
    let day = known.rules.first_day === "same_day" ? received : received + 1, last = received;
    if (unit === "month") {
      n = monthsOn(received, n) - received;
      unit = "calendar_day";
    }
    for (let left = n; left; day += 1) {
      const reason = why(known, within(known, day), unit, waits);
      days.push([day, reason]);
      if (reason === "counted") left -= 1;
      last = day;
    }
    return unit === "calendar_day" && n ? moved(known, last, waits, days) : last;
  }
  /* No day is counted: the last answer makes the day. */
  function sameDay(known, received, waits, cutOff, days) {
    const due = waits.reduce(function (latest, wait) {
      if (wait[1] === null) throw WAITS;
      return Math.max(latest, receipt(known, Math.max(wait[0], wait[1]), wait[2], cutOff));
    }, received);
    for (let day = received + 1; day <= due; day++) {
      const idle = isWaiting(day, waits) ? "waiting" : isOff(known, day) ? whyOff(known, day) : "overdue";
      days.push([day, day === due ? "again" : idle]);
    }
    return due;
  }
  function startingAgain(known, received, n, unit, waits, cutOff, days) {
    waits.forEach(function (wait) {
      const before = days.length, due = walk(known, received, n, unit, [], days), asked = wait[0];
      if (asked < received || asked > due) return days.splice(before);
      const kept = days.splice(before).filter(function (each) { return each[0] <= asked; });
      days.push.apply(days, kept);
      if (wait[1] === null) throw WAITS;
      received = receipt(known, Math.max(asked, wait[1]), wait[2], cutOff);
      for (let day = asked + 1; day <= received; day++) days.push([day, "waiting"]);
    });
    return walk(known, received, n, unit, [], days);
  }

  function end(known, received, n, unit, waits, cutOff, days) {
    if (unit === "same_day") return sameDay(known, received, waits, cutOff, days);
    if (known.rules.waiting === "stands_still") return walk(known, received, n, unit, waits, days);
    return startingAgain(known, received, n, unit, waits, cutOff, days);
  }

  /* `filing`: day, minute and cutOff (null where unknown), waits as [asked, answered, minute of the answer], answered null where it is still to come. */
  function reckon(known, filing, n, unit) {
    const days = [], waits = filing.waits.slice().sort(function (a, b) { return a[0] - b[0]; });
    let received = null, due = null, state = "ends";
    try {
      received = receipt(known, filing.day, filing.minute, filing.cutOff);
      due = end(known, received, n, unit, waits, filing.cutOff, days);
    } catch (stopped) {
      if (stopped !== WAITS && stopped !== BEYOND) throw stopped;
      state = stopped;
    }
    const last = due !== null ? due : days.length ? days[days.length - 1][0] : received !== null ? received : filing.day;
    let isExpected = false;
    for (let each = year(filing.day); each <= year(last); each++) isExpected = isExpected || !known.announced.has(each);
    return { received: received, due: due, days: days, state: state, isExpected: isExpected };
  }

  motcua.days = { calendar: calendar, reckon: reckon, isOff: isOff, toDay: toDay, toIso: toIso, weekday: weekday };
})();
